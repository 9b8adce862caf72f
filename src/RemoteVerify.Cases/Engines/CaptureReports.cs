using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Checks;
using RemoteVerify.Biometrics.Liveness.Evidence;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Engines;

/// <summary>Turns what the room <c>Biometrics</c> found into what a case takes.</summary>
public static class CaptureReports
{
    /// <summary>
    /// The report of a capture. A capture that the engine calls refused goes to an officer: an engine never refuses a person.
    /// </summary>
    /// <param name="outcome">How the capture ended.</param>
    /// <param name="thresholdSource">Name and version of the policy that set the thresholds.</param>
    public static CaptureReport From(CaptureOutcome outcome, string thresholdSource) => new(
        outcome.Result switch
        {
            CaptureResult.Passed => CaptureVerdict.Passed,
            CaptureResult.Officer or CaptureResult.Refused => CaptureVerdict.Officer,
            _ => CaptureVerdict.Retry,
        },
        Reasons(outcome),
        outcome.Evidence.Json,
        outcome.ChainSha256,
        [.. outcome.Evidence.Pictures.Select(p => new CapturedPicture($"frame-{p.Sequence}", p.Jpeg))],
        [.. outcome.Checks.Select(c => Check(c, thresholdSource))],
        [.. outcome.Steps.Select(s => new CaptureStep(s.Step, s.RevealedAfter, s.AnsweredAfter, s.IsRight))],
        [.. outcome.Models.Select(m => new ModelUsed(m.Name, Hash(m)))],
        outcome.Fingerprints.ToBytes())
    {
        ModelSet = outcome.ModelSet is { } set ? new ModelSetUsed(set.Name, set.Grade, set.Thresholds) : null,
    };

    private static IReadOnlyList<string> Reasons(CaptureOutcome outcome) =>
        outcome.Reasons.Count > 0 || outcome.Code.Length == 0 ? outcome.Reasons : [outcome.Code];

    private static CaptureCheck Check(LivenessCheck check, string source) => new(
        check.Id,
        double.IsFinite(check.Value) ? check.Value : null,
        double.IsFinite(check.Threshold) ? check.Threshold : null,
        check.Outcome switch
        {
            CheckOutcome.Passed => CheckVerdict.Passed,
            CheckOutcome.Failed => CheckVerdict.Failed,
            CheckOutcome.NotApplicable => CheckVerdict.NotApplicable,
            CheckOutcome.Advice => CheckVerdict.Advice,
            _ => CheckVerdict.SwitchedOff,
        },
        check.Message,
        source);

    private static Sha256Digest Hash(ModelIdentity model) => Sha256Digest.TryParse(model.Sha256, out Sha256Digest digest)
        ? digest
        : throw new ArgumentException($"The hash of model '{model.Name}' is not a SHA-256 value.", nameof(model));
}
