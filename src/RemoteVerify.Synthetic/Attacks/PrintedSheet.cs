using System.Numerics;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>Photo paper: white border, faded ink in a dot screen, a little grain.</summary>
internal sealed class PrintedSheet : HeldThing
{
    private const float BorderMillimetres = 7;
    private const float DotMillimetres = 0.85f;
    private readonly RenderedFrame _picture;
    private readonly float _millimetresPerPixel;

    public PrintedSheet(RenderedFrame picture)
    {
        _picture = picture;
        // As large as a sheet in the hand: 150 mm wide for an upright picture, 200 mm for a broad one.
        float width = picture.WidthPixels > picture.HeightPixels ? 200 : 150;
        _millimetresPerPixel = width / picture.WidthPixels;
    }

    public override Vector2 SizeMillimetres => new(
        (_picture.WidthPixels * _millimetresPerPixel) + (2 * BorderMillimetres),
        (_picture.HeightPixels * _millimetresPerPixel) + (2 * BorderMillimetres));

    public override float PupilMillimetres => _picture.Truth.Points.InterEyeDistancePixels * _millimetresPerPixel;

    public override float LitByRoom => 1;

    public override Vector2 PlaceOf(Vector2 pixel) =>
        new((pixel.X - (_picture.WidthPixels / 2f)) * _millimetresPerPixel, ((_picture.HeightPixels / 2f) - pixel.Y) * _millimetresPerPixel);

    public override Vector3 Light(Vector2 at, Vector3 turn)
    {
        Vector2 half = (SizeMillimetres / 2) - new Vector2(BorderMillimetres);
        Vector3 paper = new(0.86f, 0.85f, 0.80f);
        if (MathF.Abs(at.X) > half.X || MathF.Abs(at.Y) > half.Y)
        {
            return paper;
        }

        Vector2 pixel = new((at.X / _millimetresPerPixel) + (_picture.WidthPixels / 2f), (_picture.HeightPixels / 2f) - (at.Y / _millimetresPerPixel));
        Vector3 colour = PixelSampler.Linear(_picture.Pixels, _picture.WidthPixels, _picture.HeightPixels, pixel);
        float grey = (0.3f * colour.X) + (0.6f * colour.Y) + (0.1f * colour.Z);
        // Ink never gets black, loses colour, and leans to red.
        colour = Vector3.Lerp(new(grey), colour, 0.78f) * new Vector3(0.80f, 0.74f, 0.70f);
        Vector3 ink = new Vector3(0.05f) + (colour * 0.92f);
        return Vector3.Min(paper, new(Dots(ink.X, at, 0.26f), Dots(ink.Y, at, 1.31f), Dots(ink.Z, at, 0)));
    }

    // A screen of dots turned by an angle of its own for each ink; dots grow as the tone gets darker.
    private static float Dots(float tone, Vector2 at, float angle)
    {
        (float sin, float cos) = MathF.SinCos(angle);
        float u = ((at.X * cos) + (at.Y * sin)) / DotMillimetres, v = ((at.Y * cos) - (at.X * sin)) / DotMillimetres;
        float screen = Ripple.At(u) * Ripple.At(v);
        return MathF.Max(0, tone * (1 + (0.30f * screen * (1 - tone))));
    }
}
