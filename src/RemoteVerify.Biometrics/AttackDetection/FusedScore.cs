namespace RemoteVerify.Biometrics.AttackDetection;

/// <summary>What one vote added.</summary>
/// <param name="Name"><c>network</c> or a cue's name.</param>
/// <param name="Value">What was measured; for the networks the logarithm of the odds that their score means.</param>
/// <param name="Logit">Added to the logarithm of the odds: negative speaks against a living face, 0 is usual for the living.</param>
public readonly record struct FusionContribution(string Name, float Value, float Logit);

/// <summary>Networks and cues together.</summary>
/// <param name="Score">1 bona fide, 0 an attack.</param>
/// <param name="Contributions">Every vote, in the calibration's order; cues that could not be measured are absent.</param>
public sealed record FusedScore(BonaFideScore Score, IReadOnlyList<FusionContribution> Contributions)
{
    /// <summary>A vote weaker than this is no reason to name to an officer.</summary>
    private const float Noticeable = -0.5f;

    /// <summary>Names of the cues that clearly speak against a living face, the strongest first.</summary>
    public IReadOnlyList<string> Against =>
        [.. Contributions.Where(c => c.Name != AttackFusion.Network && c.Logit <= Noticeable).OrderBy(c => c.Logit).Select(c => c.Name)];
}
