using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Quality;

/// <summary>ISO/IEC 29794-5:2025. How far the mean colour of the cheeks lies outside a* 5 to 25, b* 5 to 35 of CIE L*a*b*.</summary>
internal sealed class NaturalColour : IQualityComponent
{
    public string Name => nameof(NaturalColour);

    public QualityBasis Basis => QualityBasis.StandardFormula;

    public double Measure(QualityInput input)
    {
        using Image? right = input.RightCheekZone();
        using Image? left = input.LeftCheekZone();
        if (right is null || left is null)
        {
            return double.NaN;
        }

        (double rightA, double rightB) = MeanColour(right);
        (double leftA, double leftB) = MeanColour(left);
        double a = Outside((rightA + leftA) / 2, 5, 25);
        double b = Outside((rightB + leftB) / 2, 5, 35);
        return Math.Sqrt((a * a) + (b * b));
    }

    public double Map(double raw) => 200 * (1 - Mapping.Sigmoid(raw, 0, 10));

    private static double Outside(double value, double lowest, double highest) => Math.Max(0, Math.Max(lowest - value, value - highest));

    private static (double A, double B) MeanColour(Image zone)
    {
        using Image lab = ImageOperations.Convert(zone, ColourSpace.Lab);
        double a = 0;
        double b = 0;
        int pixels = lab.Pixels.Length / 3;
        for (int i = 0; i < lab.Pixels.Length; i += 3)
        {
            a += lab.Pixels[i + 1] - 128;
            b += lab.Pixels[i + 2] - 128;
        }

        return (a / pixels, b / pixels);
    }
}
