using System.Security.Cryptography;
using RemoteVerify.Pades.LongTerm;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Normalizing;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary>What to sign with.</summary>
/// <param name="LongTerm">For B-LT and B-LTA; null for the levels below.</param>
internal sealed record SigningOrder(SignatureRequest Request, CertifiedKey Key, ITimestampSource? Tsa, PdfOpenOptions Open, LongTermOptions? LongTerm);

/// <summary>What came of it.</summary>
/// <param name="Normalized">What was done to the file before it was signed; empty for nothing.</param>
internal sealed record FileSigningResult(SignResult Result, IReadOnlyList<string> Normalized);

/// <summary>Signs from file to file: the document is read once, in blocks, and the target appears only when it is complete.</summary>
internal static class FileSigning
{
    /// <param name="mayNormalize">Rewrites a broken file into a clean one first.</param>
    public static async Task<FileSigningResult> SignAsync(DocumentFile document, string target, SigningOrder order, bool mayNormalize, CancellationToken cancellationToken)
    {
        SignResult result = await SignAsync(document.Bytes, document.Content, target, order, cancellationToken);
        if (!mayNormalize || result is not SignResult.Refused { Code: RefusalCode.BrokenFile })
        {
            return new FileSigningResult(result, []);
        }

        try
        {
            NormalizedDocument clean = DocumentNormalizer.Normalize(document.Bytes, RandomNumberGenerator.Fill, order.Open.Limits);
            return new FileSigningResult(await SignAsync(clean.Bytes, null, target, order, cancellationToken), clean.Actions);
        }
        catch (PdfFormatException e)
        {
            return new FileSigningResult(new SignResult.Refused(RefusalCode.BrokenFile, $"It can't be rewritten either: {e.Message}"), []);
        }
    }

    /// <summary>Puts a file that was made in memory at its place.</summary>
    public static SignResult Write(SignResult result, string target)
    {
        if (result is not SignResult.Signed signed)
        {
            return result;
        }

        using AtomicFile output = new(target);
        output.Stream.Write(signed.Pdf);
        output.Commit();
        return new SignResult.Written(signed.Pdf.Length, signed.FieldName);
    }

    private static async Task<SignResult> SignAsync(ReadOnlyMemory<byte> pdf, Stream? content, string target, SigningOrder order, CancellationToken cancellationToken)
    {
        if (order.LongTerm is { } longTerm)
        {
            // Each step is an update of the one before, so that the file is made in memory.
            return Write(await LongTermSigner.SignAsync(pdf, order.Request, order.Key, order.Tsa!, longTerm, cancellationToken), target);
        }

        try
        {
            using SigningBase signing = SigningBase.Open(pdf, order.Open, content);
            using AtomicFile output = new(target);
            SignResult result = await PadesSigner.SignToAsync(signing, order.Request, order.Key, order.Tsa, output.Stream, cancellationToken);
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
