using RemoteVerify.Pades.Signing;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary>Signs from file to file: the document is read once, in blocks, and the target appears only when it is complete.</summary>
internal static class FileSigning
{
    public static async Task<SignResult> SignAsync(
        DocumentFile document, string target, SignatureRequest request, CertifiedKey key, ITimestampSource? tsa, PdfOpenOptions open, CancellationToken cancellationToken)
    {
        try
        {
            using SigningBase signing = SigningBase.Open(document.Bytes, open, document.Content);
            using AtomicFile output = new(target);
            SignResult result = await PadesSigner.SignToAsync(signing, request, key, tsa, output.Stream, cancellationToken);
            if (result is SignResult.Written)
            {
                output.Commit();
            }

            return result;
        }
        catch (PdfPasswordException)
        {
            return new SignResult.Refused(RefusalCode.PasswordRequired, "The document is encrypted and the password does not open it.");
        }
        catch (PdfFormatException e)
        {
            return new SignResult.Refused(RefusalCode.BrokenFile, e.Message);
        }
    }
}
