using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.AttackDetection;

/// <summary>
/// A living face is what its camera is focused on. A picture of a face was blurred once when it was taken, and the paper or screen
/// round it was not: the face is then less sharp than its surroundings. A busy room behind a living face looks alike: a cue, no proof.
/// </summary>
internal static class FocusCue
{
    private const float InnerShare = 0.85f;
    private const float OuterShare = 2.2f;
    private const int Kernel = 3;

    public static float Measure(GreyImage grey, FaceBox box)
    {
        CueRegion inner = CueRegion.Of(box, InnerShare, grey.WidthPixels, grey.HeightPixels);
        CueRegion outer = CueRegion.Of(box, OuterShare, grey.WidthPixels, grey.HeightPixels);
        int ring = outer.Area - inner.Area;
        if (ring <= 0)
        {
            return 0;
        }

        double face = Gradient(grey, inner);
        double around = ((Gradient(grey, outer) * outer.Area) - (face * inner.Area)) / ring;
        return (float)Math.Log((face + 1) / (Math.Max(0, around) + 1));
    }

    private static double Gradient(GreyImage grey, CueRegion region)
    {
        using GreyImage cut = region.CutFrom(grey);
        return ImageOperations.Gradient(cut, Kernel).Mean;
    }
}
