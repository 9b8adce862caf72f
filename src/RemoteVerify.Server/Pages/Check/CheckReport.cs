using System.Text.Json;
using System.Text.Json.Serialization;
using RemoteVerify.Cases.Checking;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Server.Pages.Check;

/// <summary>How a statement looks, the worst last; the words say the same, so that colour is never the only sign.</summary>
public enum Tone
{
    Good,
    Unsure,
    Bad,
}

/// <summary>One rule that the validator applied.</summary>
public sealed record ReportCheck(string Id, bool Ok, string Message);

/// <summary>One signature in the validator's JSON.</summary>
public sealed record ReportSignature(
    string? Field, string? Profile, string Indication, string? SubIndication, string? Signer, DateTimeOffset? SigningTime, DateTimeOffset? BestSignatureTime,
    string? DigestAlgorithm, string? SignatureAlgorithm, string Integrity, bool CoversWholeDocument, bool ModificationAllowed, string Modification, IReadOnlyList<ReportCheck> Checks,
    string? Kind, ReportAnchor? Anchor)
{
    /// <summary>Its root is one for trials.</summary>
    public bool IsDevelopment => Kind == TrustListPayload.NameOf(AnchorKind.Development);

    /// <summary>The chain to the root, the signer's certificate first.</summary>
    public IReadOnlyList<ReportCertificate> CertificateChain { get; init; } = [];

    /// <summary>Common name of the root that the chain ends in.</summary>
    public string? RootName => CertificateChain is [.., { Subject: var subject }] ? CommonNameOf(subject) : null;

    private static string CommonNameOf(string subject) =>
        subject.Split(',').Select(part => part.Trim()).FirstOrDefault(part => part.StartsWith("CN=", StringComparison.Ordinal))?[3..] ?? subject;

    public override string ToString() => $"ReportSignature {Indication}";
}

/// <summary>The anchor that a signature leads to, as the list names it.</summary>
public sealed record ReportAnchor(string? NameVi, string? NameEn);

/// <summary>A certificate of a chain.</summary>
public sealed record ReportCertificate(string Subject)
{
    public override string ToString() => "ReportCertificate";
}

public sealed record ReportTimestamp(DateTimeOffset? Time, string Indication);

/// <summary>A checked document as the page tells it.</summary>
/// <param name="Summary">The verdict in plain words.</param>
/// <param name="Root">Common name of this service's own root.</param>
/// <param name="CheckedAt">When the check began; a time that is not before it is proven by nothing.</param>
public sealed record CheckReport(
    string Indication, Words Summary, IReadOnlyList<ReportSignature> Signatures, IReadOnlyList<ReportTimestamp> DocumentTimestamps, PublicRecord? Issued, string Root, DateTimeOffset CheckedAt)
{
    /// <summary>The file is from before a renewal of its archive timestamp.</summary>
    public bool IsEarlierVersion { get; init; }

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static CheckReport Of(DocumentVerdict verdict, PublicRecord? issued, string root, DateTimeOffset checkedAt)
    {
        ReportBody body = JsonSerializer.Deserialize<ReportBody>(verdict.Report.Span, Json) ?? throw new InvalidDataException("The validator's report is empty.");
        return new CheckReport(verdict.Indication, body.Summary, body.Signatures, body.DocumentTimestamps, issued, root, checkedAt);
    }

    /// <summary>The proven time of a signature; null where only the signer's claim exists, or where the signature is refuted.</summary>
    public DateTimeOffset? Proven(ReportSignature signature) =>
        signature.Indication != "TOTAL_FAILED" && signature.BestSignatureTime < CheckedAt ? signature.BestSignatureTime : null;

    /// <summary>What the passed signatures count as, each with its root as the national list names it, else by its own name.</summary>
    public IReadOnlyList<Words> Kinds =>
        [.. Signatures.Where(s => s.Indication == "TOTAL_PASSED").Select(s => CheckWords.KindAndRoot(s, Root)).Distinct()];

    /// <summary>A signature of a development hierarchy is among them.</summary>
    public bool IsDevelopment => Signatures.Any(s => s.IsDevelopment);

    /// <summary>The document is a trial without legal effect.</summary>
    public bool IsTest => Issued is { IsTest: true };

    /// <summary>Whether the document is still as it was signed, all signatures together: the worst of them. Null where nothing is signed.</summary>
    public (Tone Tone, Words Text)? Changes => Signatures.Count == 0 ? null : Signatures.Select(CheckWords.Changes).MaxBy(one => one.Tone);

    public override string ToString() => $"CheckReport {Indication}";

    private sealed record ReportBody(Words Summary, IReadOnlyList<ReportSignature> Signatures, IReadOnlyList<ReportTimestamp> DocumentTimestamps);
}
