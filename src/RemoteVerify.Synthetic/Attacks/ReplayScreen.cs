using System.Numerics;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>A tablet's screen: black bezel, columns of red, green and blue that beat with the camera's pixels, and a glare that wanders with its turn.</summary>
internal sealed class ReplayScreen(RenderedFrame picture) : HeldThing
{
    private const float BezelMillimetres = 9;
    private const float ColumnMillimetres = 0.31f;
    private readonly float _millimetresPerPixel = (picture.WidthPixels > picture.HeightPixels ? 235f : 160f) / picture.WidthPixels;

    public override Vector2 SizeMillimetres => new(
        (picture.WidthPixels * _millimetresPerPixel) + (2 * BezelMillimetres),
        (picture.HeightPixels * _millimetresPerPixel) + (2 * BezelMillimetres));

    public override float PupilMillimetres => picture.Truth.Points.InterEyeDistancePixels * _millimetresPerPixel;

    public override float LitByRoom => 0;

    public override Vector2 PlaceOf(Vector2 pixel) =>
        new((pixel.X - (picture.WidthPixels / 2f)) * _millimetresPerPixel, ((picture.HeightPixels / 2f) - pixel.Y) * _millimetresPerPixel);

    public override Vector3 Light(Vector2 at, Vector3 turn)
    {
        Vector2 half = (SizeMillimetres / 2) - new Vector2(BezelMillimetres);
        // The window's mirror image: a slanted band.
        float band = (at.X * 0.012f) + (at.Y * 0.006f) - 0.55f + (turn.X * 3.2f);
        float glare = 0.16f / (1 + (band * band * 8));
        if (MathF.Abs(at.X) > half.X || MathF.Abs(at.Y) > half.Y)
        {
            return new(0.012f + (0.5f * glare));
        }

        Vector2 pixel = new((at.X / _millimetresPerPixel) + (picture.WidthPixels / 2f), (picture.HeightPixels / 2f) - (at.Y / _millimetresPerPixel));
        Vector3 colour = PixelSampler.Linear(picture.Pixels, picture.WidthPixels, picture.HeightPixels, pixel);
        float u = at.X / ColumnMillimetres, v = at.Y / ColumnMillimetres;
        float row = 1 + (0.18f * Ripple.At(v));
        Vector3 columns = new(Column(u), Column(u - (1f / 3)), Column(u - (2f / 3)));
        return (colour * columns * row * new Vector3(1.02f, 1.08f, 1.22f)) + new Vector3(0.02f + glare);
    }

    private static float Column(float u) => 1 + (0.55f * Ripple.At(u));
}
