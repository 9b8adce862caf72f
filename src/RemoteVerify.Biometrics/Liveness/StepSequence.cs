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
        while (true)
        {
            LivenessStep[] steps = new LivenessStep[policy.StepCount];
            for (int i = 0; i < steps.Length; i++)
            {
                steps[i] = chance.Step(allowed);
            }

            if (Fits(steps, allowed))
            {
                return steps;
            }
        }
    }

    /// <summary>Whether <see cref="Draw"/> could give this sequence.</summary>
    public static bool CanDraw(IReadOnlyList<LivenessStep> steps, LivenessPolicy policy, bool noHeadTurn)
    {
        List<LivenessStep> allowed = Allowed(policy, noHeadTurn);
        return steps.Count == policy.StepCount && steps.All(allowed.Contains) && Fits([.. steps], allowed);
    }

    private static bool Fits(LivenessStep[] steps, List<LivenessStep> allowed) =>
        (!allowed.Any(LivenessSteps.IsTurn) || steps.Any(LivenessSteps.IsTurn))
        && (!allowed.Any(LivenessSteps.IsDistance) || steps.Any(LivenessSteps.IsDistance))
        && !HasTriple(steps);

    /// <summary>Another step of the same kind in place of one that got no answer.</summary>
    public static LivenessStep Redraw(LivenessStep unanswered, LivenessPolicy policy, bool noHeadTurn, IChance chance)
    {
        List<LivenessStep> alike = Allowed(policy, noHeadTurn)
            .FindAll(s => s.IsTurn() == unanswered.IsTurn() && s.IsDistance() == unanswered.IsDistance());
        return chance.Step(alike);
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
