namespace RemoteVerify.Biometrics.Liveness.Checks;

/// <summary>Runs every check over a finished session, in the order in which they decide.</summary>
internal static class CheckList
{
    public static IReadOnlyList<LivenessCheck> Evaluate(SessionRecord record, LivenessSessionOptions options)
    {
        LivenessPolicy policy = options.Policy;
        List<LivenessCheck> checks =
        [
            FaceChecks.SingleFace(record, policy),
            FaceChecks.FacePresent(record, policy),
            ProofChecks.Quality(record, policy),
            ProofChecks.IdentityContinuity(record, policy),
            GuideChecks.Identity(record, policy),
            FaceChecks.TrackContinuity(record, policy),
            ProofChecks.Consistency(record, policy),
            TransportChecks.Chain(record),
            TransportChecks.Order(record, policy),
            TransportChecks.Tokens(record),
            ChallengeChecks.Answers(record, policy),
            ChallengeChecks.Timing(record, policy),
            ChallengeChecks.FlatTurn(record, policy),
            ReplayChecks.Duplicates(record, policy),
            ReplayChecks.Frozen(record, policy),
            ReplayChecks.Looped(record, policy),
            ReplayChecks.Earlier(record, options.Earlier),
            AttackChecks.Score(record, policy),
            ScoreChecks.Injection(record, policy),
            LightChecks.ScreenLight(record, policy),
            ScoreChecks.Portrait(record, policy, options.Portrait),
            ChallengeChecks.Perspective(record),
            ReplayChecks.Likeness(record, policy, options.Earlier),
            AttackChecks.Cues(record, policy),
            ProofChecks.Eyes(record, policy),
            MorphChecks.Portrait(record, policy, options.Portrait),
        ];
        return checks.ConvertAll(c => c.Outcome == CheckOutcome.Failed && !policy.IsOn(c.Id)
            ? c with { Outcome = CheckOutcome.SwitchedOff, Consequence = CheckConsequence.None }
            : c);
    }

    /// <summary>Makes a check that passes or fails.</summary>
    public static LivenessCheck Judge(string id, bool passes, double value, double threshold, IEnumerable<uint> frames, string message, CheckConsequence consequence) =>
        new(
            id,
            passes ? CheckOutcome.Passed : CheckOutcome.Failed,
            value,
            threshold,
            [.. frames.Take(16)],
            message,
            passes ? CheckConsequence.None : consequence);
}
