using RemoteVerify.Biometrics.Detection;

namespace RemoteVerify.Biometrics.Landmarks;

/// <summary>
/// Direction of a head, in degrees. Yaw is positive when the nose points to the RIGHT of the picture (the subject's left); pitch is
/// positive when the head looks DOWN; roll is positive when the head is turned CLOCKWISE in the picture.
/// </summary>
/// <remarks>
/// A landmark network may say it (<see cref="FaceLandmarks.Pose"/>); from five points only, it is estimated so: with r the unit vector from the right to the left eye, d the unit vector perpendicular to it (downwards),
/// m the middle of the eyes, M the middle of the mouth corners, L = (M - m).d and e the eye distance:
/// roll = atan2(r.y, r.x); yaw = atan2(((nose - m).r - s/2) / (0.52 L), e / (0.87 L)) with s = (M - m).r, the sideways lean of the mouth;
/// pitch = asin(((nose - m).d / L - 0.555) / 0.42). 0.87 is the proportion of the usual 112-pixel alignment template; 0.555 is
/// the mean over photographs of people facing the camera; 0.52 and 0.42 were fitted. Beside a head-pose network on 530 photographs:
/// yaw r = 0.94, 5 degrees rms apart; pitch only r = 0.54: use its change within one session, not its value.
/// </remarks>
public readonly record struct HeadPose(float YawDegrees, float PitchDegrees, float RollDegrees)
{
    private const float EyeDistanceShare = 0.87f;
    private const float NoseDepthShare = 0.52f;
    private const float NeutralNoseShare = 0.555f;
    private const float PitchShare = 0.42f;

    /// <summary>Estimates the direction from a detector's five points.</summary>
    public static HeadPose FromFivePoints(FivePoints points)
    {
        ArgumentNullException.ThrowIfNull(points);
        FaceAxes axes = FaceAxes.Of(points);
        if (axes.EyeDistance < 1e-3f || axes.EyeMouthDistance < 1e-3f)
        {
            return new HeadPose(0, 0, 0);
        }

        float yaw = MathF.Atan2(
            (axes.NoseAlong - (axes.MouthAlong / 2)) / (NoseDepthShare * axes.EyeMouthDistance),
            axes.EyeDistance / (EyeDistanceShare * axes.EyeMouthDistance));
        float pitch = MathF.Asin(Math.Clamp(((axes.NoseDown / axes.EyeMouthDistance) - NeutralNoseShare) / PitchShare, -1f, 1f));
        return new HeadPose(Degrees(yaw), Degrees(pitch), Degrees(axes.Roll));
    }

    /// <summary>
    /// Sideways place of the nose in units of the eye-mouth distance: about 0.26 for a living head turned 30 degrees, 0.30 at 45;
    /// a flat picture turned 45 degrees shows only about 0.04. Positive to the right of the picture.
    /// </summary>
    public static float NoseOffset(FivePoints points)
    {
        ArgumentNullException.ThrowIfNull(points);
        FaceAxes axes = FaceAxes.Of(points);
        return axes.EyeMouthDistance < 1e-3f ? 0 : axes.NoseAlong / axes.EyeMouthDistance;
    }

    /// <summary>The same head in a picture that is turned clockwise by so much more.</summary>
    internal HeadPose Turned(float radians) => this with { RollDegrees = MathF.IEEERemainder(RollDegrees + Degrees(radians), 360) };

    private static float Degrees(float radians) => radians * 180f / MathF.PI;
}
