using System.Text.Json.Serialization;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Verifying;

/// <summary>What a verification keeps in every state.</summary>
/// <param name="Id">Id.</param>
/// <param name="Tenant">Tenant.</param>
/// <param name="CaseId">Case.</param>
/// <param name="Participant">Whose identity.</param>
/// <param name="Nonce">16 random bytes that bind chip and capture to this transaction, base64.</param>
/// <param name="StartedAt">When.</param>
/// <param name="ChipAttempts">Every hand-in of chip files, refused ones too.</param>
/// <param name="Captures">Every capture that ended.</param>
/// <param name="Views">Who of the officers looked at the evidence, and when.</param>
/// <param name="Version">Grows by one with every saved change.</param>
public sealed record VerificationFile(
    VerificationId Id,
    TenantId Tenant,
    CaseId CaseId,
    ParticipantId Participant,
    byte[] Nonce,
    DateTimeOffset StartedAt,
    IReadOnlyList<ChipAttempt> ChipAttempts,
    IReadOnlyList<CaptureAttempt> Captures,
    IReadOnlyList<EvidenceView> Views,
    long Version)
{
    /// <summary>Whether a capture left pictures that an officer can look at.</summary>
    [JsonIgnore]
    public bool HasProofPictures => Captures.Any(c => c.Evidence is { Pictures.Count: > 0 });

    /// <summary>Whether an officer looked at the evidence since the last capture ended.</summary>
    public bool IsSeenBy(string officer) => Views.Any(v => v.Officer == officer && Captures.All(c => c.EndedAt <= v.At));

    /// <summary>The challenges that were given to the chip, oldest first; a spent one stays here to be recognised.</summary>
    public IReadOnlyList<ChipChallenge> ChipChallenges { get; init; } = [];

    /// <summary>The relay that may drive the chip now, or null.</summary>
    public ChipRelaySession? ChipRelay { get; init; }

    /// <summary>How many relays were opened.</summary>
    public int ChipRelays { get; init; }

    public override string ToString() => $"VerificationFile {Id}";
}

/// <summary>The check of one participant's identity, in one of a closed set of states.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "state")]
[JsonDerivedType(typeof(AwaitingChip), "awaiting-chip")]
[JsonDerivedType(typeof(AwaitingCapture), "awaiting-capture")]
[JsonDerivedType(typeof(CaptureOpened), "capture-opened")]
[JsonDerivedType(typeof(CaptureRunning), "capture-running")]
[JsonDerivedType(typeof(WithOfficer), "with-officer")]
[JsonDerivedType(typeof(Passed), "passed")]
[JsonDerivedType(typeof(Declined), "declined")]
[JsonDerivedType(typeof(Cancelled), "cancelled")]
public abstract record Verification(VerificationFile File)
{
    [JsonIgnore]
    public abstract string State { get; }

    [JsonIgnore]
    public abstract IReadOnlyList<Act> Allowed { get; }

    /// <summary>True when nothing can change any more.</summary>
    [JsonIgnore]
    public bool IsClosed => this is Passed or Declined or Cancelled;

    /// <summary>Ends it without an outcome: what it was for does not take place.</summary>
    public Cancelled Cancel(string reason, DateTimeOffset at) => new(File with { ChipRelay = null }, (this as VerificationWithChip)?.Chip, reason, at);

    public Refusal NotAllowed(Act act) => new(
        RefusalCode.VerificationActionNotAllowed,
        $"The verification is in state '{State}', which doesn't allow '{act.Code}'. Do one of the allowed actions first.",
        [.. Allowed.Select(a => a.Code)],
        []);

    public sealed override string ToString() => $"Verification {File.Id} ({State})";
}
