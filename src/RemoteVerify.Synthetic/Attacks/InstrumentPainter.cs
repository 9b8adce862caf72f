using System.Numerics;
using System.Runtime.Intrinsics;
using RemoteVerify.Synthetic.Cameras;
using RemoteVerify.Synthetic.People;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>Draws an instrument and the hands that hold it into a picture of what is behind.</summary>
internal static class InstrumentPainter
{
    private static readonly Lanes Steps = Vector256.Create(0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f, 6.5f, 7.5f);

    /// <param name="picture">What is behind, as linear light; changed in place.</param>
    /// <param name="instrument">What is held.</param>
    /// <param name="placement">Where it is.</param>
    /// <param name="light">What shines on it.</param>
    public static void Paint(LightField picture, Instrument instrument, Placement placement, InstrumentLight light)
    {
        HandPainter hands = new(picture, light);
        Vector2 half = instrument.Outline.Half;
        foreach (HandGrip grip in instrument.Hands)
        {
            hands.Draw(HandShape.Behind(grip, half), placement, grip, instrument.Lift * 0.3f);
        }

        float pixel = placement.MillimetresPerPixel(Vector3.Zero);
        SurfaceBuffer surface = new(picture.Width, picture.Height);
        surface.Draw(instrument.Shape, placement, half + new Vector2((2 * pixel) + instrument.ShadowMillimetres));
        for (int y = surface.Top; y < surface.Bottom; y++)
        {
            for (int x = surface.Left & ~7; x < surface.Right; x += 8)
            {
                PaintEight(picture, instrument, placement, light, surface, pixel, x, y);
            }
        }

        foreach (HandGrip grip in instrument.Hands)
        {
            hands.Draw(HandShape.Before(grip, half), placement, grip, instrument.Lift);
        }
    }

    private static void PaintEight(LightField picture, Instrument instrument, Placement placement, InstrumentLight light, SurfaceBuffer surface, float pixel, int x, int y)
    {
        surface.Load(x, y, out Lanes u, out Lanes v, out Packet3 normal);
        Lanes seen = Vector256.Equals(u, u);
        if (!LaneMath.Any(seen))
        {
            return;
        }

        (u, v) = (Vector256.ConditionalSelect(seen, u, Lanes.Zero), Vector256.ConditionalSelect(seen, v, Lanes.Zero));
        Packet3 sight = new Packet3(
            (Steps + Vector256.Create(x - placement.Middle.X)) * (1 / placement.Focal),
            Vector256.Create((placement.Middle.Y - y - 0.5f) / placement.Focal),
            Vector256.Create(-1f)).Normalise();
        // On what is seen at a slant a pixel covers more.
        Lanes distance = Vector256.ConditionalSelect(seen, instrument.Outline.Distance(u, v), Vector256.Create(1e6f));
        Packet3 behind = picture.Load(x, y);
        if (instrument.ShadowMillimetres > 0)
        {
            Lanes shade = LaneMath.Step(instrument.ShadowMillimetres, -0.2f * instrument.ShadowMillimetres, distance) * 0.55f;
            behind *= Lanes.One - shade;
        }

        Lanes cover = LaneMath.Clamp(Vector256.Create(0.5f) - (distance * (1 / pixel)), 0, 1);
        if (LaneMath.Any(Vector256.GreaterThan(cover, Lanes.Zero)))
        {
            Packet3 front = instrument.Look.Light(new(u, v, normal, sight, y, pixel), light);
            behind = Packet3.Mix(behind, front, cover);
        }

        picture.Store(x, y, behind);
    }
}
