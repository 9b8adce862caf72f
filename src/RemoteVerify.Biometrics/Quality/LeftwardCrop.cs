namespace RemoteVerify.Biometrics.Quality;

/// <summary>ISO/IEC 29794-5:2025. Distance from the left edge of the picture to the eye beside it, in eye distances.</summary>
internal sealed class LeftwardCrop : IQualityComponent
{
    public string Name => nameof(LeftwardCrop);

    public QualityBasis Basis => QualityBasis.StandardFormula;

    public double Measure(QualityInput input) => input.Face.Points.RightEye.X / input.EyeDistance;

    public double Map(double raw) => 100 * Mapping.Sigmoid(raw, 0.9, 0.1);
}
