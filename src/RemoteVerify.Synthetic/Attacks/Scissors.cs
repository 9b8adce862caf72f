using System.Numerics;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>Lines cut out of a print with scissors: short straight cuts near the outline, never exactly on it.</summary>
internal static class Scissors
{
    private const int Steps = 180;

    /// <summary>Along hair, cheeks and chin.</summary>
    public static CutOutline AlongHead(ShownPicture shown, CutOptions options) => Cut(shown, options, 2.02f, 1.92f, 1.34f);

    /// <summary>Along forehead, temples and chin.</summary>
    public static CutOutline AlongFace(ShownPicture shown, CutOptions options) => Cut(shown, options, 1.30f, 1.88f, 1.24f);

    // Extents in units of the pupil distance from the point between eyes and mouth's height.
    private static CutOutline Cut(ShownPicture shown, CutOptions options, float above, float below, float beside)
    {
        FacePoints points = shown.Truth.Points.Move(shown.PlaceOf);
        Vector2 eyes = (points.RightEye + points.LeftEye) / 2, mouth = (points.RightMouthCorner + points.LeftMouthCorner) / 2;
        float unit = options.PupilMillimetres;
        Vector2 down = Vector2.Normalize(mouth - eyes), across = new(-down.Y, down.X);
        Vector2 centre = eyes + (down * (0.3f * unit));
        float up = (above + 0.3f) * unit, low = (below - 0.3f) * unit, side = beside * unit;
        SeededGenerator draw = new(SeededGenerator.Mix(options.Seed, 3));
        float[] radii = new float[Steps];
        for (int i = 0; i < Steps; i++)
        {
            (float sin, float cos) = MathF.SinCos(MathF.Tau * i / Steps);
            Vector2 direction = new(cos, sin);
            float x = MathF.Abs(Vector2.Dot(direction, across)) / side, y = Vector2.Dot(direction, down);
            float end = y > 0 ? y / low : -y / up;
            // Rounder than an ellipse above, a little pointed below.
            float power = y > 0 ? 1.95f : 2.35f;
            float radius = MathF.Pow(MathF.Pow(x, power) + MathF.Pow(end, power), -1 / power);
            radii[i] = radius + options.RimMillimetres;
        }

        Waver(radii, options.Wobble, draw);
        Keep(radii, centre, shown.Half);
        return new(centre, radii, options.EyeHoles ? Holes(points, unit, draw) : []);
    }

    // Straight cuts between corners that lie a little off.
    private static void Waver(float[] radii, float wobble, SeededGenerator draw)
    {
        float[] smooth = (float[])radii.Clone();
        int at = 0;
        float from = 1 + (wobble * draw.NextBell()), first = from;
        while (at < Steps)
        {
            int length = Math.Min(Steps - at, 5 + draw.NextIndex(9));
            float to = at + length >= Steps ? first : 1 + (wobble * draw.NextBell());
            float begin = smooth[at] * from, end = smooth[(at + length) % Steps] * to;
            float angle = MathF.Tau * length / Steps;
            for (int k = 0; k < length; k++)
            {
                // A straight line between two corners, seen from the middle.
                float a = angle * k / length;
                radii[at + k] = begin * end * MathF.Sin(angle) / ((begin * MathF.Sin(a)) + (end * MathF.Sin(angle - a)));
            }

            (at, from) = (at + length, to);
        }
    }

    // Nothing can be cut from beyond the picture.
    private static void Keep(float[] radii, Vector2 centre, Vector2 half)
    {
        for (int i = 0; i < radii.Length; i++)
        {
            (float sin, float cos) = MathF.SinCos(MathF.Tau * i / radii.Length);
            float x = ((cos > 0 ? half.X : -half.X) - centre.X) / (MathF.Abs(cos) < 1e-5f ? 1e-5f : cos);
            float y = ((sin > 0 ? half.Y : -half.Y) - centre.Y) / (MathF.Abs(sin) < 1e-5f ? 1e-5f : sin);
            radii[i] = MathF.Max(1, MathF.Min(radii[i], MathF.Min(MathF.Abs(x), MathF.Abs(y))));
        }
    }

    private static (Vector2 Middle, Vector2 Half)[] Holes(FacePoints points, float unit, SeededGenerator draw)
    {
        Vector2 half = new(unit * draw.NextBetween(0.20f, 0.27f), unit * draw.NextBetween(0.11f, 0.17f));
        return [(points.RightEye, half), (points.LeftEye, half * draw.NextBetween(0.92f, 1.08f))];
    }
}
