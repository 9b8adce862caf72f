// ETSI EN 319 142-1 clause 5.5 (long-term availability): renewal before the last document timestamp weakens.
using System.Security.Cryptography;
using RemoteVerify.Cases.Results.Archiving;
using RemoteVerify.Pades.LongTerm;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Cms;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Cases.Engines;

/// <summary>Keeps documents provable with the room <c>Pades</c>.</summary>
/// <param name="timestamps">Source of the new document timestamps.</param>
/// <param name="longTerm">What long-term data rests on, for a time.</param>
/// <param name="trust">Trust anchors and revocation material for a time.</param>
/// <param name="algorithms">Which algorithms count until when.</param>
public sealed class PadesArchive(
    ITimestampSource timestamps, Func<DateTimeOffset, LongTermOptions> longTerm, Func<DateTimeOffset, ValidationOptions> trust, AlgorithmPolicy algorithms) : IArchive
{
    /// <summary>A digest must last as long as the timestamp that rests on it is meant to.</summary>
    private const int YearsOfADigest = 12;

    private static readonly HashAlgorithmName[] Digests = [HashAlgorithmName.SHA256, HashAlgorithmName.SHA384, HashAlgorithmName.SHA512];

    /// <inheritdoc/>
    public ArchiveState Examine(ReadOnlyMemory<byte> pdf, DateTimeOffset at)
    {
        ValidationReport report = PadesValidator.Validate(pdf, trust(at) with { Algorithms = algorithms });
        TimestampReport? newest = report.DocumentTimestamps.Where(t => t.Time is not null).MaxBy(t => t.Time);
        bool complete = newest is { Indication: Indication.TotalPassed }
            && report.Signatures.All(s => s.Profile?.EndsWith("-LTA", StringComparison.Ordinal) == true);
        return new ArchiveState(complete, newest is { Indication: Indication.TotalPassed } ? EndOf(newest, pdf) : null);
    }

    /// <inheritdoc/>
    public Task<Outcome<ReadOnlyMemory<byte>>> RenewAsync(ReadOnlyMemory<byte> pdf, DateTimeOffset at, CancellationToken cancellationToken) =>
        SigningTroubles.AsRefusalAsync(() => AddAsync(pdf, at, cancellationToken));

    private async Task<Outcome<ReadOnlyMemory<byte>>> AddAsync(ReadOnlyMemory<byte> pdf, DateTimeOffset at, CancellationToken cancellationToken) =>
        await LongTermRenewal.RenewAsync(pdf, longTerm(at) with { TimestampDigest = DigestFor(at) }, timestamps, cancellationToken) switch
        {
            SignResult.Signed signed => new ReadOnlyMemory<byte>(signed.Pdf),
            SignResult.Refused refused => new Refusal(
                RefusalCode.ArchiveNotRenewed,
                "The protection of this document was not renewed; the reason says why. It is tried again, and an operator has to look at it.",
                [],
                [SigningTroubles.Kebab(refused.Code.ToString())]),
            _ => throw new InvalidOperationException("There is no third outcome."),
        };

    private HashAlgorithmName DigestFor(DateTimeOffset at) =>
        Digests.FirstOrDefault(digest => algorithms.CheckDigest(digest, at.AddYears(YearsOfADigest)) is null, HashAlgorithmName.SHA512);

    /// <summary>The first end of a certificate of the authority's path, or of an algorithm that the timestamp or the path rests on.</summary>
    private DateTimeOffset EndOf(TimestampReport newest, ReadOnlyMemory<byte> pdf)
    {
        DateTimeOffset end = newest.Path.Select(c => c.NotAfter).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
        for (int i = 0; i + 1 < newest.Path.Count; i++)
        {
            end = Earlier(end, algorithms.AcceptableUntil(newest.Path[i + 1].PublicKey, newest.Path[i].SignatureAlgorithm, null));
        }

        return Token(newest.Field, pdf) is { SignerCertificate: { } signer } token
            ? Earlier(end, Earlier(AlgorithmsOf(token, signer), DigestEnd(token)))
            : end;
    }

    private DateTimeOffset AlgorithmsOf(TimestampToken token, Certificate signer)
    {
        SignerInfo info = token.SignedData.Signers[0];
        return algorithms.AcceptableUntil(signer.PublicKey, info.SignatureAlgorithm, info.DigestAlgorithm);
    }

    /// <summary>The digest of the document under the timestamp, judged with the key of who signed it.</summary>
    private DateTimeOffset DigestEnd(TimestampToken token) =>
        algorithms.AcceptableUntil(token.SignerCertificate!.PublicKey, token.SignedData.Signers[0].SignatureAlgorithm, token.Info.ImprintAlgorithm);

    private static TimestampToken? Token(string? field, ReadOnlyMemory<byte> pdf)
    {
        PdfRevision revision = PdfDocument.Open(pdf).Latest;
        try
        {
            return field is not null && SignatureFieldReader.Find(revision, field)?.Value is { } value && revision.Get<PdfString>(value, "Contents") is { } contents
                ? TimestampToken.Read(contents.Bytes)
                : null;
        }
        catch (PkiFormatException)
        {
            return null;
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
