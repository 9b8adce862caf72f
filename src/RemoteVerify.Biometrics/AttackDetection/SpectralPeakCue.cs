using System.Buffers;
using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.AttackDetection;

/// <summary>
/// Halftone dots and the beat of two pixel grids (moire) are periodic, skin is not: they stand out as single points of the spectrum.
/// Taken at the picture's own resolution, as scaling would move or remove them.
/// </summary>
internal static class SpectralPeakCue
{
    private const int MinimumSide = 96;
    private const int MaximumSide = 256;

    // Below this the face's own shapes live; in cycles per pixel.
    private const float LowestFrequency = 0.12f;
    private const float HighestFrequency = 0.49f;

    // The 8-pixel blocks of JPEG show on the axes and at multiples of 1/8 cycle per pixel: both are left out.
    private const int AxisMargin = 3;
    private const float BlockMargin = 1.6f;

    public static float? Measure(GreyImage grey, FaceBox box)
    {
        int side = (int)Math.Min(MaximumSide, Math.Min(box.Width, box.Height));
        side = Math.Min(side, Math.Min(grey.WidthPixels, grey.HeightPixels)) & ~1;
        if (side < MinimumSide)
        {
            return null;
        }

        int left = Math.Clamp((int)(box.CentreX - (side / 2f)), 0, grey.WidthPixels - side);
        int top = Math.Clamp((int)(box.CentreY - (side / 2f)), 0, grey.HeightPixels - side);
        using GreyImage crop = ImageOperations.Crop(grey, left, top, side, side);
        float[] spectrum = ArrayPool<float>.Shared.Rent(side * side);
        try
        {
            ImageOperations.Spectrum(crop, spectrum.AsSpan(0, side * side));
            return Peak(spectrum, side);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(spectrum, clearArray: true);
        }
    }

    private static float Peak(ReadOnlySpan<float> spectrum, int side)
    {
        int half = side / 2;
        List<float>[] rings = new List<float>[half + 1];
        for (int y = 0; y < half; y++)
        {
            // The lower half of the plane repeats the upper one.
            for (int x = 0; x < side; x++)
            {
                int ring = Ring(x - half, y - half);
                if (Counts(x - half, y - half, ring, side))
                {
                    (rings[ring] ??= []).Add(spectrum[(y * side) + x]);
                }
            }
        }

        float peak = 0;
        foreach (List<float>? ring in rings)
        {
            if (ring is { Count: >= 16 })
            {
                ring.Sort();
                peak = Math.Max(peak, ring[^1] - ring[ring.Count / 2]);
            }
        }

        return peak;
    }

    private static bool Counts(int x, int y, int ring, int side) =>
        Math.Abs(x) > AxisMargin && Math.Abs(y) > AxisMargin && ring >= LowestFrequency * side && ring <= HighestFrequency * side
        && !(FromBlockGrid(x, side) < BlockMargin && FromBlockGrid(y, side) < BlockMargin);

    private static float FromBlockGrid(int bin, int side)
    {
        float step = side / 8f;
        return Math.Abs(bin - (MathF.Round(bin / step) * step));
    }

    private static int Ring(int x, int y) => (int)Math.Round(Math.Sqrt((x * x) + (y * y)));
}
