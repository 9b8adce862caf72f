namespace RemoteVerify.Biometrics.AttackDetection;

/// <summary>How much a face looks like a living one in front of the camera: 1 bona fide, 0 an attack. One vote among several, never a verdict.</summary>
/// <param name="Value">Mean of the set's attack networks, or networks and cues together where a set is calibrated for that.</param>
public readonly record struct BonaFideScore(float Value);
