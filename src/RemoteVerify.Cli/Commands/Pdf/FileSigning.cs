using System.Security.Cryptography;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Normalizing;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary>What came of it.</summary>
/// <param name="Normalized">What was done to the file before it was signed; empty for nothing.</param>
internal sealed record FileSigningResult(SignResult Result, IReadOnlyList<string> Normalized);

/// <summary>Signs from file to file: the document is read once, in blocks, and the target appears only when it is complete.</summary>
internal static class FileSigning
{
    /// <param name="mayNormalize">Rewrites a broken file into a clean one first.</param>
    public static async Task<FileSigningResult> SignAsync(
        DocumentFile document, string target, SignatureRequest request, CertifiedKey key, ITimestampSource? tsa, PdfOpenOptions open, bool mayNormalize, CancellationToken cancellationToken)
    {
        SignResult result = await SignAsync(document.Bytes, document.Content, target, request, key, tsa, open, cancellationToken);
        if (!mayNormalize || result is not SignResult.Refused { Code: RefusalCode.BrokenFile })
        {
            return new FileSigningResult(result, []);
        }

        try
        {
            NormalizedDocument clean = DocumentNormalizer.Normalize(document.Bytes, RandomNumberGenerator.Fill, open.Limits);
            return new FileSigningResult(await SignAsync(clean.Bytes, null, target, request, key, tsa, open, cancellationToken), clean.Actions);
        }
        catch (PdfFormatException e)
        {
            return new FileSigningResult(new SignResult.Refused(RefusalCode.BrokenFile, $"It can't be rewritten either: {e.Message}"), []);
        }
    }

    private static async Task<SignResult> SignAsync(
        ReadOnlyMemory<byte> pdf, Stream? content, string target, SignatureRequest request, CertifiedKey key, ITimestampSource? tsa, PdfOpenOptions open, CancellationToken cancellationToken)
    {
        try
        {
            using SigningBase signing = SigningBase.Open(pdf, open, content);
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
