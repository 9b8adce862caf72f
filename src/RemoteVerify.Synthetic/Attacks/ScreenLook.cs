using System.Numerics;
using System.Runtime.Intrinsics;
using RemoteVerify.Synthetic.People;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>
/// A lit screen behind glass. The coloured columns are waves that are read once per pixel, weakened by the pixel's width and
/// no more: so they beat with the camera's pixels as in life (moire), and disappear where they are much finer than a pixel.
/// </summary>
internal sealed class ScreenLook : SheetLook
{
    private readonly ShownPicture _picture;
    private readonly ScreenOptions _options;
    private readonly RectangleOutline _lit;
    private readonly WindowGlare _glare;
    private readonly Vector2 _litMiddle;
    private readonly Packet3 _white;
    private readonly float _column, _secondColumn, _row, _diagonal;
    private readonly float _bandPhase;
    private readonly int _height;

    /// <param name="picture">What is shown.</param>
    /// <param name="options">Kind of screen.</param>
    /// <param name="glare">Mirror image in the glass.</param>
    /// <param name="litMiddle">Middle of the lit part on the device.</param>
    /// <param name="view">How finely the camera looks.</param>
    public ScreenLook(ShownPicture picture, ScreenOptions options, WindowGlare glare, Vector2 litMiddle, ScreenView view)
    {
        (_picture, _options, _glare, _litMiddle, _height) = (picture, options, glare, litMiddle, view.Height);
        _lit = new(picture.Half, MathF.Max(0, options.CornerMillimetres - options.BezelMillimetres));
        _white = Packet3.Splat(options.White * options.Brightness);
        float cycles = view.PixelMillimetres / options.PitchMillimetres;
        // First two waves of a column that is lit over a third of its width, and of a row that is lit over five sixths.
        _column = options.PatternContrast * 1.65f * LeftOfWave(cycles, view.Aperture);
        _secondColumn = options.PatternContrast * 0.83f * LeftOfWave(2 * cycles, view.Aperture);
        _row = options.PatternContrast * 0.38f * LeftOfWave(cycles, view.Aperture);
        _diagonal = options.PatternContrast * 0.8f * LeftOfWave(0.5f * cycles, view.Aperture) * LeftOfWave(0.5f * cycles, view.Aperture);
        _bandPhase = view.BandPhase;
    }

    /// <summary>How finely the camera looks at a screen.</summary>
    /// <param name="PixelMillimetres">Millimetres of the screen that a pixel covers.</param>
    /// <param name="Aperture">Share of a pixel's width that measures.</param>
    /// <param name="Height">Rows of the picture.</param>
    /// <param name="BandPhase">Where the bands are at this moment, in bands.</param>
    internal readonly record struct ScreenView(float PixelMillimetres, float Aperture, int Height, float BandPhase);

    public override Packet3 Light(in SheetPatch patch, InstrumentLight light)
    {
        Lanes u = patch.U - Vector256.Create(_litMiddle.X), v = patch.V - Vector256.Create(_litMiddle.Y);
        Packet3 shown = _picture.At(u, v) * Pattern(u, v) * _white;
        float band = 1 - (_options.Banding * (0.5f + (0.5f * MathF.Sin(MathF.Tau * ((_options.Bands * patch.Row / _height) + _bandPhase)))));
        // Seen from the side a screen gets darker.
        Lanes side = LaneMath.Clamp(patch.Sight.Dot(patch.Normal) * -1, 0, 1);
        shown = (shown * (side * band)).Shift(_options.BlackLevel, _options.BlackLevel, 1.3f * _options.BlackLevel);
        Lanes edge = _lit.Distance(u, v);
        Packet3 bezel = Packet3.Splat(_options.BezelColour) * light.On(patch.Normal);
        Packet3 seen = Packet3.Mix(bezel, shown, Inside(edge, patch.PixelMillimetres));
        Lanes glare = _glare.At(patch);
        return seen + new Packet3(glare, glare, glare);
    }

    private Packet3 Pattern(Lanes u, Lanes v)
    {
        float over = 1 / _options.PitchMillimetres;
        u *= over;
        v *= over;
        if (_options.Layout == SubpixelLayout.Diamond)
        {
            Lanes a = LaneMath.Wave((u + v) * 0.5f), b = LaneMath.Wave((u - v) * 0.5f);
            Lanes diagonal = a * b * _diagonal, green = (LaneMath.Wave(u) + LaneMath.Wave(v)) * (0.4f * _column);
            return new(NotBelowZero(Lanes.One + diagonal), NotBelowZero(Lanes.One + green), NotBelowZero(Lanes.One - diagonal));
        }

        Lanes row = Lanes.One + (LaneMath.Wave(v) * _row);
        return new(Column(u) * row, Column(u - Vector256.Create(1f / 3)) * row, Column(u - Vector256.Create(2f / 3)) * row);
    }

    private Lanes Column(Lanes u) => NotBelowZero(Lanes.One + (LaneMath.Wave(u + Vector256.Create(0.25f)) * _column) + (LaneMath.Wave((u * 2) + Vector256.Create(0.25f)) * _secondColumn));

    private static Lanes NotBelowZero(Lanes x) => LaneMath.Max(x, 0);
}
