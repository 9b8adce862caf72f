namespace RemoteVerify.Biometrics.Landmarks;

/// <summary>How far an eye or the mouth is open, on the scale of what measured it, with the value that tells open from shut.</summary>
/// <param name="Value">0 shut; how large it gets wide open depends on the measure.</param>
/// <param name="OpenFrom">Open at or above it.</param>
public readonly record struct Openness(float Value, float OpenFrom)
{
    public bool IsOpen => Value >= OpenFrom;
}
