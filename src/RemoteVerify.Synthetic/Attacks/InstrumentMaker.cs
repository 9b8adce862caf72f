using System.Numerics;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>Puts instruments together from a picture and options.</summary>
internal static class InstrumentMaker
{
    private const float Radian = MathF.PI / 180;

    /// <summary>A sheet in the hand.</summary>
    public static Instrument Print(RenderedFrame picture, PrintOptions options, Sighting sighting)
    {
        Vector2 half = Turned(options.PaperMillimetres, picture.WidthPixels > picture.HeightPixels && options.Tightness < 0.5f) / 2;
        ShownPicture shown = new(picture, half - new Vector2(options.BorderMillimetres), options.Tightness);
        return Paper(shown, options, Bent(options, 0), new RectangleOutline(half, 0), sighting);
    }

    /// <summary>A device.</summary>
    public static Instrument Screen(RenderedFrame picture, ScreenOptions options, Sighting sighting)
    {
        Vector2 lit = options.Turns ? Turned(options.LitMillimetres, picture.WidthPixels > picture.HeightPixels && options.Tightness < 0.5f) : options.LitMillimetres;
        ShownPicture shown = new(picture, lit / 2, options.Tightness);
        Vector2 half = (lit / 2) + new Vector2(options.BezelMillimetres, options.BezelMillimetres + (options.ChinMillimetres / 2));
        Vector2 middle = new(0, options.ChinMillimetres / 2);
        FlatShape shape = new();
        Placement start = Instrument.Hold(sighting.Start, shown.PupilMillimetres, sighting.Width, sighting.Height);
        float pixel = start.MillimetresPerPixel(Vector3.Zero);
        shown.Soften(pixel);
        ScreenLook.ScreenView view = new(pixel, sighting.Aperture, sighting.Height, 7.3f * (float)sighting.At.TotalSeconds);
        ScreenLook look = new(shown, options, new(options.Glare, shape, start, half), middle, view);
        return new(shape, new RectangleOutline(half, options.CornerMillimetres), look, shown, middle, options.Hands)
        {
            Lift = options.White * (0.12f * options.Brightness),
        };
    }

    /// <summary>A print cut along the head.</summary>
    public static Instrument CutOut(RenderedFrame picture, CutOptions options, Sighting sighting)
    {
        ShownPicture shown = AtSize(picture, options);
        CutOutline outline = Scissors.AlongHead(shown, options);
        Instrument cut = Paper(shown, options.Print, Bent(options.Print, FaceAt(shown).X), outline, sighting);
        // The hand holds the lower end of what is left.
        return options.Worn ? cut with { ShadowMillimetres = 8 } : cut;
    }

    /// <summary>A print of the face, bent round a head.</summary>
    public static Instrument Mask(RenderedFrame picture, CutOptions options, Sighting sighting)
    {
        ShownPicture shown = AtSize(picture, options);
        BentShape shape = new(1 / options.HeadRadiusMillimetres, FaceAt(shown).X, 0, options.Print.FoldDegrees * Radian, options.Print.FoldAtMillimetres, options.Print.Fold);
        return Paper(shown, options.Print, shape, Scissors.AlongFace(shown, options), sighting) with { ShadowMillimetres = 10 };
    }

    private static Instrument Paper(ShownPicture shown, PrintOptions options, SheetShape shape, Outline outline, Sighting sighting)
    {
        Placement start = Instrument.Hold(sighting.Start, shown.PupilMillimetres, sighting.Width, sighting.Height);
        float pixel = start.MillimetresPerPixel(Vector3.Zero);
        shown.Soften(pixel);
        WindowGlare glare = new(options.Glare, shape, start, outline.Half);
        return new(shape, outline, new PaperLook(shown, options, glare, pixel, sighting.Aperture), shown, Vector2.Zero, options.Hands);
    }

    private static BentShape Bent(PrintOptions options, float bendAt) =>
        new(options.Curvature, bendAt, options.BendDegrees * Radian, options.FoldDegrees * Radian, options.FoldAtMillimetres, options.Fold);

    private static ShownPicture AtSize(RenderedFrame picture, CutOptions options)
    {
        float scale = options.PupilMillimetres / ShownPicture.Unit(picture.Truth.Points);
        return new(picture, new Vector2(picture.WidthPixels, picture.HeightPixels) * (scale / 2), 0);
    }

    private static Vector2 FaceAt(ShownPicture shown) => shown.PlaceOf((shown.Truth.Points.RightEye + shown.Truth.Points.LeftEye) / 2);

    private static Vector2 Turned(Vector2 size, bool broad) =>
        broad ? new(MathF.Max(size.X, size.Y), MathF.Min(size.X, size.Y)) : new(MathF.Min(size.X, size.Y), MathF.Max(size.X, size.Y));
}
