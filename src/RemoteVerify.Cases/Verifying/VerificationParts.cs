using System.Text.Json.Serialization;

namespace RemoteVerify.Cases.Verifying;

/// <summary>Limits of a verification.</summary>
public sealed record VerificationPolicy
{
    /// <summary>Captures per verification; after the last the case goes to an officer.</summary>
    public int MaximumCaptures { get; init; } = 3;

    /// <summary>From opening a capture to its outcome.</summary>
    public TimeSpan CaptureLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>From giving out a challenge to the chip's answer.</summary>
    public TimeSpan ChallengeLifetime { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Challenges of one verification within <see cref="ChallengeWindow"/>; more are refused until it has passed, so that nobody is locked out for good.</summary>
    public int MaximumChallenges { get; init; } = 30;

    public TimeSpan ChallengeWindow { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// From the passed verification to the signature: longer, and whoever sits there may be another person. A decision of the project, no law was
    /// found that names a time.
    /// </summary>
    public TimeSpan SigningWindow { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>From giving out a relay's ticket to the end of the relay.</summary>
    public TimeSpan RelayLifetime { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>One hand-in of chip files.</summary>
public sealed record ChipAttempt(DateTimeOffset At, bool Accepted, IReadOnlyList<string> Reasons);

/// <summary>How a capture ended.</summary>
public enum CaptureVerdict
{
    Passed,
    Retry,
    Officer,

    /// <summary>Opened and never finished.</summary>
    Abandoned,
}

/// <summary>One capture, as recorded.</summary>
/// <param name="Number">1-based.</param>
/// <param name="OpenedAt">When the ticket was given out.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Verdict">How.</param>
/// <param name="Reasons">Reason codes; never scores.</param>
/// <param name="Evidence">What was kept; null for an abandoned capture.</param>
public sealed record CaptureAttempt(
    int Number, DateTimeOffset OpenedAt, DateTimeOffset EndedAt, CaptureVerdict Verdict, IReadOnlyList<string> Reasons, CaptureEvidence? Evidence);

/// <summary>A kept picture.</summary>
/// <param name="Label">What it shows, e.g. <c>proof-1</c>.</param>
/// <param name="Blob">JPEG bytes.</param>
/// <param name="Sha256">Of the bytes.</param>
public sealed record StoredPicture(string Label, BlobId Blob, Sha256Digest Sha256);

/// <summary>How a check came out.</summary>
public enum CheckVerdict
{
    Passed,
    Failed,

    /// <summary>There was nothing to judge.</summary>
    NotApplicable,

    /// <summary>Recorded, never decides.</summary>
    Advice,

    /// <summary>Switched off by a test policy.</summary>
    SwitchedOff,
}

/// <summary>One check with what it measured; for officers and the evidence, never for the citizen.</summary>
/// <param name="Name">Name of the check.</param>
/// <param name="Value">Measured value, or null where a check has none.</param>
/// <param name="Threshold">The bound that applied, or null.</param>
/// <param name="Verdict">How it came out.</param>
/// <param name="Message">One sentence for the officer.</param>
/// <param name="Source">Where the threshold comes from.</param>
public sealed record CaptureCheck(string Name, double? Value, double? Threshold, CheckVerdict Verdict, string Message, string Source);

/// <summary>A model that took part.</summary>
public sealed record ModelUsed(string Name, Sha256Digest Sha256);

/// <summary>The set that the models belong to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Grade">demo, development or production.</param>
/// <param name="Thresholds">Where its match thresholds come from.</param>
public sealed record ModelSetUsed(string Name, string Grade, string Thresholds);

/// <summary>One challenge step.</summary>
public sealed record CaptureStep(string Kind, TimeSpan RevealedAfter, TimeSpan? AnsweredAfter, bool Passed);

/// <summary>What is kept of a capture, encrypted.</summary>
/// <param name="Package">The canonical evidence package.</param>
/// <param name="PackageSha256">Of its bytes.</param>
/// <param name="ChainSha256">Last value of the frames' hash chain.</param>
/// <param name="Pictures">Proof frames.</param>
/// <param name="Checks">Every check.</param>
/// <param name="Steps">Every step.</param>
/// <param name="Models">Models by name and hash.</param>
public sealed record CaptureEvidence(
    BlobId Package,
    Sha256Digest PackageSha256,
    string ChainSha256,
    IReadOnlyList<StoredPicture> Pictures,
    IReadOnlyList<CaptureCheck> Checks,
    IReadOnlyList<CaptureStep> Steps,
    IReadOnlyList<ModelUsed> Models)
{
    /// <summary>The set in use; null in captures that were kept before sets were recorded.</summary>
    public ModelSetUsed? ModelSet { get; init; }

    /// <summary>The signature over the package; null in captures that were kept before packages were signed by themselves.</summary>
    public EvidenceSeal? Seal { get; init; }
}

/// <summary>The signature that stands beside an evidence package.</summary>
/// <param name="Signature">Detached CMS over the package's bytes; null while there is none.</param>
/// <param name="SignatureSha256">Of its bytes.</param>
/// <param name="TimestampedAt">What the timestamp authority says; null while there is no timestamp.</param>
/// <param name="Gap">What is missing: one of <see cref="EvidenceGap"/>; empty when nothing is.</param>
public sealed record EvidenceSeal(BlobId? Signature, Sha256Digest? SignatureSha256, DateTimeOffset? TimestampedAt, string Gap);

/// <summary>What an evidence seal may lack. The capture's outcome is kept all the same, and the gap is closed when an officer looks.</summary>
public static class EvidenceGap
{
    public const string None = "";

    /// <summary>The timestamp authority gave no token.</summary>
    public const string Timestamp = "timestamp-missing";

    /// <summary>The evidence key did not sign.</summary>
    public const string Signature = "signature-missing";
}

/// <summary>A capture that was opened.</summary>
/// <param name="Number">1-based.</param>
/// <param name="TicketSha256">Hash of the single-use ticket.</param>
/// <param name="OpenedAt">When.</param>
/// <param name="ExpiresAt">End of its life.</param>
public sealed record CaptureSession(int Number, Sha256Digest TicketSha256, DateTimeOffset OpenedAt, DateTimeOffset ExpiresAt);

/// <summary>What a genuine chip says about its holder.</summary>
public sealed record ChipHolder(string PersonalNumber, string FullName, string BirthDate, string Sex, string Nationality, string ExpiryDate, string DocumentNumber)
{
    /// <summary>When the document was issued, year-month-day; empty where the chip does not say. The portrait is at least as old.</summary>
    public string IssuedDate { get; init; } = "";

    public override string ToString() => "ChipHolder";
}

/// <summary>A chip that was accepted.</summary>
/// <param name="Holder">Holder as on the chip.</param>
/// <param name="Report">The verifier's report, JSON.</param>
/// <param name="Portrait">DG2's picture as on the chip.</param>
/// <param name="PortraitFormat"><c>jpeg</c> or <c>jpeg2000</c>.</param>
/// <param name="SecurityObject">EF.SOD.</param>
/// <param name="SodSha256">Hash of EF.SOD.</param>
/// <param name="Dg2Sha256">Hash of EF.DG2.</param>
/// <param name="Verdict">The verifier's verdict.</param>
/// <param name="Warnings">Finding codes.</param>
/// <param name="At">When.</param>
public sealed record ChipProof(
    ChipHolder Holder,
    BlobId Report,
    BlobId Portrait,
    string PortraitFormat,
    BlobId SecurityObject,
    Sha256Digest SodSha256,
    Sha256Digest Dg2Sha256,
    string Verdict,
    IReadOnlyList<string> Warnings,
    DateTimeOffset At)
{
    /// <summary>What shows that the chip itself was there.</summary>
    public ChipPossession? Possession { get; init; }

    public override string ToString() => $"ChipProof {Verdict}";
}

/// <summary>What was found out about the chip being there.</summary>
/// <param name="ActiveAuthentication">It signed the service's challenge.</param>
/// <param name="ChipAuthentication">It agreed keys with the service's ephemeral key and used them.</param>
/// <param name="IsCloneable">It has a key for neither: its files can be copied.</param>
/// <param name="IsRelayed">The service itself drove the chip.</param>
/// <param name="Evidence">Files, challenge, answer, ephemeral key and transcript, to be judged again by anyone (<c>rv chip verify --evidence</c>).</param>
/// <param name="EvidenceSha256">Of its bytes.</param>
public sealed record ChipPossession(bool ActiveAuthentication, bool ChipAuthentication, bool IsCloneable, bool IsRelayed, BlobId Evidence, Sha256Digest EvidenceSha256)
{
    /// <summary><c>proven</c>, or <c>cloneable</c> for a chip that can't prove itself.</summary>
    [JsonIgnore]
    public string Assurance => IsCloneable ? "cloneable" : "proven";
}
