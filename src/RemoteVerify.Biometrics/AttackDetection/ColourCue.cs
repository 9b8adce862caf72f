using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.AttackDetection;

/// <summary>
/// Two measures of colour on the face: how far its chroma reaches round its own mean (lips, shade and blood against cheeks; prints
/// fade), and how blue it is relative to its surroundings (the light of a screen). Neither looks at how dark a skin is, and both are
/// relative to the picture's own colours, because a camera's white balance shifts all of them.
/// </summary>
internal static class ColourCue
{
    private const float InnerShare = 0.8f;
    private const float OuterShare = 2.2f;
    private const int Side = 48;

    public static (float Range, float BlueShift) Measure(Image image, FaceBox box)
    {
        CueRegion inner = CueRegion.Of(box, InnerShare, image.WidthPixels, image.HeightPixels);
        CueRegion outer = CueRegion.Of(box, OuterShare, image.WidthPixels, image.HeightPixels);
        Chroma face = Read(image, inner);
        Chroma all = Read(image, outer);
        double share = (double)inner.Area / outer.Area;
        double around = share >= 1 ? face.BlueOverRed : (all.BlueOverRed - (share * face.BlueOverRed)) / (1 - share);
        return ((float)face.Spread, (float)(face.BlueOverRed - around));
    }

    private static Chroma Read(Image image, CueRegion region)
    {
        using Image cut = region.CutFrom(image);
        using Image small = ImageOperations.Resize(cut, Side, Side, Interpolation.Area);
        Span<byte> p = small.Pixels;
        double blue = 0, red = 0, squares = 0;
        for (int i = 0; i < p.Length; i += 3)
        {
            // Colour differences of ITU-R BT.601 without their offset.
            double luminance = (0.114 * p[i]) + (0.587 * p[i + 1]) + (0.299 * p[i + 2]);
            double b = 0.564 * (p[i] - luminance);
            double r = 0.713 * (p[i + 2] - luminance);
            blue += b;
            red += r;
            squares += (b * b) + (r * r);
        }

        double count = Side * Side;
        blue /= count;
        red /= count;
        return new Chroma(blue - red, Math.Sqrt(Math.Max(0, (squares / count) - (blue * blue) - (red * red))));
    }

    private readonly record struct Chroma(double BlueOverRed, double Spread);
}
