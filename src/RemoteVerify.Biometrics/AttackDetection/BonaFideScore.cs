namespace RemoteVerify.Biometrics.AttackDetection;

/// <summary>How much a face looks like a living one in front of the camera: 1 bona fide, 0 an attack. One vote among several, never a verdict.</summary>
/// <param name="Value">Mean of the two networks.</param>
/// <param name="CloseCrop">The network that sees the face and its near edge (crop scale 2.7).</param>
/// <param name="WideCrop">The network that sees the surroundings (crop scale 4.0).</param>
public readonly record struct BonaFideScore(float Value, float CloseCrop, float WideCrop);
