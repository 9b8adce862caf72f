namespace RemoteVerify.Cases.Verifying;

/// <summary>What was read from the chip.</summary>
/// <param name="Files">File name (<c>EF.SOD</c>, <c>EF.DG1</c>, ...) to bytes.</param>
/// <param name="ActiveAuthenticationAnswer">The chip's answer to the challenge of this verification, or null.</param>
public sealed record ChipSubmission(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files, ReadOnlyMemory<byte>? ActiveAuthenticationAnswer)
{
    public override string ToString() => $"ChipSubmission of {Files.Count} files";
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
    public override string ToString() => $"ChipJudgement {Verdict}";
}

/// <summary>Judges chip files.</summary>
public interface IChipVerification
{
    /// <summary>A judgement of files that could be read; <c>chip.unreadable</c> for others.</summary>
    Outcome<ChipJudgement> Verify(ChipSubmission submission, ReadOnlyMemory<byte> challenge, DateTimeOffset at);
}
