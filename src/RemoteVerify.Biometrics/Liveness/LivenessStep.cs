namespace RemoteVerify.Biometrics.Liveness;

/// <summary>A movement that the server can ask for; left and right are the person's own.</summary>
public enum LivenessStep
{
    TurnLeft,
    TurnRight,
    NodUp,
    NodDown,
    Closer,
    Farther,
}

/// <summary>Properties and wire names of the steps.</summary>
public static class LivenessSteps
{
    public static bool IsTurn(this LivenessStep step) => step is LivenessStep.TurnLeft or LivenessStep.TurnRight;

    public static bool IsDistance(this LivenessStep step) => step is LivenessStep.Closer or LivenessStep.Farther;

    public static bool IsNod(this LivenessStep step) => step is LivenessStep.NodUp or LivenessStep.NodDown;

    /// <summary>The name in messages and evidence, such as <c>turn-left</c>.</summary>
    public static string Name(this LivenessStep step) => step switch
    {
        LivenessStep.TurnLeft => "turn-left",
        LivenessStep.TurnRight => "turn-right",
        LivenessStep.NodUp => "nod-up",
        LivenessStep.NodDown => "nod-down",
        LivenessStep.Closer => "closer",
        LivenessStep.Farther => "farther",
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    /// <summary>The step of a wire name, or null for an unknown one.</summary>
    public static LivenessStep? FromName(string name)
    {
        foreach (LivenessStep step in Enum.GetValues<LivenessStep>())
        {
            if (step.Name() == name)
            {
                return step;
            }
        }

        return null;
    }
}
