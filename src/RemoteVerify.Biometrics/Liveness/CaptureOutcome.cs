using RemoteVerify.Biometrics.Liveness.Checks;
using RemoteVerify.Biometrics.Liveness.Evidence;

namespace RemoteVerify.Biometrics.Liveness;

public enum CaptureResult
{
    /// <summary>Every mandatory check passed.</summary>
    Passed,

    /// <summary>The person may try again.</summary>
    Retry,

    /// <summary>An officer decides.</summary>
    Officer,

    /// <summary>The last allowed try failed in a check of facts; never because of a score.</summary>
    Refused,

    /// <summary>The session ended before it could be judged: time over, line lost, cancelled.</summary>
    Expired,
}

/// <summary>One step that was shown.</summary>
/// <param name="Step">Wire name of the asked movement.</param>
/// <param name="RevealedAfter">From <c>ready</c> to the reveal.</param>
/// <param name="AnsweredAfter">From the reveal to the end of the movement; null when there was none.</param>
/// <param name="Answer">Wire name of what was seen; null for nothing unmistakable.</param>
/// <param name="IsRedrawn">Replaced by another step because no answer came.</param>
public sealed record StepResult(int Number, string Step, TimeSpan RevealedAfter, TimeSpan? AnsweredAfter, string? Answer, bool IsRedrawn)
{
    public bool IsRight => Answer == Step;
}

/// <summary>How a capture ended.</summary>
/// <param name="Code">Id of the deciding check, or why the session ended; empty when passed.</param>
/// <param name="Reasons">Ids of all checks that failed, in the order of the decision.</param>
/// <param name="Checks">Every check with value, threshold and frames; empty for an expired session.</param>
/// <param name="Steps">Every step that was shown.</param>
/// <param name="ChainSha256">Last value of the frames' hash chain, hexadecimal; empty without a frame.</param>
/// <param name="Models">The models that took part.</param>
/// <param name="TriesLeft">Further tries that the policy allows.</param>
/// <param name="IsTest">The policy was a test policy; the evidence says so.</param>
/// <param name="Evidence">What was seen, as bytes to be signed.</param>
/// <param name="Fingerprints">To be kept so that these pictures can't be sent again.</param>
public sealed record CaptureOutcome(
    CaptureResult Result,
    string Code,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<LivenessCheck> Checks,
    IReadOnlyList<StepResult> Steps,
    string ChainSha256,
    IReadOnlyList<ModelIdentity> Models,
    int TriesLeft,
    bool IsTest,
    EvidencePackage Evidence,
    SessionFingerprints Fingerprints)
{
    /// <summary>The set that the models belong to; null where there is none to name.</summary>
    public ModelSetIdentity? ModelSet { get; init; }

    public bool IsPassed => Result == CaptureResult.Passed;

    public IEnumerable<LivenessCheck> FailedChecks => Checks.Where(c => c.Outcome == CheckOutcome.Failed);

    public override string ToString() => $"{Result} {Code}";
}
