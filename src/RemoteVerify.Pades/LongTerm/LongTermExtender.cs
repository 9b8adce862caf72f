// ETSI EN 319 142-1 clause 6.3 (levels B-LT and B-LTA).
using System.Security.Cryptography;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pdf.Writing;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Pades.LongTerm;

/// <summary>Where long-term data comes from.</summary>
public sealed record LongTermOptions
{
    /// <summary>Trusted certificates in which every path must end.</summary>
    public required IReadOnlyList<Certificate> Anchors { get; init; }

    /// <summary>Certificates that may stand between the document's and an anchor, beside those in the document.</summary>
    public IReadOnlyList<Certificate> Intermediates { get; init; } = [];

    public required IValidationMaterialSource Source { get; init; }

    /// <summary>The time now.</summary>
    public required DateTimeOffset At { get; init; }

    public PdfOpenOptions? Open { get; init; }

    /// <summary>Digest that the document timestamp is about.</summary>
    public HashAlgorithmName TimestampDigest { get; init; } = HashAlgorithmName.SHA256;
}

/// <summary>
/// Raises a signed document to B-LT (everything that proves its certificates goes into the document) and B-LTA (a
/// timestamp over all that). Running it again later renews the protection: it then proves the last timestamp too.
/// </summary>
public static class LongTermExtender
{
    /// <summary>Adds certificates and revocation data for every signature and timestamp; refuses when something is missing.</summary>
    public static async Task<SignResult> AddValidationMaterialAsync(ReadOnlyMemory<byte> pdf, LongTermOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            PdfDocument document = PdfDocument.Open(pdf, options.Open);
            (SignResult.Refused? refused, UpdateTail? tail) = await CollectAsync(document, options, cancellationToken).ConfigureAwait(false);
            return refused ?? (SignResult)new SignResult.Signed(tail is null ? pdf.ToArray() : tail.AppendTo(pdf), "");
        }
        catch (PdfFormatException e)
        {
            return FileRefusal.Of(e);
        }
    }

    /// <summary>The update with everything that is missing (null when nothing is), or the refusal.</summary>
    internal static async Task<(SignResult.Refused? Refused, UpdateTail? Tail)> CollectAsync(
        PdfDocument document, LongTermOptions options, CancellationToken cancellationToken)
    {
        SigningBase.RefuseStrayEnd(document);
        if (document.Encryption is { CanWrite: false })
        {
            return (new SignResult.Refused(RefusalCode.EncryptionNotSupported, "The document is encrypted with RC4, which is read but not written."), null);
        }

        SignedObjects signed = SignedObjects.Read(document.Latest, options.At);
        EvidenceCollection collection = new(new SecurityStore(document), signed.Certificates, options);
        foreach (Subject subject in signed.Subjects)
        {
            await collection.ProveAsync(subject, cancellationToken).ConfigureAwait(false);
        }

        return collection.Refusal is { } refusal ? (refusal, null) : (null, collection.Store.Build());
    }

    /// <summary>
    /// Looks for everything that a signer's certificate will need, before the key is used: a signature that can't be proved
    /// later is better not made. What it finds is not kept, because evidence must be newer than the signature.
    /// </summary>
    /// <returns>The refusal; null when nothing is missing.</returns>
    public static async Task<SignResult.Refused?> CheckSignerAsync(ReadOnlyMemory<byte> pdf, CertifiedKey signer, LongTermOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            return await CheckSignerAsync(PdfDocument.Open(pdf, options.Open), signer, options, cancellationToken).ConfigureAwait(false);
        }
        catch (PdfFormatException)
        {
            // Signing itself says what is wrong with the file.
            return null;
        }
    }

    /// <summary>As above, for a document that is open.</summary>
    internal static async Task<SignResult.Refused?> CheckSignerAsync(
        PdfDocument document, CertifiedKey signer, LongTermOptions options, CancellationToken cancellationToken)
    {
        EvidenceCollection collection = new(new SecurityStore(document), [signer.Certificate, .. signer.Chain], options);
        await collection.ProveAsync(new Subject(signer.Certificate, options.At, IsCovered: false), cancellationToken).ConfigureAwait(false);
        return collection.Refusal;
    }

    /// <summary>Adds validation material, then a document timestamp over everything.</summary>
    public static async Task<SignResult> ArchiveAsync(ReadOnlyMemory<byte> pdf, LongTermOptions options, ITimestampSource tsa, CancellationToken cancellationToken)
    {
        SignResult result = await AddValidationMaterialAsync(pdf, options, cancellationToken).ConfigureAwait(false);
        return result is SignResult.Signed signed
            ? await DocumentTimestamper.TryAddAsync(signed.Pdf, tsa, options.Open, options.TimestampDigest, cancellationToken).ConfigureAwait(false)
            : result;
    }
}
