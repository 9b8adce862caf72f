using System.Numerics;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.People;

/// <summary>The colour of the face: blood, unevenness, brows, lashes, lips, beard, moles and what age leaves.</summary>
internal sealed class SkinColour(Scene scene)
{
    private readonly PersonParameters _person = scene.Person;
    private readonly FaceMeasures _face = scene.Face;

    /// <summary>Colour and shine at points of the skin.</summary>
    /// <param name="room">The points in room space.</param>
    /// <param name="normal">Smooth normal, in room space.</param>
    public SurfaceLook At(in Packet3 room, in Packet3 normal)
    {
        Packet3 h = scene.Head.Skew(scene.ToHead(room));
        Lanes side = Vector256.Abs(h.X);
        Lanes front = LaneMath.Step(0.20f, 0.40f, h.Z);
        float seed = _person.TextureSeed % 997;
        Lanes coarse = Noise.Layered((h * 6).Shift(seed, 0, 0));
        Packet3 fineBump = Bumps(h, seed);
        Packet3 colour = Packet3.Splat(_person.SkinColour) * (Vector256<float>.One + ((coarse - Vector256.Create(0.47f)) * (0.35f * _person.SkinUnevenness)));
        colour = Blood(colour, h, side, front, coarse);
        colour = Age(colour, h, side, front);
        colour = Beard(colour, h, side, front);
        colour = Eyes(colour, h, side, front);
        colour = Brows(colour, h, side, front);
        colour = Packet3.Mix(colour, Packet3.Splat((HairTone() * 1.1f) + new Vector3(0.010f)), scene.Hair.Roots(h));
        foreach (Mole mole in _person.Moles)
        {
            Lanes r = Vector256.Sqrt(LaneMath.Square(h.X - Vector256.Create(mole.X)) + LaneMath.Square(h.Y - Vector256.Create(mole.Y)));
            colour = Packet3.Mix(colour, Packet3.Splat(0.06f, 0.03f, 0.022f), LaneMath.Step(mole.Radius * 1.3f, mole.Radius * 0.6f, r) * front * 0.85f);
        }

        if (_person.Freckles > 0)
        {
            Lanes spots = LaneMath.Step(0.66f, 0.80f, Noise.At((h * 30).Shift(0, seed, 0))) * LaneMath.Step(0.62f, 0.1f, Vector256.Abs(h.Y + Vector256.Create(0.12f))) * front;
            colour = Packet3.Mix(colour, colour * Packet3.Splat(0.70f, 0.56f, 0.46f), spots * _person.Freckles);
        }

        Lanes shine = Vector256.Create(0.13f) + (LaneMath.Bump(side * 3.5f) * 0.08f);
        Lanes gloss = Vector256.Create(16f);
        (colour, Lanes lip) = Lips(colour, h, front, coarse);
        shine += lip * 0.14f;
        gloss += lip * 20f;
        (colour, shine) = InsideMouth(colour, shine, h);
        return new(colour, (normal + fineBump).Normalise(), shine, gloss);
    }

    // Pores, and lines across the forehead.
    private Packet3 Bumps(in Packet3 h, float seed)
    {
        Packet3 fine = (h * 42).Shift(seed, 3, 1);
        Lanes a = Noise.At(fine) - Vector256.Create(0.5f), b = Noise.At(fine * 1.9f) - Vector256.Create(0.5f);
        Lanes lines = Lanes.Zero;
        if (_person.ForeheadLines > 0)
        {
            Lanes wavy = (h.Y * 9.5f) + (LaneMath.Square(h.X) * 2.2f) + (Noise.At(h.Shift(seed, 0, 0) * 3) * 0.5f);
            lines = LaneMath.Wave(wavy) * LaneMath.Step(0.34f, 0.42f, h.Y) * LaneMath.Step(0.66f, 0.56f, h.Y) * LaneMath.Step(0.5f, 0.2f, Vector256.Abs(h.X)) * (0.28f * _person.ForeheadLines);
        }

        return new((a + b) * 0.15f, (b * 0.22f) + lines, a * 0.09f);
    }

    private static Packet3 Blood(in Packet3 colour, in Packet3 h, Lanes side, Lanes front, Lanes coarse)
    {
        Lanes cheek = LaneMath.Bump(Vector256.Sqrt(LaneMath.Square(side - Vector256.Create(0.35f)) + LaneMath.Square(h.Y + Vector256.Create(0.24f))) * 2.6f);
        Lanes nose = LaneMath.Bump(Vector256.Sqrt(LaneMath.Square(h.X) + LaneMath.Square(h.Y + Vector256.Create(0.28f))) * 4.2f);
        Lanes ear = LaneMath.Step(0.64f, 0.74f, side);
        Lanes red = LaneMath.Clamp(((cheek * 0.65f) + (nose * 0.5f)) * front * (coarse + Vector256.Create(0.5f)), 0, 1);
        return Packet3.Mix(colour, colour * Packet3.Splat(1.12f, 0.84f, 0.80f), LaneMath.Clamp(red + (ear * 0.6f), 0, 1));
    }

    private Packet3 Age(Packet3 colour, in Packet3 h, Lanes side, Lanes front)
    {
        Lanes bagY = h.Y - Vector256.Create(_face.Eye.Y - 0.125f) + (LaneMath.Square(side - Vector256.Create(_face.Eye.X)) * -1.1f);
        Lanes bag = LaneMath.Bump(bagY * 15) * LaneMath.Bump((side - Vector256.Create(_face.Eye.X)) * 5.2f) * front;
        colour = Packet3.Mix(colour, colour * Packet3.Splat(0.62f, 0.52f, 0.52f), bag * _person.EyeBags);
        if (_person.CheekFolds > 0)
        {
            Lanes along = LaneMath.Clamp((Vector256.Create(_face.NoseTip.Y - 0.03f) - h.Y) * (1 / (_face.NoseTip.Y - _face.MouthY)), 0, 1.25f);
            Lanes off = side - Vector256.Create(0.165f * _person.NoseWidth) - (along * (_face.MouthHalfWidth - 0.10f));
            Lanes fold = LaneMath.Bump(off * 20) * LaneMath.Step(0, 0.2f, along) * LaneMath.Step(1.25f, 0.95f, along) * front;
            colour = Packet3.Mix(colour, colour * Packet3.Splat(0.84f, 0.74f, 0.71f), fold * LaneMath.Min(Vector256.Create(_person.CheekFolds), 1));
        }

        return colour;
    }

    private Packet3 Beard(in Packet3 colour, in Packet3 h, Lanes side, Lanes front)
    {
        if (_person.Beard <= 0 && _person.Moustache <= 0)
        {
            return colour;
        }

        Lanes stubble = Noise.At(new((h.X * 70), h.Y * 40, h.Z * 70)) * 0.5f;
        float mouth = _face.MouthY;
        Lanes lower = LaneMath.Step(mouth + 0.16f, mouth - 0.06f, h.Y - (LaneMath.Max(side - Vector256.Create(0.38f), 0) * 0.9f));
        Lanes chin = LaneMath.Step(mouth - 0.07f, mouth - 0.13f, h.Y);
        Lanes beard = LaneMath.Max(lower * LaneMath.Step(0.22f, 0.34f, side), chin) * LaneMath.Step(-0.15f, 0.05f, h.Z);
        Lanes moustache = LaneMath.Step(_face.MouthHalfWidth + 0.05f, _face.MouthHalfWidth - 0.05f, side)
            * LaneMath.Step(_face.NoseTip.Y - 0.10f, _face.NoseTip.Y - 0.14f, h.Y) * LaneMath.Step(mouth - 0.01f, mouth + 0.03f, h.Y) * front;
        Lanes share = LaneMath.Clamp(LaneMath.Max(beard * _person.Beard, moustache * _person.Moustache) * (stubble + Vector256.Create(0.6f)), 0, 1);
        return Packet3.Mix(colour, Packet3.Splat((HairTone() * 1.4f) + new Vector3(0.02f)), share);
    }

    private const float BrowHalfLength = 0.185f;

    /// <summary>A place in the middle of the subject's left brow, seen from the front; -1 is the inner end, 1 the outer one.</summary>
    public static Vector2 BrowAt(PersonParameters person, FaceMeasures face, float along) => new(
        face.Eye.X - 0.005f + person.BrowGap + (along * BrowHalfLength * person.BrowLength),
        face.Eye.Y + 0.195f + person.BrowHeight + ((1 - (along * along)) * 0.032f * person.BrowArch) + (along * person.BrowTilt));

    private Packet3 Brows(in Packet3 colour, in Packet3 h, Lanes side, Lanes front)
    {
        float length = BrowHalfLength * _person.BrowLength;
        float middle = _face.Eye.X - 0.005f + _person.BrowGap;
        Lanes along = (side - Vector256.Create(middle)) * (1 / length);
        Lanes height = Vector256.Create(_face.Eye.Y + 0.195f + _person.BrowHeight)
            + ((Vector256<float>.One - (along * along)) * (0.032f * _person.BrowArch)) + (along * _person.BrowTilt);
        Lanes thickness = (LaneMath.From(1, LaneMath.Max(along, 0) * 0.45f)) * (0.036f * _person.BrowThickness);
        Lanes across = Vector256.Abs(h.Y - height) / thickness;
        Lanes inside = LaneMath.Step(1.05f, 0.80f, Vector256.Abs(along)) * LaneMath.Step(1.0f, 0.40f, across) * front;
        Lanes hairs = Noise.At(new((h.X * 110) + ((h.Y - height) * 90), h.Y * 34, h.Z * 20));
        Lanes share = LaneMath.Clamp(inside * (Vector256.Create(0.55f) + (hairs * 0.7f)) * _person.BrowDensity, 0, 1);
        return Packet3.Mix(colour, Packet3.Splat((HairTone() * 1.2f) + new Vector3(0.012f, 0.009f, 0.007f)), share);
    }

    // Shadow in the socket, lash line, crease, moist inner corner.
    private Packet3 Eyes(Packet3 colour, in Packet3 h, Lanes side, Lanes front)
    {
        Packet3 q = new(side, h.Y, h.Z);
        Packet3 local = scene.Head.Eyes.Local(q);
        Lanes socket = LaneMath.Bump(Vector256.Sqrt(LaneMath.Square(local.X * 3.6f) + LaneMath.Square(local.Y * 5.2f)));
        colour = Packet3.Mix(colour, colour * Packet3.Splat(0.80f, 0.72f, 0.72f), socket * front * 0.6f);
        (Lanes upper, Lanes lower) = scene.Head.Eyes.Edges(q);
        Lanes within = LaneMath.Step(1.16f, 0.98f, Vector256.Abs(local.X) * (1 / _face.EyeHalfWidth)) * LaneMath.Step(_face.Eye.Z - 0.02f, _face.Eye.Z + 0.06f, h.Z);
        Lanes lash = LaneMath.Step(0.019f, 0.007f, Vector256.Abs(local.Y - upper - Vector256.Create(0.006f)));
        colour = Packet3.Mix(colour, Packet3.Splat(0.016f, 0.012f, 0.010f), lash * within * 0.92f);
        Lanes lowerLash = LaneMath.Step(0.012f, 0.003f, Vector256.Abs(local.Y - lower + Vector256.Create(0.004f)));
        colour = Packet3.Mix(colour, colour * Packet3.Splat(0.50f, 0.42f, 0.40f), lowerLash * within * 0.75f);
        Lanes crease = LaneMath.Bump((local.Y - upper - Vector256.Create(0.034f + (0.014f * _person.LidCrease))) * 75);
        return Packet3.Mix(colour, colour * Packet3.Splat(0.62f, 0.52f, 0.50f), crease * within * (_person.LidCrease * (1 - _face.Blink)));
    }

    private (Packet3 Colour, Lanes Share) Lips(in Packet3 colour, in Packet3 h, Lanes front, Lanes coarse)
    {
        Lanes inside = LaneMath.Step(1.02f, 0.94f, Vector256.Abs(h.X) * (1 / _face.MouthHalfWidth)) * front;
        (Lanes upper, Lanes lower) = scene.Head.LipBorders(h.X);
        Lanes share = inside * LaneMath.Step(0.012f, -0.008f, h.Y - upper) * LaneMath.Step(0.014f, -0.010f, lower - h.Y);
        Vector3 skin = _person.SkinColour;
        Vector3 tone = Vector3.Lerp(skin * new Vector3(0.92f, 0.66f, 0.66f), new Vector3(0.50f, 0.12f, 0.13f), 0.25f + (0.6f * _person.LipColour));
        Packet3 red = Packet3.Splat(tone) * (Vector256.Create(0.75f) + (coarse * 0.5f));
        Packet3 result = Packet3.Mix(colour, red, share * 0.85f);
        Lanes slit = Vector256.Abs(h.Y - scene.Head.LipLine(h.X));
        Lanes dark = LaneMath.Step(0.013f, 0.002f, slit) * inside * Math.Clamp(1 - (8 * _face.Open), 0, 1);
        return (Packet3.Mix(result, Packet3.Splat(0.10f, 0.035f, 0.032f), dark * 0.85f), share);
    }

    private (Packet3 Colour, Lanes Shine) InsideMouth(in Packet3 colour, Lanes shine, in Packet3 h)
    {
        if (_face.Open < 0.08f)
        {
            return (colour, shine);
        }

        Lanes t = h.X * (1 / _face.MouthHalfWidth);
        Lanes gap = LaneMath.Max(LaneMath.From(1, t * t), 0) * _face.MouthGap;
        Lanes y = h.Y - (scene.Head.LipLine(h.X) - (gap * 0.6f));
        Lanes deep = LaneMath.Step(0.655f, 0.625f, h.Z + (h.X * h.X)) * LaneMath.Step(0.3f, 0.45f, h.Z) * LaneMath.Step(1.05f, 0.95f, Vector256.Abs(y) / LaneMath.Max(gap, 1e-4f));
        Lanes teeth = LaneMath.Step(-0.35f, 0.0f, y / LaneMath.Max(gap, 1e-4f));
        Lanes seams = LaneMath.Step(0.10f, 0.0f, Vector256.Abs(LaneMath.Wave(h.X * 9)));
        Packet3 tooth = Packet3.Splat(0.62f, 0.58f, 0.50f) * (Vector256<float>.One - (seams * 0.35f));
        Packet3 inside = Packet3.Mix(Packet3.Splat(0.14f, 0.035f, 0.035f), tooth, teeth);
        return (Packet3.Mix(colour, inside, deep), shine + (deep * 0.1f));
    }

    private Vector3 HairTone() => Vector3.Lerp(_person.HairColour, new(0.42f, 0.41f, 0.40f), _person.GreyHair * 0.6f);
}
