using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Quality;

/// <summary>
/// ISO/IEC 29794-5:2025 has a random forest over edge statistics, which is not published with the standard. Ours: spread of the
/// Laplacian over spread of the luminance on the face brought to one size, so that neither size nor contrast decides.
/// </summary>
internal sealed class Sharpness : IQualityComponent
{
    public string Name => nameof(Sharpness);

    public QualityBasis Basis => QualityBasis.OwnMeasure;

    public double Measure(QualityInput input)
    {
        using Image aligned = FaceAligner.Crop112.Align(input.Image, input.Face.Points);
        using GreyImage whole = ImageOperations.ToGrey(aligned);

        // The inner face, without hair and background.
        using GreyImage inner = ImageOperations.Crop(whole, 26, 36, 60, 66);
        double spread = Spread(inner);
        return spread < 1 ? 0 : ImageOperations.Laplacian(inner, 1).Deviation / spread;
    }

    public double Map(double raw) => 100 * Mapping.Sigmoid(raw, 0.2, 0.05);

    private static double Spread(GreyImage image)
    {
        double sum = 0;
        double squares = 0;
        foreach (byte value in image.Pixels)
        {
            sum += value;
            squares += value * value;
        }

        double mean = sum / image.Pixels.Length;
        return Math.Sqrt(Math.Max(0, (squares / image.Pixels.Length) - (mean * mean)));
    }
}
