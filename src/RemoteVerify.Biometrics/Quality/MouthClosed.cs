namespace RemoteVerify.Biometrics.Quality;

/// <summary>ISO/IEC 29794-5:2025. Gap of the inner lips over the distance from the eyes to the chin.</summary>
internal sealed class MouthClosed : IQualityComponent
{
    public string Name => nameof(MouthClosed);

    public QualityBasis Basis => QualityBasis.StandardFormula;

    public double Measure(QualityInput input) => input.Shape.LipGapPixels / (double)input.Shape.EyeChinDistancePixels;

    public double Map(double raw) => 100 * (1 - Mapping.Sigmoid(raw, 0.2, 0.06));
}
