namespace RemoteVerify.Biometrics.Liveness.Checks;

public enum CheckOutcome
{
    Passed,
    Failed,

    /// <summary>There was nothing to judge, for example no turn in a session without turns.</summary>
    NotApplicable,

    /// <summary>Recorded, never decides.</summary>
    Advice,

    /// <summary>Would have failed, but a test policy switched it off.</summary>
    SwitchedOff,
}

/// <summary>What follows when a check fails.</summary>
public enum CheckConsequence
{
    None,

    /// <summary>Another try; final after the allowed tries.</summary>
    Retry,

    /// <summary>Another try; an officer after the allowed tries, because a score alone refuses nobody.</summary>
    RetryThenOfficer,

    /// <summary>An officer decides.</summary>
    Officer,
}

/// <summary>One rule and how it came out.</summary>
/// <param name="Id">One of <see cref="CheckIds"/>.</param>
/// <param name="Value">The measured value; its meaning is the check's.</param>
/// <param name="Threshold">The policy's limit for it.</param>
/// <param name="Frames">Sequence numbers of the frames that the value rests on, at most 16.</param>
/// <param name="Message">One plain sentence for an officer; holds no personal data.</param>
public sealed record LivenessCheck(
    string Id,
    CheckOutcome Outcome,
    double Value,
    double Threshold,
    IReadOnlyList<uint> Frames,
    string Message,
    CheckConsequence Consequence = CheckConsequence.None);
