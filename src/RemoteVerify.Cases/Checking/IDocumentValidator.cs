using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Cases.Checking;

/// <summary>One signature as judged (ETSI EN 319 102-1).</summary>
/// <param name="Field">Field name.</param>
/// <param name="Indication"><c>TOTAL_PASSED</c>, <c>INDETERMINATE</c> or <c>TOTAL_FAILED</c>.</param>
/// <param name="SubIndication">Why not passed, or null.</param>
/// <param name="Signer">Name in the certificate.</param>
/// <param name="SigningTime">Claimed time.</param>
/// <param name="BestSignatureTime">Proven time.</param>
/// <param name="IsIntact">True when hash and value fit.</param>
/// <param name="CoversWholeDocument">True when nothing follows it.</param>
/// <param name="IsModificationAllowed">True when what follows it is allowed.</param>
/// <param name="Profile">E.g. <c>PAdES-B-T</c>.</param>
public sealed record SignatureVerdict(
    string Field,
    string Indication,
    string? SubIndication,
    string? Signer,
    DateTimeOffset? SigningTime,
    DateTimeOffset? BestSignatureTime,
    bool IsIntact,
    bool CoversWholeDocument,
    bool IsModificationAllowed,
    string Profile)
{
    /// <summary>What it counts as after its root: public, official-duty, special-purpose, foreign or development; null when there is no trusted root.</summary>
    public AnchorKind? Kind { get; init; }

    /// <summary>Name of the root in Vietnamese, or its common name; null when there is no trusted root.</summary>
    public string? RootVi { get; init; }

    /// <summary>Name of the root in English, or its common name; null when there is no trusted root.</summary>
    public string? RootEn { get; init; }
    /// <summary>The signer's certificate; null when not found.</summary>
    public Certificate? Certificate { get; init; }

    /// <summary>Certificates above the signer's, as far as a path was found.</summary>
    public IReadOnlyList<Certificate> Chain { get; init; } = [];

    /// <summary>Root of a valid timestamp over this signature; null without one.</summary>
    public TrustAnchor? TimestampRoot { get; init; }

    public override string ToString() => $"SignatureVerdict {Field} {Indication}";
}

/// <summary>A document as judged.</summary>
/// <param name="Indication">The weakest of its signatures'; <c>NO_SIGNATURE</c> when there is none.</param>
/// <param name="Signatures">Every signature, oldest first.</param>
/// <param name="DocumentTimestamps">How many document timestamps it has.</param>
/// <param name="Report">The validator's whole report as JSON.</param>
public sealed record DocumentVerdict(
    string Indication, IReadOnlyList<SignatureVerdict> Signatures, int DocumentTimestamps, ReadOnlyMemory<byte> Report)
{
    /// <summary>True when there is a signature and every one passed.</summary>
    public bool IsValid => Signatures.Count > 0 && Signatures.All(s => s.Indication == "TOTAL_PASSED");

    /// <summary>How many of the document timestamps are valid.</summary>
    public int ValidDocumentTimestamps { get; init; }

    /// <summary>Root of the newest valid document timestamp; null without one.</summary>
    public TrustAnchor? DocumentTimestampRoot { get; init; }

    public override string ToString() => $"DocumentVerdict {Indication}";
}

/// <summary>Judges the signatures of documents under the tenant's trust anchors.</summary>
public interface IDocumentValidator
{
    /// <summary>The judgement; <c>checked-file.unreadable</c> when it is no PDF that can be read.</summary>
    Outcome<DocumentVerdict> Validate(ReadOnlyMemory<byte> pdf, DateTimeOffset at);
}

/// <summary>What acts ask about their own work.</summary>
internal static class SelfCheck
{
    /// <summary>True when the signature in this field is cryptographically right.</summary>
    public static bool IsIntact(this IDocumentValidator validator, ReadOnlyMemory<byte> pdf, string field, DateTimeOffset at) =>
        validator.Validate(pdf, at).TryGet(out DocumentVerdict? verdict, out _)
        && verdict.Signatures.Any(s => s.Field == field && s.IsIntact);
}
