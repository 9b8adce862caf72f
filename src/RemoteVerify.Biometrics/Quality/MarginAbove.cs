namespace RemoteVerify.Biometrics.Quality;

/// <summary>ISO/IEC 29794-5:2025. Distance from the top of the picture to the eyes, in distances from the eyes to the chin.</summary>
internal sealed class MarginAbove : IQualityComponent
{
    public string Name => nameof(MarginAbove);

    public QualityBasis Basis => QualityBasis.StandardFormula;

    public double Measure(QualityInput input) => input.EyeMiddleY / input.Shape.EyeChinDistancePixels;

    public double Map(double raw) => 100 * Mapping.Sigmoid(raw, 1.4, 0.1);
}
