namespace RemoteVerify.Biometrics.Quality;

/// <summary>ISO/IEC 29794-5:2025. Pitch in degrees, from the landmark network where it says one; else from five points: weak, see HeadPose.</summary>
internal sealed class HeadPosePitch : IQualityComponent
{
    public string Name => nameof(HeadPosePitch);

    public QualityBasis Basis => QualityBasis.OwnMeasure;

    public double Measure(QualityInput input) => input.Pose.PitchDegrees;

    public double Map(double raw) => HeadPoseMapping.CosineSquared(raw);
}
