namespace RemoteVerify.Biometrics.Liveness.Checks;

/// <summary>What follows from the checks.</summary>
/// <param name="Code">Id of the first failed check, or an end code.</param>
internal sealed record Decision(CaptureResult Result, string Code, IReadOnlyList<string> Reasons, IReadOnlyList<LivenessCheck> Checks)
{
    /// <summary>What the client may learn: what to do better, never which check caught it.</summary>
    public string PublicCode => Result == CaptureResult.Passed ? "" : Code switch
    {
        CheckIds.SingleFace => "one-face-only",
        CheckIds.FacePresent or CheckIds.ProofQuality => "better-picture",
        CheckIds.StepAnswers or CheckIds.StepTiming or CheckIds.FlatTurn => "follow-steps",
        EndCode.FramingTime or EndCode.SessionTime => "out-of-time",
        EndCode.LineLost or EndCode.ProofNotReceived or EndCode.NotConnected => "line-lost",
        EndCode.Cancelled => "cancelled",
        EndCode.CameraEnded => "camera-ended",
        _ => "try-again",
    };

    /// <summary>Passed only when every mandatory check passed; a score alone never refuses.</summary>
    public static Decision Of(IReadOnlyList<LivenessCheck> checks, LivenessPolicy policy, int attempt)
    {
        List<LivenessCheck> failed = [.. checks.Where(c => c.Outcome == CheckOutcome.Failed)];
        if (failed.Count == 0)
        {
            return new Decision(CaptureResult.Passed, "", [], checks);
        }

        bool onlyOfficer = failed.TrueForAll(c => c.Consequence == CheckConsequence.Officer);
        bool facts = failed.Exists(c => c.Consequence == CheckConsequence.Retry);
        bool last = attempt >= policy.MaxAttempts;
        CaptureResult result = onlyOfficer ? CaptureResult.Officer
            : !last ? CaptureResult.Retry
            : facts ? CaptureResult.Refused
            : CaptureResult.Officer;
        return new Decision(result, failed[0].Id, failed.ConvertAll(c => c.Id), checks);
    }
}
