using System.Text.Json.Serialization;

namespace RemoteVerify.Cases.Verifying;

/// <summary>Waits for the files of the chip.</summary>
public sealed record AwaitingChip(VerificationFile File) : Verification(File)
{
    [JsonIgnore]
    public override string State => "awaiting-chip";

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.SubmitChip, Act.IssueChipChallenge, Act.OpenChipRelay];

    /// <summary>Records chip files that were not accepted.</summary>
    public AwaitingChip RefuseChip(ChipAttempt attempt) => new(File with { ChipAttempts = [.. File.ChipAttempts, attempt], ChipRelay = null });

    public AwaitingCapture AcceptChip(ChipProof chip, ChipAttempt attempt) =>
        new(File with { ChipAttempts = [.. File.ChipAttempts, attempt], ChipRelay = null }, chip);

    /// <summary>Adds a challenge; the oldest are forgotten beyond <paramref name="kept"/>, and run out long before.</summary>
    public AwaitingChip Challenge(ChipChallenge challenge, int kept) =>
        new(File with { ChipChallenges = [.. File.ChipChallenges.Append(challenge).TakeLast(kept)] });

    /// <summary>The challenge was answered: it can't be answered again, and the key that went with it is forgotten.</summary>
    public AwaitingChip Spend(int number, DateTimeOffset at) =>
        new(File with { ChipChallenges = [.. File.ChipChallenges.Select(c => c.Number == number ? c with { UsedAt = at, Agreement = null } : c)] });

    /// <summary>A relay's ticket was given out; it takes the place of an earlier one.</summary>
    public AwaitingChip OpenRelay(ChipRelaySession session) => new(File with { ChipRelay = session, ChipRelays = session.Number });

    /// <summary>The ticket was shown: it works once, and what opens the chip is not kept any longer.</summary>
    public AwaitingChip BeginRelay(DateTimeOffset at) => new(File with { ChipRelay = File.ChipRelay! with { BegunAt = at, Access = null } });

    /// <summary>The relay ended without the chip's files: everything is as before it.</summary>
    public AwaitingChip EndRelay() => new(File with { ChipRelay = null });
}

/// <summary>A verification whose chip was accepted.</summary>
public abstract record VerificationWithChip(VerificationFile File, ChipProof Chip) : Verification(File);

/// <summary>The chip is genuine and the participant's; a capture may be opened.</summary>
public sealed record AwaitingCapture(VerificationFile File, ChipProof Chip) : VerificationWithChip(File, Chip)
{
    [JsonIgnore]
    public override string State => "awaiting-capture";

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.OpenCapture];

    public CaptureOpened Open(CaptureSession session) => new(File, Chip, session);
}

/// <summary>A ticket was given out.</summary>
public sealed record CaptureOpened(VerificationFile File, ChipProof Chip, CaptureSession Session) : VerificationWithChip(File, Chip)
{
    [JsonIgnore]
    public override string State => "capture-opened";

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.BeginCapture, Act.OpenCapture];

    /// <summary>The ticket was shown: it works once.</summary>
    public CaptureRunning Begin() => new(File, Chip, Session);

    public VerificationWithChip Abandon(VerificationPolicy policy, DateTimeOffset at) => CaptureProgress.Abandon(this, Session, policy, at);
}

/// <summary>The capture runs on one connection.</summary>
public sealed record CaptureRunning(VerificationFile File, ChipProof Chip, CaptureSession Session) : VerificationWithChip(File, Chip)
{
    [JsonIgnore]
    public override string State => "capture-running";

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.FinishCapture, Act.OpenCapture];

    /// <summary>Takes the outcome: passes, allows another try, or goes to an officer. It never refuses the person.</summary>
    public VerificationWithChip Finish(CaptureVerdict verdict, IReadOnlyList<string> reasons, CaptureEvidence? evidence, VerificationPolicy policy, DateTimeOffset at) =>
        CaptureProgress.End(this, new CaptureAttempt(Session.Number, Session.OpenedAt, at, verdict, reasons, evidence), policy);

    public VerificationWithChip Abandon(VerificationPolicy policy, DateTimeOffset at) => CaptureProgress.Abandon(this, Session, policy, at);
}

/// <summary>The checks could not decide; an officer does.</summary>
public sealed record WithOfficer(VerificationFile File, ChipProof Chip, IReadOnlyList<string> Reasons) : VerificationWithChip(File, Chip)
{
    [JsonIgnore]
    public override string State => "with-officer";

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.ViewEvidence, Act.DecideIdentity];

    public Passed Accept(string officer, string reason, DateTimeOffset at) => new(File, Chip, at, officer, reason);

    /// <summary>The person goes on elsewhere: the camera is done again before anybody decides.</summary>
    public AwaitingCapture CaptureAgain() => new(File, Chip);

    public Declined Decline(string officer, string reason, DateTimeOffset at) => new(File, Chip, at, officer, reason);
}

/// <summary>The person is the chip's holder and was there.</summary>
/// <param name="File">File.</param>
/// <param name="Chip">Chip.</param>
/// <param name="At">When.</param>
/// <param name="Officer">Who decided, or null when the checks alone passed.</param>
/// <param name="OfficerReason">The officer's written reason, or null.</param>
public sealed record Passed(VerificationFile File, ChipProof Chip, DateTimeOffset At, string? Officer, string? OfficerReason) : VerificationWithChip(File, Chip)
{
    [JsonIgnore]
    public override string State => "passed";

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.ViewEvidence];

    /// <summary>The person goes on elsewhere: whoever sits there now must be seen again. Chip, nonce and earlier captures stay in the record.</summary>
    public AwaitingCapture CaptureAgain() => new(File, Chip);
}

/// <summary>An officer didn't accept the person, with a written reason.</summary>
public sealed record Declined(VerificationFile File, ChipProof Chip, DateTimeOffset At, string Officer, string OfficerReason) : VerificationWithChip(File, Chip)
{
    [JsonIgnore]
    public override string State => "declined";

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.ViewEvidence];
}

/// <summary>Ended without an outcome, because what it was for does not take place.</summary>
/// <param name="File">File.</param>
/// <param name="Chip">The chip, where one was accepted before.</param>
/// <param name="ReasonCode">Code of why.</param>
/// <param name="At">When.</param>
public sealed record Cancelled(VerificationFile File, ChipProof? Chip, string ReasonCode, DateTimeOffset At) : Verification(File)
{
    [JsonIgnore]
    public override string State => "cancelled";

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [];
}

internal static class CaptureProgress
{
    public static VerificationWithChip Abandon(VerificationWithChip current, CaptureSession session, VerificationPolicy policy, DateTimeOffset at) =>
        End(current, new CaptureAttempt(session.Number, session.OpenedAt, at, CaptureVerdict.Abandoned, ["capture.abandoned"], null), policy);

    public static VerificationWithChip End(VerificationWithChip current, CaptureAttempt attempt, VerificationPolicy policy)
    {
        VerificationFile file = current.File with { Captures = [.. current.File.Captures, attempt] };
        return attempt.Verdict switch
        {
            CaptureVerdict.Passed when !file.HasProofPictures => new WithOfficer(file, current.Chip, [RefusalCode.EvidenceWithoutPictures.Value]),
            CaptureVerdict.Passed when current.Chip.Possession is { IsCloneable: true } => new WithOfficer(file, current.Chip, [RefusalCode.ChipCloneable.Value]),
            CaptureVerdict.Passed => new Passed(file, current.Chip, attempt.EndedAt, null, null),
            CaptureVerdict.Officer => new WithOfficer(file, current.Chip, attempt.Reasons),
            _ when file.Captures.Count >= policy.MaximumCaptures =>
                new WithOfficer(file, current.Chip, [RefusalCode.CaptureTriesUsedUp.Value, .. attempt.Reasons]),
            _ => new AwaitingCapture(file, current.Chip),
        };
    }
}
