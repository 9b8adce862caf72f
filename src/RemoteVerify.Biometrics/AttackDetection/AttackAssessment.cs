namespace RemoteVerify.Biometrics.AttackDetection;

/// <summary>Everything that was looked at on one picture to tell a living face from an attack.</summary>
/// <param name="Network">The networks alone.</param>
/// <param name="Cues">The hand-made measures.</param>
/// <param name="Fused">Both together; null where the set has no calibration for it.</param>
/// <param name="FusionDecides">Whether <paramref name="Fused"/> is what decisions rest on, or advice.</param>
public sealed record AttackAssessment(BonaFideScore Network, AttackCues Cues, FusedScore? Fused, bool FusionDecides)
{
    /// <summary>The score that decisions rest on.</summary>
    public BonaFideScore Decisive => FusionDecides && Fused is not null ? Fused.Score : Network;
}
