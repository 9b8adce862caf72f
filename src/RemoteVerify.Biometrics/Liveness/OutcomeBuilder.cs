using RemoteVerify.Biometrics.Liveness.Checks;
using RemoteVerify.Biometrics.Liveness.Evidence;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>Puts a decision and its record into the outcome that leaves the room.</summary>
internal static class OutcomeBuilder
{
    public static CaptureOutcome Build(LivenessSessionOptions options, SessionRecord record, Decision decision, DateTimeOffset createdAt, DateTimeOffset endedAt) => new(
        decision.Result,
        decision.Code,
        decision.Reasons,
        decision.Checks,
        record.Steps.ConvertAll(s => new StepResult(s.Number, s.Step.Name(), s.RevealedAt, s.Finished, s.Answer?.Name(), s.IsRedrawn)),
        Convert.ToHexStringLower(record.ChainHash.Span),
        options.Models,
        Math.Max(0, options.Policy.MaxAttempts - options.Attempt),
        options.Policy.IsTest,
        EvidenceWriter.Write(options, record, decision, createdAt, endedAt),
        new SessionFingerprints(
            [.. record.Frames.Select(f => f.Digest)],
            [.. record.Proofs.Where(p => p.Frame is not null).Select(p => p.Frame!.Appearance.Fingerprint)]))
    {
        ModelSet = options.ModelSet,
    };

    public static string WireName(CaptureResult result) => result switch
    {
        CaptureResult.Passed => "pass",
        CaptureResult.Retry => "retry",
        CaptureResult.Officer => "officer",
        CaptureResult.Refused => "refused",
        _ => "expired",
    };
}
