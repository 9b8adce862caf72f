namespace RemoteVerify.Biometrics.Quality;

/// <summary>ISO/IEC 29794-5:2025. Mean luminance of the face, 0 to 1. A dark skin is not a defect: guide people by it, never gate on it.</summary>
internal sealed class LuminanceMean : IQualityComponent
{
    public string Name => nameof(LuminanceMean);

    public QualityBasis Basis => QualityBasis.StandardFormula;

    public double Measure(QualityInput input) => input.Luminance.Mean;

    public double Map(double raw) => 100 * Mapping.Sigmoid(raw, 0.2, 0.05) * (1 - Mapping.Sigmoid(raw, 0.8, 0.05));
}
