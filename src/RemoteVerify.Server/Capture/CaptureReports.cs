using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Checks;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Server.Capture;

/// <summary>Turns what the capture's engine found into what the case records.</summary>
public static class CaptureReports
{
    public static CaptureReport Of(CaptureOutcome outcome, LivenessPolicy policy) => new(
        VerdictOf(outcome.Result),
        outcome.Result == CaptureResult.Passed ? [] : [.. outcome.Reasons.DefaultIfEmpty(outcome.Code)],
        outcome.Evidence.Json,
        outcome.ChainSha256,
        [.. outcome.Evidence.Pictures.Select((picture, index) => new CapturedPicture($"proof-{index + 1}", picture.Jpeg))],
        [.. outcome.Checks.Select(check => Check(check, policy))],
        [.. outcome.Steps.Select(step => new CaptureStep(step.Step, step.RevealedAfter, step.AnsweredAfter, step.IsRight))],
        [.. outcome.Models.Select(model => new ModelUsed(model.Name, Sha256Digest.FromBytes(Convert.FromHexString(model.Sha256))))]);

    /// <summary>The engine never refuses a person: its last "no" is an officer's to decide.</summary>
    private static CaptureVerdict VerdictOf(CaptureResult result) => result switch
    {
        CaptureResult.Passed => CaptureVerdict.Passed,
        CaptureResult.Officer => CaptureVerdict.Officer,
        _ => CaptureVerdict.Retry,
    };

    private static CaptureCheck Check(LivenessCheck check, LivenessPolicy policy) => new(
        check.Id,
        double.IsFinite(check.Value) ? check.Value : null,
        double.IsFinite(check.Threshold) ? check.Threshold : null,
        check.Outcome != CheckOutcome.Failed,
        $"{policy.Name} {policy.Version}: {check.Outcome}. {check.Message}");
}
