namespace RemoteVerify.Biometrics.Quality;

/// <summary>ISO/IEC 29794-5:2025. Area of the largest other face over the area of this one.</summary>
internal sealed class SingleFacePresent : IQualityComponent
{
    public string Name => nameof(SingleFacePresent);

    public QualityBasis Basis => QualityBasis.StandardFormula;

    public double Measure(QualityInput input) => Math.Min(1, input.SecondFaceShare);

    public double Map(double raw) => 100 * (1 - raw);
}
