namespace RemoteVerify.Biometrics.Quality;

/// <summary>ISO/IEC 29794-5:2025. Variance of the face's luminance on the scale of 0 to 1.</summary>
internal sealed class LuminanceVariance : IQualityComponent
{
    public string Name => nameof(LuminanceVariance);

    public QualityBasis Basis => QualityBasis.StandardFormula;

    public double Measure(QualityInput input) => input.Luminance.Variance;

    public double Map(double raw) => 100 * Math.Sin(Math.PI * 60 * raw / ((60 * raw) + 1));
}
