using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.AttackDetection;

/// <summary>
/// Skin photographed once keeps grain down to the single pixel; photographed twice it was blurred twice, so that the finest octave holds
/// less against the next. A camera that is out of focus or denoises does the same: a cue, no proof.
/// </summary>
internal static class FineDetailCue
{
    private const float Share = 0.8f;
    private const int MinimumSide = 64;

    public static float? Measure(GreyImage grey, FaceBox box)
    {
        CueRegion region = CueRegion.Of(box, Share, grey.WidthPixels, grey.HeightPixels);
        if (Math.Min(region.Width, region.Height) < MinimumSide)
        {
            return null;
        }

        using GreyImage fine = region.CutFrom(grey);
        using GreyImage coarse = ImageOperations.Resize(fine, region.Width / 2, region.Height / 2, Interpolation.Area);
        double ratio = (Detail(fine) + 0.1) / (Detail(coarse) + 0.1);
        return (float)Math.Log(ratio);
    }

    private static double Detail(GreyImage image) => ImageOperations.Laplacian(image, 1).MeanMagnitude;
}
