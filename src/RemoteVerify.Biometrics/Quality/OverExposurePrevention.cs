namespace RemoteVerify.Biometrics.Quality;

/// <summary>ISO/IEC 29794-5:2025. Share of face pixels with luminance 247 to 255: 1 % gives 50, 4 % gives 20.</summary>
internal sealed class OverExposurePrevention : IQualityComponent
{
    public string Name => nameof(OverExposurePrevention);

    public QualityBasis Basis => QualityBasis.StandardFormula;

    public double Measure(QualityInput input) => input.Luminance.Share(247, 255);

    public double Map(double raw) => 1 / (raw + 0.01);
}
