using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.AttackDetection;

/// <summary>
/// A sheet or a screen has straight edges on several sides of the face. Looks left, right, above and below for the most complete one,
/// tilted by up to about 11 degrees, and gives the second best of the four sides. Doors and shelves look alike: a cue, no proof.
/// </summary>
internal static class StraightBorderCue
{
    private const int WorkingSide = 192;
    private const float RegionShare = 3.2f;
    private const int MinimumStep = 10;

    // An edge must go on beyond the face by this share of it: shoulders and hair end sooner.
    private const float LengthShare = 0.6f;
    private static readonly float[] Slopes = [-0.2f, -0.15f, -0.1f, -0.05f, 0, 0.05f, 0.1f, 0.15f, 0.2f];

    public static float Measure(GreyImage grey, FaceBox box)
    {
        float reach = RegionShare * Math.Max(box.Width, box.Height) / 2;
        int left = (int)Math.Clamp(box.CentreX - reach, 0, grey.WidthPixels - 1);
        int top = (int)Math.Clamp(box.CentreY - reach, 0, grey.HeightPixels - 1);
        int right = (int)Math.Clamp(box.CentreX + reach, left + 1, grey.WidthPixels);
        int bottom = (int)Math.Clamp(box.CentreY + reach, top + 1, grey.HeightPixels);
        using GreyImage region = ImageOperations.Crop(grey, left, top, right - left, bottom - top);
        float scaleX = (float)WorkingSide / region.WidthPixels;
        float scaleY = (float)WorkingSide / region.HeightPixels;
        using GreyImage small = ImageOperations.Resize(region, WorkingSide, WorkingSide, Interpolation.Area);
        FaceBox inside = new((box.X - left) * scaleX, (box.Y - top) * scaleY, box.Width * scaleX, box.Height * scaleY);
        float[] sides =
        [
            .. Sides(small.Pixels, 1, WorkingSide, inside.X, inside.X + inside.Width, inside.Y, inside.Y + inside.Height),
            .. Sides(small.Pixels, WorkingSide, 1, inside.Y, inside.Y + inside.Height, inside.X, inside.X + inside.Width),
        ];
        Array.Sort(sides);
        return sides[^2];
    }

    // Seen along one axis: `across` steps over a border, `along` follows it. Coverage is taken over the length of the face and somewhat more.
    private static float[] Sides(ReadOnlySpan<byte> pixels, int across, int along, float faceFirst, float faceLast, float lengthFirst, float lengthLast)
    {
        float extra = LengthShare * (lengthLast - lengthFirst) / 2;
        int from = (int)Math.Clamp(lengthFirst - extra, 0, WorkingSide - 1);
        int to = (int)Math.Clamp(lengthLast + extra, from + 1, WorkingSide);
        float[] best = new float[2];
        foreach (float slope in Slopes)
        {
            for (int start = 2; start < WorkingSide - 3; start++)
            {
                bool before = start < faceFirst;
                if (before || start > faceLast)
                {
                    float coverage = Coverage(pixels, across, along, start, slope, from, to);
                    best[before ? 0 : 1] = Math.Max(best[before ? 0 : 1], coverage);
                }
            }
        }

        return best;
    }

    private static float Coverage(ReadOnlySpan<byte> pixels, int across, int along, int start, float slope, int from, int to)
    {
        int signs = 0;
        float middle = (from + to) / 2f;
        for (int i = from; i < to; i++)
        {
            int at = (int)MathF.Round(start + (slope * (i - middle)));
            if (at < 1 || at >= WorkingSide - 1)
            {
                continue;
            }

            int centre = (at * across) + (i * along);
            int step = pixels[centre + across] - pixels[centre - across];
            signs += step > MinimumStep ? 1 : step < -MinimumStep ? -1 : 0;
        }

        return (float)Math.Abs(signs) / (to - from);
    }
}
