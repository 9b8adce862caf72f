using RemoteVerify.IdDocument.ChipAuthentication;

namespace RemoteVerify.Cases.Verifying;

/// <summary>What was read from the chip.</summary>
/// <param name="Files">File name (<c>EF.SOD</c>, <c>EF.DG1</c>, ...) to bytes.</param>
public sealed record ChipSubmission(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files)
{
    /// <summary>The challenge that the answers below belong to, as the service gave it out; null when the chip was not asked.</summary>
    public ReadOnlyMemory<byte>? Challenge { get; init; }

    /// <summary>The chip's answer to the challenge (active authentication), or null.</summary>
    public ReadOnlyMemory<byte>? ActiveAuthentication { get; init; }

    /// <summary>The responses to the protected commands that came with the challenge (chip authentication), or null.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>>? ChipAuthentication { get; init; }

    /// <summary>What the service's own relay brought; only the service may hand it in.</summary>
    public RelayedChip? Relayed { get; init; }

    public override string ToString() => $"ChipSubmission of {Files.Count} files";
}

/// <summary>A chip that the service drove itself.</summary>
/// <param name="Relay">Number of the relay.</param>
/// <param name="ChipAuthentication">The replayable chip authentication, or null.</param>
public sealed record RelayedChip(int Relay, ChipAuthenticationEvidence? ChipAuthentication)
{
    public override string ToString() => $"RelayedChip {Relay}";
}

/// <summary>The verifier's judgement.</summary>
/// <param name="IsAccepted">True for <c>accept</c> and <c>accept-with-warning</c>.</param>
/// <param name="IsGenuine">False when the chip's data is not what the issuing state signed, or the chip is a copy.</param>
/// <param name="Verdict">The verifier's own word.</param>
/// <param name="Codes">Finding codes: reasons of a refusal, warnings of an acceptance.</param>
/// <param name="Holder">Holder; null when DG1 is absent.</param>
/// <param name="Portrait">DG2's picture; null when absent.</param>
/// <param name="PortraitFormat"><c>jpeg</c> or <c>jpeg2000</c>.</param>
/// <param name="SecurityObject">EF.SOD.</param>
/// <param name="Dg2Sha256">Hash of EF.DG2; null when absent.</param>
/// <param name="Report">The whole report as JSON.</param>
public sealed record ChipJudgement(
    bool IsAccepted,
    bool IsGenuine,
    string Verdict,
    IReadOnlyList<string> Codes,
    ChipHolder? Holder,
    ReadOnlyMemory<byte>? Portrait,
    string PortraitFormat,
    ReadOnlyMemory<byte> SecurityObject,
    Sha256Digest? Dg2Sha256,
    ReadOnlyMemory<byte> Report)
{
    /// <summary>The chip signed the challenge.</summary>
    public bool ActiveAuthentication { get; init; }

    /// <summary>The chip used keys agreed with the service.</summary>
    public bool ChipAuthentication { get; init; }

    /// <summary>The chip has no key to prove itself with.</summary>
    public bool IsCloneable { get; init; }

    public override string ToString() => $"ChipJudgement {Verdict}";
}

/// <summary>Judges chip files.</summary>
public interface IChipVerification
{
    /// <summary>A judgement of files that could be read; <c>chip.unreadable</c> for others.</summary>
    /// <param name="evidence">What shows that the chip was there; null when it was not asked.</param>
    Outcome<ChipJudgement> Verify(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, PossessionEvidence? evidence, DateTimeOffset at);
}
