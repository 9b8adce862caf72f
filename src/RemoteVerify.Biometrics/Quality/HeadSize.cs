namespace RemoteVerify.Biometrics.Quality;

/// <summary>ISO/IEC 29794-5:2025. Distance from the eyes to the chin over the height of the picture; best at 0.45.</summary>
internal sealed class HeadSize : IQualityComponent
{
    public string Name => nameof(HeadSize);

    public QualityBasis Basis => QualityBasis.StandardFormula;

    public double Measure(QualityInput input) => input.Shape.EyeChinDistancePixels / (double)input.Image.HeightPixels;

    public double Map(double raw) => 200 * (1 - Mapping.Sigmoid(Math.Abs(raw - 0.45), 0, 0.05));
}
