using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Quality;

/// <summary>ISO/IEC 29794-5:2025. What the luminance histograms of the two cheeks share: 1 when they are alike, 0 for light from one side.</summary>
internal sealed class IlluminationUniformity : IQualityComponent
{
    public string Name => nameof(IlluminationUniformity);

    public QualityBasis Basis => QualityBasis.StandardFormula;

    public double Measure(QualityInput input)
    {
        using Image? right = input.RightCheekZone();
        using Image? left = input.LeftCheekZone();
        if (right is null || left is null)
        {
            return double.NaN;
        }

        double[] a = Histogram(right);
        double[] b = Histogram(left);
        return a.Zip(b, Math.Min).Sum();
    }

    public double Map(double raw) => 100 * Math.Pow(raw, 0.3);

    private static double[] Histogram(Image zone)
    {
        using GreyImage grey = ImageOperations.ToGrey(zone);
        double[] shares = new double[256];
        foreach (byte value in grey.Pixels)
        {
            shares[value] += 1.0 / grey.Pixels.Length;
        }

        return shares;
    }
}
