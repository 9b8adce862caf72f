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

/// <summary>How a capture ended.</summary>
/// <param name="Code">Id of the deciding check, or why the session ended; empty when passed.</param>
/// <param name="Reasons">Ids of all checks that failed, in the order of the decision.</param>
/// <param name="Checks">Every check with value, threshold and frames; empty for an expired session.</param>
/// <param name="TriesLeft">Further tries that the policy allows.</param>
/// <param name="IsTest">The policy was a test policy; the evidence says so.</param>
/// <param name="Evidence">What was seen, as bytes to be signed.</param>
/// <param name="Fingerprints">To be kept so that these pictures can't be sent again.</param>
public sealed record CaptureOutcome(
    CaptureResult Result,
    string Code,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<LivenessCheck> Checks,
    int TriesLeft,
    bool IsTest,
    EvidencePackage Evidence,
    SessionFingerprints Fingerprints)
{
    public bool IsPassed => Result == CaptureResult.Passed;

    public IEnumerable<LivenessCheck> FailedChecks => Checks.Where(c => c.Outcome == CheckOutcome.Failed);

    public override string ToString() => $"{Result} {Code}";
}
