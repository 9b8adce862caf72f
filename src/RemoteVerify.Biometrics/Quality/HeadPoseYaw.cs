namespace RemoteVerify.Biometrics.Quality;

/// <summary>ISO/IEC 29794-5:2025. Yaw in degrees, from the landmark network where it says one, else from five points; the standard uses a three-dimensional model of the face.</summary>
internal sealed class HeadPoseYaw : IQualityComponent
{
    public string Name => nameof(HeadPoseYaw);

    public QualityBasis Basis => QualityBasis.OwnMeasure;

    public double Measure(QualityInput input) => input.Pose.YawDegrees;

    public double Map(double raw) => HeadPoseMapping.CosineSquared(raw);
}
