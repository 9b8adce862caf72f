namespace RemoteVerify.Biometrics.Liveness;

/// <summary>Draws which movements a session asks for.</summary>
internal static class StepSequence
{
    /// <summary>
    /// Every sequence of the allowed steps is equally likely among those with at least one turn and one change of distance (as far as
    /// allowed) and without the same step three times in a row.
    /// </summary>
    public static IReadOnlyList<LivenessStep> Draw(LivenessPolicy policy, bool noHeadTurn, IChance chance)
    {
        List<LivenessStep> allowed = Allowed(policy, noHeadTurn);
        bool turn = allowed.Any(LivenessSteps.IsTurn);
        bool distance = allowed.Any(LivenessSteps.IsDistance);
        while (true)
        {
            LivenessStep[] steps = new LivenessStep[policy.StepCount];
            for (int i = 0; i < steps.Length; i++)
            {
                steps[i] = allowed[chance.Below(allowed.Count)];
            }

            if ((!turn || steps.Any(LivenessSteps.IsTurn)) && (!distance || steps.Any(LivenessSteps.IsDistance)) && !HasTriple(steps))
            {
                return steps;
            }
        }
    }

    /// <summary>Another step of the same kind in place of one that got no answer.</summary>
    public static LivenessStep Redraw(LivenessStep unanswered, LivenessPolicy policy, bool noHeadTurn, IChance chance)
    {
        List<LivenessStep> alike = Allowed(policy, noHeadTurn)
            .FindAll(s => s.IsTurn() == unanswered.IsTurn() && s.IsDistance() == unanswered.IsDistance());
        return alike[chance.Below(alike.Count)];
    }

    private static List<LivenessStep> Allowed(LivenessPolicy policy, bool noHeadTurn)
    {
        List<LivenessStep> allowed = [.. policy.AllowedSteps.Where(s => !noHeadTurn || s.IsDistance())];
        if (allowed.Count < 2)
        {
            throw new ArgumentException("The policy leaves fewer than two steps to choose from.", nameof(policy));
        }

        return allowed;
    }

    private static bool HasTriple(LivenessStep[] steps)
    {
        for (int i = 2; i < steps.Length; i++)
        {
            if (steps[i] == steps[i - 1] && steps[i] == steps[i - 2])
            {
                return true;
            }
        }

        return false;
    }
}
