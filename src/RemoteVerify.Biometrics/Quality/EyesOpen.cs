namespace RemoteVerify.Biometrics.Quality;

/// <summary>ISO/IEC 29794-5:2025. Lid gap of the more closed eye over the distance from the eyes to the chin.</summary>
internal sealed class EyesOpen : IQualityComponent
{
    public string Name => nameof(EyesOpen);

    public QualityBasis Basis => QualityBasis.StandardFormula;

    public double Measure(QualityInput input) => input.Shape.SmallerLidGapPixels / (double)input.Shape.EyeChinDistancePixels;

    public double Map(double raw) => 100 * Mapping.Sigmoid(raw, 0.02, 0.01);
}
