namespace RemoteVerify.Biometrics.Quality;

/// <summary>ISO/IEC 29794-5:2025. Distance from the eyes to the bottom of the picture, in distances from the eyes to the chin.</summary>
internal sealed class MarginBelow : IQualityComponent
{
    public string Name => nameof(MarginBelow);

    public QualityBasis Basis => QualityBasis.StandardFormula;

    public double Measure(QualityInput input) => (input.Image.HeightPixels - input.EyeMiddleY) / input.Shape.EyeChinDistancePixels;

    public double Map(double raw) => 100 * Mapping.Sigmoid(raw, 1.8, 0.1);
}
