using RemoteVerify.Biometrics.Landmarks;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>A range of yaw to either side, in degrees: from the lower bound up to, not including, the upper; the last band includes it.</summary>
public readonly record struct YawBand(float FromDegrees, float ToDegrees)
{
    /// <summary>The bands that landmark figures are given by; frames beyond the last are in the figures over all only.</summary>
    public static IReadOnlyList<YawBand> All { get; } = [new(0, 15), new(15, 30), new(30, 45), new(45, 60)];

    public bool Holds(HeadPose pose)
    {
        float yaw = Math.Abs(pose.YawDegrees);
        return yaw >= FromDegrees && (yaw < ToDegrees || (yaw == ToDegrees && this == All[^1]));
    }

    public override string ToString() => $"{FromDegrees:0}-{ToDegrees:0}";
}
