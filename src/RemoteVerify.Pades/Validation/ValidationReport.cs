using RemoteVerify.Pades.Modifications;
using RemoteVerify.Pades.Validation.Proofs;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Pades.Validation;

/// <summary>One rule and its outcome.</summary>
/// <param name="Id">Stable name, for example <c>format.byte-range</c>.</param>
/// <param name="Ok">The rule holds.</param>
/// <param name="Message">What was found, without personal data.</param>
/// <param name="Indication">Verdict that a failure leads to; null when the rule only informs.</param>
/// <param name="SubIndication">Its reason.</param>
public sealed record CheckResult(string Id, bool Ok, string Message, Indication? Indication = null, SubIndication? SubIndication = null)
{
    /// <summary>Clause and name of the building block of ETSI EN 319 102-1.</summary>
    public string Block => Checks.BuildingBlocks.Of(Id);
}

/// <summary>One piece of evidence about the revocation of a certificate.</summary>
/// <param name="Kind"><c>CRL</c> or <c>OCSP</c>.</param>
/// <param name="Certificate">The certificate that it is about.</param>
/// <param name="IsRevoked">It says revoked or on hold.</param>
/// <param name="RevokedAt">When; null unless revoked.</param>
/// <param name="Reason">Why; null when not stated.</param>
/// <param name="ThisUpdate">As of when.</param>
/// <param name="NextUpdate">Until when it may be used; null when it does not say.</param>
/// <param name="ProducedAt">When it was signed.</param>
/// <param name="Sha256">Digest of the evidence, lower-case hexadecimal.</param>
public sealed record RevocationReport(
    string Kind, Certificate Certificate, bool IsRevoked, DateTimeOffset? RevokedAt, RevocationReason? Reason, DateTimeOffset ThisUpdate,
    DateTimeOffset? NextUpdate, DateTimeOffset ProducedAt, string Sha256)
{
    /// <summary>Prints no names.</summary>
    public override string ToString() => $"{Kind} {(IsRevoked ? "revoked" : "good")}";
}

/// <summary>Verdict about one timestamp.</summary>
/// <param name="Kind"><c>SIGNATURE</c> over a signature value, <c>CONTENT</c> over what is signed, <c>DOCUMENT</c> over a revision.</param>
/// <param name="Field">Field of a document timestamp.</param>
/// <param name="Time">The stated time; null when the token can't be read.</param>
/// <param name="Authority">Certificate of the authority.</param>
/// <param name="Indication">Verdict.</param>
/// <param name="SubIndication">Its reason.</param>
/// <param name="Integrity">Imprint and signature of the token.</param>
/// <param name="Coverage">Byte range of a document timestamp.</param>
/// <param name="Modification">What later revisions did to the revision of a document timestamp.</param>
/// <param name="ModificationAllowed">Whether they may.</param>
/// <param name="Checks">The rules.</param>
public sealed record TimestampReport(
    string Kind,
    string? Field,
    DateTimeOffset? Time,
    Certificate? Authority,
    Indication Indication,
    SubIndication? SubIndication,
    Integrity Integrity,
    Coverage Coverage,
    ModificationLevel Modification,
    bool ModificationAllowed,
    IReadOnlyList<CheckResult> Checks)
{
    /// <summary>SHA-256 of the token's signature value, lower-case hexadecimal; null when the token can't be read.</summary>
    public string? TokenDigest { get; init; }

    /// <summary>Policy of the authority.</summary>
    public string? Policy { get; init; }

    /// <summary>Serial number of the token in hexadecimal.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>A later document timestamp proves that the token existed at this time; null without one.</summary>
    public DateTimeOffset? ProvenAt { get; init; }

    /// <summary>Path of the authority, authority first; empty without one.</summary>
    public IReadOnlyList<Certificate> Path { get; init; } = [];

    /// <summary>Evidence about the path.</summary>
    public IReadOnlyList<RevocationReport> Revocation { get; init; } = [];

    /// <summary>Prints no names.</summary>
    public override string ToString() => $"{Kind} timestamp: {Indication} {SubIndication}";
}

/// <summary>Verdict about one signature. Field, signer, reason and location are personal data.</summary>
public sealed record SignatureReport
{
    /// <summary>Full field name; null when the file is too broken to know it.</summary>
    public string? Field { get; init; }

    /// <summary>For example <c>PAdES-BASELINE-LTA</c>, or <c>PKCS7-T</c> for the older kind.</summary>
    public string? Profile { get; init; }

    /// <summary>Verdict.</summary>
    public required Indication Indication { get; init; }

    /// <summary>Its reason; null when passed.</summary>
    public SubIndication? SubIndication { get; init; }

    /// <summary>Subject of the signer's certificate, the common name where there is one.</summary>
    public string? Signer { get; init; }

    /// <summary>The signer's certificate; null when not found.</summary>
    public Certificate? SignerCertificate { get; init; }

    /// <summary>The path to the anchor, signer first; empty when there is none.</summary>
    public IReadOnlyList<Certificate> Path { get; init; } = [];

    /// <summary>Where the trust came from.</summary>
    public TrustKind Trust { get; init; }

    /// <summary>What the signature counts as, after the anchor: public, official-duty, special-purpose, foreign or development; null when the anchor does not say.</summary>
    public AnchorKind? Kind { get; init; }

    /// <summary>The anchor; null without a configured one.</summary>
    public TrustAnchor? Anchor { get; init; }

    /// <summary>SHA-256 of the signature value, lower-case hexadecimal; null when there is none.</summary>
    public string? SignatureDigest { get; init; }

    /// <summary>Evidence about the path.</summary>
    public IReadOnlyList<RevocationReport> Revocation { get; init; } = [];

    /// <summary>Index of the signed revision, from 0; -1 when it is not known.</summary>
    public int Revision { get; init; } = -1;

    /// <summary>Number of signed bytes.</summary>
    public long SignedBytes { get; init; }

    /// <summary>What the signer claims.</summary>
    public DateTimeOffset? SigningTime { get; init; }

    /// <summary>Earliest time for which the signature's existence is proven; the validation time without proof.</summary>
    public DateTimeOffset? BestSignatureTime { get; init; }

    /// <summary><see cref="BestSignatureTime"/> is proven by a timestamp.</summary>
    public bool IsTimeProven { get; init; }

    /// <summary>Digest of the document, for example SHA256.</summary>
    public string? DigestAlgorithm { get; init; }

    /// <summary>Signature scheme, for example <c>Ecdsa SHA256</c>, or the object identifier.</summary>
    public string? SignatureAlgorithm { get; init; }

    /// <summary>Whether the signed bytes are intact.</summary>
    public Integrity Integrity { get; init; } = Integrity.Broken;

    /// <summary>Whether the byte range is sound.</summary>
    public Coverage Coverage { get; init; } = Coverage.Anomaly;

    /// <summary>Nothing follows the signed bytes.</summary>
    public bool CoversWholeDocument { get; init; }

    /// <summary>What later revisions did.</summary>
    public ModificationLevel Modification { get; init; } = ModificationLevel.Other;

    /// <summary>Whether they may.</summary>
    public bool ModificationAllowed { get; init; }

    /// <summary>It certifies the document.</summary>
    public bool IsCertification { get; init; }

    /// <summary>DocMDP level 1 to 3; null without one.</summary>
    public int? CertificationLevel { get; init; }

    /// <summary>Reason as signed.</summary>
    public string? Reason { get; init; }

    /// <summary>Location as signed.</summary>
    public string? Location { get; init; }

    /// <summary>Commitment types (object identifiers) as signed.</summary>
    public IReadOnlyList<string> CommitmentTypes { get; init; } = [];

    /// <summary>Timestamps over the signature value.</summary>
    public IReadOnlyList<TimestampReport> Timestamps { get; init; } = [];

    /// <summary>The file as it was signed, byte for byte; empty when the byte range is not sound.</summary>
    public ReadOnlyMemory<byte> SignedRevision { get; init; }

    /// <summary>The rules in the order of their clauses.</summary>
    public IReadOnlyList<CheckResult> Checks { get; init; } = [];

    /// <summary>Prints no names.</summary>
    public override string ToString() => $"signature: {Indication} {SubIndication}";
}

/// <summary>Verdict about a file.</summary>
/// <param name="Signatures">The signatures in the order of their fields, removed ones last.</param>
/// <param name="DocumentTimestamps">The document timestamps.</param>
/// <param name="Indication">The worst of all; indeterminate when there is nothing to validate.</param>
/// <param name="SubIndication">Its reason.</param>
/// <param name="Problem">Why the file could not be read as a PDF; null when it could.</param>
public sealed record ValidationReport(
    IReadOnlyList<SignatureReport> Signatures,
    IReadOnlyList<TimestampReport> DocumentTimestamps,
    Indication Indication,
    SubIndication? SubIndication,
    string? Problem)
{
    /// <summary>The time of validation.</summary>
    public DateTimeOffset ValidatedAt { get; init; }

    /// <summary>Name of the policy.</summary>
    public string PolicyName { get; init; } = "";

    /// <summary>Every proof of existence that timestamps gave, the earliest first.</summary>
    public IReadOnlyList<ProofOfExistence> Proofs { get; init; } = [];

    /// <summary>Prints no names.</summary>
    public override string ToString() => $"{Signatures.Count} signatures: {Indication} {SubIndication}";
}
