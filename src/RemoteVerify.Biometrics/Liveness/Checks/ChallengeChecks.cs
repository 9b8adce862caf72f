namespace RemoteVerify.Biometrics.Liveness.Checks;

/// <summary>The asked movements were made, in time, by a head and not by a picture of one.</summary>
internal static class ChallengeChecks
{
    public static LivenessCheck Answers(SessionRecord record, LivenessPolicy policy)
    {
        List<StepRecord> judged = Judged(record);
        List<StepRecord> wrong = judged.FindAll(s => s.Answer != s.Step);
        int missing = policy.StepCount - judged.Count;
        return CheckList.Judge(
            CheckIds.StepAnswers,
            wrong.Count + missing == 0,
            wrong.Count + missing,
            0,
            wrong.SelectMany(s => s.Frames),
            wrong.Count == 0 ? "Every asked movement was made." : "Movements that were not made, or others made instead: " + string.Join(", ", wrong.Select(Describe)) + ".",
            CheckConsequence.Retry);
    }

    public static LivenessCheck Timing(SessionRecord record, LivenessPolicy policy)
    {
        List<StepRecord> answered = Judged(record).FindAll(s => s.Onset is not null);
        if (answered.Count == 0)
        {
            return new LivenessCheck(CheckIds.StepTiming, CheckOutcome.NotApplicable, 0, policy.ResponseEarliestMilliseconds, [], "No step was answered.");
        }

        StepRecord fastest = answered.MinBy(s => s.Onset)!;
        double milliseconds = fastest.Onset!.Value.TotalMilliseconds;
        return CheckList.Judge(
            CheckIds.StepTiming,
            milliseconds >= policy.ResponseEarliestMilliseconds,
            milliseconds,
            policy.ResponseEarliestMilliseconds,
            fastest.Frames,
            "Milliseconds from showing a step to the first movement, the fastest of all steps.",
            CheckConsequence.Retry);
    }

    public static LivenessCheck FlatTurn(SessionRecord record, LivenessPolicy policy)
    {
        List<StepRecord> turns = Turns(record);
        if (turns.Count == 0)
        {
            return new LivenessCheck(CheckIds.FlatTurn, CheckOutcome.NotApplicable, 0, policy.FlatTurnOffset, [], "No turn was made.");
        }

        StepRecord flattest = turns.MinBy(s => s.PeakOffset)!;
        return CheckList.Judge(
            CheckIds.FlatTurn,
            flattest.PeakOffset >= policy.FlatTurnOffset,
            flattest.PeakOffset,
            policy.FlatTurnOffset,
            flattest.Frames,
            "Sideways move of the nose against eyes and mouth in the flattest turn; a turned picture shows almost none.",
            CheckConsequence.Retry);
    }

    /// <summary>Advice only: over the distances people move, the change is near the noise of five landmarks.</summary>
    public static LivenessCheck Perspective(SessionRecord record)
    {
        List<StepRecord> steps = record.Steps.FindAll(s => !s.IsRedrawn && s.Step.IsDistance() && s.Answer == s.Step);
        if (steps.Count == 0)
        {
            return new LivenessCheck(CheckIds.DistancePerspective, CheckOutcome.NotApplicable, 1, 1, [], "No change of distance was made.");
        }

        double mean = steps.Average(s => s.Step == LivenessStep.Closer ? s.Perspective : 1 / s.Perspective);
        return new LivenessCheck(
            CheckIds.DistancePerspective,
            CheckOutcome.Advice,
            mean,
            1,
            [.. steps.SelectMany(s => s.Frames).Take(16)],
            "Eye distance by mouth width, nearer by farther; a head shows a value a little below 1, a flat picture 1.");
    }

    /// <summary>Turns that were asked for and answered with a turn.</summary>
    public static List<StepRecord> Turns(SessionRecord record) => record.Steps.FindAll(s =>
        !s.IsRedrawn && s.Step.IsTurn() && s.Answer is LivenessStep answer && answer.IsTurn());

    private static List<StepRecord> Judged(SessionRecord record) => record.Steps.FindAll(s => !s.IsRedrawn);

    private static string Describe(StepRecord step) =>
        $"step {step.Number} asked {step.Step.Name()}, saw {step.Answer?.Name() ?? "none"}";
}
