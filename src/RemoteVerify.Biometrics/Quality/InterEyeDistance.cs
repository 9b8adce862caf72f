namespace RemoteVerify.Biometrics.Quality;

/// <summary>ISO/IEC 29794-5:2025. Distance of the eye centres in pixels, corrected for yaw.</summary>
internal sealed class InterEyeDistance : IQualityComponent
{
    public string Name => nameof(InterEyeDistance);

    public QualityBasis Basis => QualityBasis.StandardFormula;

    public double Measure(QualityInput input) => input.EyeDistance / Math.Max(0.1, Math.Cos(input.Pose.YawDegrees * Math.PI / 180));

    public double Map(double raw) => 100 * Mapping.Sigmoid(raw, 70, 20);
}
