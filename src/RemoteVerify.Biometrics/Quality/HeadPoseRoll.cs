namespace RemoteVerify.Biometrics.Quality;

/// <summary>ISO/IEC 29794-5:2025. Roll in degrees, from the landmark network where it says one, else from the line of the eyes.</summary>
internal sealed class HeadPoseRoll : IQualityComponent
{
    public string Name => nameof(HeadPoseRoll);

    public QualityBasis Basis => QualityBasis.OwnMeasure;

    public double Measure(QualityInput input) => input.Pose.RollDegrees;

    public double Map(double raw) => HeadPoseMapping.CosineSquared(raw);
}
