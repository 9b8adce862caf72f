using System.Numerics;
using System.Runtime.Intrinsics;
using RemoteVerify.Synthetic.People;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>Ink on paper: faded colours, dots or grain, worn folds, and the gloss of photo paper.</summary>
internal sealed class PaperLook : SheetLook
{
    private readonly ShownPicture _picture;
    private readonly PrintOptions _options;
    private readonly RectangleOutline _printed;
    private readonly WindowGlare _glare;
    private readonly Vector2 _fold;
    private readonly float _dots;
    private readonly float _grainMillimetres;
    private readonly float _grain;

    /// <param name="picture">What is printed.</param>
    /// <param name="options">Printer and paper.</param>
    /// <param name="glare">Mirror image on the gloss.</param>
    /// <param name="pixelMillimetres">Millimetres of the sheet that a pixel covers.</param>
    /// <param name="aperture">Share of a pixel's width that measures.</param>
    public PaperLook(ShownPicture picture, PrintOptions options, WindowGlare glare, float pixelMillimetres, float aperture)
    {
        (_picture, _options, _glare) = (picture, options, glare);
        _printed = new(picture.Half, 0);
        float fold = options.FoldDegrees * MathF.PI / 180;
        _fold = new(MathF.Cos(fold), MathF.Sin(fold));
        _dots = options.DotMillimetres > 0 ? options.DotContrast * LeftOfWave(pixelMillimetres / options.DotMillimetres, aperture) : 0;
        // Drops finer than a pixel average out.
        const float drop = 0.25f;
        _grainMillimetres = MathF.Max(drop, 0.8f * pixelMillimetres);
        _grain = options.Grain * MathF.Min(1, 2.2f * drop / pixelMillimetres);
    }

    public override Packet3 Light(in SheetPatch patch, InstrumentLight light)
    {
        Packet3 paper = Packet3.Splat(_options.Paper) * (Vector256.Create(0.97f) + (Noise.At(new(patch.U * 0.06f, patch.V * 0.06f, Lanes.Zero)) * 0.05f));
        Packet3 seen = Packet3.Mix(paper, Ink(patch, paper), Inside(_printed.Distance(patch.U, patch.V), patch.PixelMillimetres));
        seen = Worn(patch, seen, paper);
        Lanes glare = _glare.At(patch);
        return (seen * light.On(patch.Normal)) + new Packet3(glare, glare, glare);
    }

    private Packet3 Ink(in SheetPatch patch, in Packet3 paper)
    {
        Packet3 colour = _picture.At(patch.U, patch.V);
        Lanes grey = (colour.X * 0.3f) + (colour.Y * 0.6f) + (colour.Z * 0.1f);
        colour = Packet3.Mix(new(grey, grey, grey), colour, Vector256.Create(_options.InkSaturation));
        if (_grain > 0)
        {
            Packet3 at = new(patch.U * (1 / _grainMillimetres), patch.V * (1 / _grainMillimetres), Lanes.Zero);
            Lanes drops = (Noise.At(at) - Vector256.Create(0.5f)) * (1.6f * _grain);
            // Most grain is in the middle tones; each ink has its own.
            Lanes middle = LaneMath.Max(grey * (Lanes.One - grey), 0.02f) * 4;
            Lanes other = (Noise.At(at.Shift(31.7f, 9.2f, 3.5f)) - Vector256.Create(0.5f)) * _grain;
            colour = new(colour.X + ((drops + other) * middle * colour.X), colour.Y + (drops * middle * colour.Y), colour.Z + ((drops - other) * middle * colour.Z));
        }

        if (_options.Stripes > 0)
        {
            Lanes stripe = Noise.At(new(Lanes.Zero, patch.V * 0.7f, Lanes.Zero)) - Vector256.Create(0.5f);
            colour *= Lanes.One + (stripe * (4 * _options.Stripes));
        }

        colour = new(Dots(colour.X, patch, _options.DotDegrees.X), Dots(colour.Y, patch, _options.DotDegrees.Y), Dots(colour.Z, patch, _options.DotDegrees.Z));
        Packet3 reflected = (colour * Packet3.Splat(_options.InkCast) * (1 - _options.InkFloor)).Shift(_options.InkFloor, _options.InkFloor, _options.InkFloor);
        return new(LaneMath.Min(reflected.X, paper.X), LaneMath.Min(reflected.Y, paper.Y), LaneMath.Min(reflected.Z, paper.Z));
    }

    // A screen of dots turned by an angle of its own for each ink; strongest in the middle tones, and the mean tone stays.
    private Lanes Dots(Lanes tone, in SheetPatch patch, float degrees)
    {
        if (MathF.Abs(_dots) < 0.003f)
        {
            return tone;
        }

        (float sin, float cos) = MathF.SinCos(degrees * MathF.PI / 180);
        float over = 1 / _options.DotMillimetres;
        Lanes u = ((patch.U * cos) + (patch.V * sin)) * over, v = ((patch.V * cos) - (patch.U * sin)) * over;
        Lanes screen = (LaneMath.Wave(u) + LaneMath.Wave(v)) * 0.5f;
        return tone + (screen * LaneMath.Max(LaneMath.Min(tone, LaneMath.From(1, tone)), 0) * (2 * _dots));
    }

    // Along a fold the ink is rubbed off in places.
    private Packet3 Worn(in SheetPatch patch, in Packet3 colour, in Packet3 paper)
    {
        if (_options.Fold == 0)
        {
            return colour;
        }

        Lanes away = (patch.U * _fold.X) + (patch.V * _fold.Y) - Vector256.Create(_options.FoldAtMillimetres);
        float half = MathF.Max(0.5f, patch.PixelMillimetres);
        Lanes rubbed = LaneMath.Bump(away * (1 / half)) * LaneMath.Step(0.3f, 0.75f, Noise.At(new(patch.U * 0.5f, patch.V * 0.5f, Lanes.Zero)));
        return Packet3.Mix(colour, paper, rubbed * (0.55f * MathF.Min(1, 0.5f / half)));
    }
}
