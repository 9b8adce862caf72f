namespace RemoteVerify.Biometrics.Landmarks;

/// <summary>What a direction of a head was read from.</summary>
public enum HeadPoseBasis
{
    /// <summary>The detector's five points: yaw is fair, pitch weak.</summary>
    FivePoints = 1,

    /// <summary>An output of the landmark network.</summary>
    Network = 2,
}

/// <summary>What a landmark network says of one face, the same whichever network it was. Biometric data: it prints no values.</summary>
/// <param name="Shape">The dense points, and what is measured on them.</param>
/// <param name="Pose">Direction of the head.</param>
/// <param name="PoseBasis">What the direction was read from.</param>
/// <param name="RightEye">Of the subject's right eye.</param>
/// <param name="LeftEye">Of the subject's left eye, on the same scale.</param>
/// <param name="Mouth">Of the mouth.</param>
/// <param name="Confidence">0 to 1: whether the network thinks that a face is in its crop; null where it does not say.</param>
public sealed record FaceLandmarks(
    FaceShape Shape, HeadPose Pose, HeadPoseBasis PoseBasis, Openness RightEye, Openness LeftEye, Openness Mouth, float? Confidence)
{
    /// <summary>Mean of both eyes: people blink with both, and in a turned head one of them is badly seen.</summary>
    public Openness Eyes => new((RightEye.Value + LeftEye.Value) / 2, RightEye.OpenFrom);

    public override string ToString() => $"face landmarks ({Shape.Scheme})";
}
