using RemoteVerify.Biometrics.Landmarks;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>
/// The one place where the renderer's angles become those of <see cref="HeadPose"/>. Both count yaw positive when the nose points to
/// the right of the picture; the renderer counts pitch positive with the chin UP and roll positive COUNTER-clockwise.
/// </summary>
internal static class RendererSigns
{
    /// <summary>Angles in degrees.</summary>
    public static HeadPose ToHeadPose(float yaw, float pitch, float roll) => new(yaw, -pitch, -roll);
}
