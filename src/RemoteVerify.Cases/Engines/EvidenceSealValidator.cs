// RFC 5652 section 5.6, RFC 5035, RFC 3161; paths by RFC 5280 section 6. Revocation is not asked for: this check works without a network.
using RemoteVerify.Biometrics.Liveness.Evidence;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Cms;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Cases.Engines;

/// <summary>What the signature beside an evidence package is worth.</summary>
/// <param name="Findings">Signature, purpose, timestamp, chain.</param>
/// <param name="Signer">Common name in the signer's certificate; empty when there is none.</param>
/// <param name="SignedAt">The signer's own claim.</param>
/// <param name="TimestampedAt">What the timestamp authority says; null without a good timestamp.</param>
public sealed record EvidenceSealVerdict(IReadOnlyList<EvidenceFinding> Findings, string Signer, DateTimeOffset? SignedAt, DateTimeOffset? TimestampedAt)
{
    public override string ToString() => $"EvidenceSealVerdict of {Findings.Count}";
}

/// <summary>Judges a detached CMS signature over an evidence package.</summary>
public sealed class EvidenceSealValidator
{
    /// <summary>Larger signatures are refused.</summary>
    public const int MaxBytes = 1 << 20;

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly IReadOnlyList<Certificate> _anchors;
    private readonly List<EvidenceFinding> _findings = [];

    private EvidenceSealValidator(IReadOnlyList<Certificate> anchors) => _anchors = anchors;

    /// <param name="package">The bytes that were signed.</param>
    /// <param name="cms">Detached SignedData.</param>
    /// <param name="anchors">Trusted certificates; without any, chains are not judged.</param>
    /// <exception cref="PkiFormatException">Not a detached SignedData with one signer.</exception>
    public static EvidenceSealVerdict Judge(ReadOnlySpan<byte> package, ReadOnlyMemory<byte> cms, IReadOnlyList<Certificate> anchors)
    {
        if (cms.Length > MaxBytes)
        {
            throw new PkiFormatException("ContentInfo", MaxBytes, "too large");
        }

        SignedData data = SignedData.Read(cms, maxElements: 64);
        return data is { EncapsulatedContent: null, EncapsulatedContentType: Oids.Data, Signers: [SignerInfo signer] }
            ? new EvidenceSealValidator(anchors).Judge(package, data, signer)
            : throw new PkiFormatException("SignedData", 0, "not a detached signature of one signer over data");
    }

    private EvidenceSealVerdict Judge(ReadOnlySpan<byte> package, SignedData data, SignerInfo signer)
    {
        if (signer.FindCertificate(data.Certificates) is not { } certificate)
        {
            Add("signature", false, "", "the signer's certificate is not there");
            return new EvidenceSealVerdict(_findings, "", null, null);
        }

        SignerVerification signature = signer.Verify(package, certificate);
        bool named = signer.SignedAttributes.Any(attribute => attribute.Oid == Oids.SigningCertificateV2);
        Add("signature", signature.IsValid && named, "the signature fits the package",
            signature.IsValid ? "the signature does not name its certificate" : $"the signature does not fit: {string.Join(", ", signature.Problems)}");
        Add("signer-purpose", certificate.ExtendedKeyUsages is [Oids.DocumentSigning] && certificate.KeyUsage is { } usage && usage.HasFlag(KeyUsages.DigitalSignature),
            "the certificate is for signing records and nothing else", "the certificate is not one for signing records");
        DateTimeOffset? claimed = signer.SigningTime;
        TimestampToken? token = Timestamp(signer, data, claimed);
        if ((token?.Time ?? claimed) is not { } at)
        {
            Add("certificate-chain", false, "", "the signature states no time");
        }
        else
        {
            Chain("certificate-chain", certificate, data.Certificates, at);
        }

        return new EvidenceSealVerdict(_findings, certificate.Subject.CommonName ?? "", claimed, token?.Time);
    }

    private TimestampToken? Timestamp(SignerInfo signer, SignedData data, DateTimeOffset? claimed)
    {
        if (signer.SignatureTimestamps is not [var encoded, ..])
        {
            Add("timestamp", false, "", "there is no timestamp: the authority could not be reached, and nobody has closed the gap since");
            return null;
        }

        TimestampToken token = TimestampToken.Read(encoded);
        TimestampVerification verification = token.VerifyData(signer.Signature.Span, data.Certificates);
        bool late = claimed is { } at && token.Time < at - Tolerance;
        Add("timestamp", verification.IsValid && !late, "the timestamp fits the signature",
            late ? "the timestamp is older than the signature claims to be" : $"the timestamp does not fit: {string.Join(", ", verification.Problems)}");
        if (verification.Signer is { } authority)
        {
            Chain("timestamp-chain", authority, [.. token.Certificates, .. data.Certificates], token.Time);
        }

        return verification.IsValid && !late ? token : null;
    }

    private void Chain(string id, Certificate leaf, IReadOnlyList<Certificate> pool, DateTimeOffset at)
    {
        if (_anchors.Count == 0)
        {
            _findings.Add(new EvidenceFinding(id, EvidenceFindingOutcome.NotChecked, "no trusted certificate was named"));
            return;
        }

        PathResult path = PathBuilder.Build(leaf, pool, _anchors, at, PathProfile.Rfc5280);
        Add(id, path.IsValid, "leads to a trusted certificate", $"leads to no trusted certificate: {path}");
    }

    private void Add(string id, bool passed, string good, string bad) =>
        _findings.Add(new EvidenceFinding(id, passed ? EvidenceFindingOutcome.Passed : EvidenceFindingOutcome.Failed, passed ? good : bad));
}
