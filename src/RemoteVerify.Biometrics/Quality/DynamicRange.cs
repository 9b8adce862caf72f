namespace RemoteVerify.Biometrics.Quality;

/// <summary>ISO/IEC 29794-5:2025. Entropy of the face's luminance in bits, at most 8.</summary>
internal sealed class DynamicRange : IQualityComponent
{
    public string Name => nameof(DynamicRange);

    public QualityBasis Basis => QualityBasis.StandardFormula;

    public double Measure(QualityInput input)
    {
        double bits = 0;
        foreach (double share in input.Luminance.Shares)
        {
            bits -= share > 0 ? share * Math.Log2(share) : 0;
        }

        return bits;
    }

    public double Map(double raw) => 12.5 * raw;
}
