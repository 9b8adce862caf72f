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
/// <param name="Warnings">What in the document could make it show something else after signing.</param>
internal sealed record FileSigningResult(SignResult Result, IReadOnlyList<string> Normalized, IReadOnlyList<SigningWarning> Warnings);

/// <summary>Signs from file to file: the document is read once, in blocks, and the target appears only when it is complete.</summary>
internal static class FileSigning
{
    /// <param name="mayNormalize">Rewrites a broken file into a clean one first.</param>
    public static async Task<FileSigningResult> SignAsync(DocumentFile document, string target, SigningOrder order, bool mayNormalize, CancellationToken cancellationToken)
    {
        FileSigningResult signed = await SignAsync(document.Bytes, document.Content, target, order, cancellationToken);
        if (!mayNormalize || signed.Result is not SignResult.Refused { Code: RefusalCode.BrokenFile })
        {
            return signed;
        }

        try
        {
            NormalizedDocument clean = DocumentNormalizer.Normalize(document.Bytes, RandomNumberGenerator.Fill, order.Open.Limits);
            return await SignAsync(clean.Bytes, null, target, order, cancellationToken) with { Normalized = clean.Actions };
        }
        catch (PdfFormatException e)
        {
            return new FileSigningResult(new SignResult.Refused(RefusalCode.BrokenFile, $"It can't be rewritten either: {e.Message}"), [], []);
        }
    }

    /// <summary>Renews the protection of a signed file.</summary>
    public static async Task<FileSigningResult> RenewAsync(
        DocumentFile document, string target, LongTermOptions options, ITimestampSource tsa, CancellationToken cancellationToken) => new(
            await MakeAsync(target, file => LongTermFiles.RenewToAsync(document.Bytes, document.Content, options, tsa, file, cancellationToken)), [], []);

    private static async Task<FileSigningResult> SignAsync(ReadOnlyMemory<byte> pdf, Stream? content, string target, SigningOrder order, CancellationToken cancellationToken)
    {
        try
        {
            using SigningBase signing = SigningBase.Open(pdf, order.Open, content);
            IReadOnlyList<SigningWarning> warnings = SigningWarnings.Of(signing);
            SignResult result = await MakeAsync(target, file => order.LongTerm is { } longTerm
                ? LongTermFiles.SignToAsync(signing, order.Request, order.Key, order.Tsa!, longTerm, file, cancellationToken)
                : PadesSigner.SignToAsync(signing, order.Request, order.Key, order.Tsa, file.Stream, cancellationToken));
            return new FileSigningResult(result, [], warnings);
        }
        catch (PdfFormatException e)
        {
            return new FileSigningResult(FileRefusal.Of(e), [], []);
        }
    }

    /// <summary>The target appears when it was written, and only then.</summary>
    private static async Task<SignResult> MakeAsync(string target, Func<GrowingFile, Task<SignResult>> make)
    {
        using AtomicFile output = new(target);
        using MappedTarget file = new(output.Stream);
        SignResult result = await make(file);
        if (result is SignResult.Written)
        {
            file.Dispose();
            output.Commit();
        }

        return result;
    }
}
