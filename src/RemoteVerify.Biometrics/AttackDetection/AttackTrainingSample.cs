using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.AttackDetection;

/// <summary>One picture to fit a fusion on.</summary>
/// <param name="File">Its name, as the host can open it.</param>
/// <param name="Species">Empty for a living person, else the kind of attack.</param>
/// <param name="Session">Pictures with the same one belong to one session; null for a single picture.</param>
/// <param name="FlatTurn">The session's flattest turn, in eye-mouth distances; null without one.</param>
public sealed record AttackTrainingSample(string File, string Species, string? Session, float? FlatTurn)
{
    /// <summary>Whether it shows a living person.</summary>
    public bool IsLiving => Species.Length == 0;
}

/// <summary>What was measured on one picture.</summary>
public sealed record MeasuredAttackSample(AttackTrainingSample Sample, BonaFideScore Network, AttackCues Cues);
