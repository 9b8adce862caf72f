using System.Numerics;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Tests.Attacks;

/// <summary>A grey picture with a green disc at the right eye and nothing else, so that the place can be found again whatever shows it.</summary>
internal static class MarkedPicture
{
    private const int Radius = 9;

    public static RenderedFrame Make()
    {
        FacePoints points = new(new(118, 175), new(182, 175), new(150, 212), new(126, 246), new(174, 246));
        byte[] pixels = new byte[300 * 400 * 3];
        Array.Fill(pixels, (byte)150);
        for (int i = 0; i < pixels.Length; i += 3)
        {
            Vector2 at = new((i / 3 % 300) + 0.5f, (i / 900) + 0.5f);
            if (Vector2.Distance(at, points.RightEye) <= Radius)
            {
                (pixels[i], pixels[i + 1], pixels[i + 2]) = (20, 220, 20);
            }
        }

        return new(300, 400, pixels, new(points, HeadState.Neutral));
    }

    /// <summary>Middle of what is much greener than red and blue, in pixels; not a number where nothing is.</summary>
    public static Vector2 Find(RenderedFrame frame)
    {
        Vector2 sum = default;
        int found = 0;
        for (int i = 0; i < frame.Pixels.Length; i += 3)
        {
            if (IsGreen(frame, i))
            {
                sum += new Vector2((i / 3 % frame.WidthPixels) + 0.5f, (i / (3 * frame.WidthPixels)) + 0.5f);
                found++;
            }
        }

        return sum / found;
    }

    /// <summary>Whether the mark is seen at a place.</summary>
    public static bool IsAt(RenderedFrame frame, Vector2 place) => IsGreen(frame, 3 * (((int)place.Y * frame.WidthPixels) + (int)place.X));

    private static bool IsGreen(RenderedFrame frame, int i) => frame.Pixels[i + 1] - Math.Max(frame.Pixels[i], frame.Pixels[i + 2]) > 35;
}
