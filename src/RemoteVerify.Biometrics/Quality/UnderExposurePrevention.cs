namespace RemoteVerify.Biometrics.Quality;

/// <summary>ISO/IEC 29794-5:2025. Share of face pixels with luminance 0 to 25. The mapping is very tolerant on purpose.</summary>
internal sealed class UnderExposurePrevention : IQualityComponent
{
    public string Name => nameof(UnderExposurePrevention);

    public QualityBasis Basis => QualityBasis.StandardFormula;

    public double Measure(QualityInput input) => input.Luminance.Share(0, 25);

    public double Map(double raw) => 100 * (1 - Mapping.Sigmoid(raw, 0.92, 0.05));
}
