namespace RemoteVerify.Cases.Verifying;

/// <summary>What a case adds to the engine's package before it is signed: to which transaction it belongs, and what was decided by whom.</summary>
/// <param name="Capture">Which capture of the verification, from 1.</param>
/// <param name="Nonce">The transaction's random bytes; with the two digests they give the package's transaction hash.</param>
/// <param name="SodSha256">Of EF.SOD.</param>
/// <param name="Dg2Sha256">Of EF.DG2.</param>
/// <param name="Verdict">As the case took it; a capture that ended too late counts as another try.</param>
/// <param name="Reasons">Reason codes.</param>
/// <param name="DecidedBy">Who kept the outcome; an officer's later decision is an act of its own.</param>
public sealed record EvidenceStatement(
    VerificationId Verification,
    CaseId CaseId,
    int Capture,
    ReadOnlyMemory<byte> Nonce,
    Sha256Digest SodSha256,
    Sha256Digest Dg2Sha256,
    CaptureVerdict Verdict,
    IReadOnlyList<string> Reasons,
    Actor DecidedBy,
    DateTimeOffset DecidedAt)
{
    /// <summary>The record of the person's consent; null until consents are kept.</summary>
    public string? ConsentRecord { get; init; }

    public override string ToString() => $"EvidenceStatement {Verification} {Capture}";
}

/// <summary>A signature over an evidence package, as far as it could be made.</summary>
/// <param name="Cms">Detached CMS SignedData; null when the key did not sign.</param>
/// <param name="TimestampedAt">Time of its timestamp; null without one.</param>
/// <param name="Gap">One of <see cref="EvidenceGap"/>.</param>
public sealed record EvidenceSignature(ReadOnlyMemory<byte>? Cms, DateTimeOffset? TimestampedAt, string Gap)
{
    public override string ToString() => Gap.Length == 0 ? "EvidenceSignature" : $"EvidenceSignature, {Gap}";
}

/// <summary>Completes and signs evidence packages. Trouble with key or timestamp authority is a gap in the answer, never an exception: no outcome may be lost by it.</summary>
public interface IEvidenceSealer
{
    /// <summary>The package with the statement in it, in canonical form: the bytes to sign and keep.</summary>
    /// <param name="package">JSON object of the capture's engine.</param>
    ReadOnlyMemory<byte> Complete(ReadOnlyMemory<byte> package, EvidenceStatement statement);

    /// <summary>Signs and timestamps; a signature that lacks only its timestamp is kept and gets one.</summary>
    /// <param name="package">As <see cref="Complete"/> returned it.</param>
    /// <param name="before">An earlier signature with a gap, or null.</param>
    Task<EvidenceSignature> SignAsync(ReadOnlyMemory<byte> package, ReadOnlyMemory<byte>? before, DateTimeOffset at, CancellationToken cancellationToken);
}
