using System.Numerics;
using System.Runtime.Intrinsics;
using RemoteVerify.Synthetic.Cameras;
using RemoteVerify.Synthetic.People;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>Draws limbs as rounded bodies that flow into each other, lit like everything else.</summary>
internal sealed class HandPainter(LightField picture, InstrumentLight light)
{
    private static readonly Lanes Steps = Vector256.Create(0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f, 6.5f, 7.5f);

    /// <summary>A limb as the camera sees it, in pixels.</summary>
    private readonly record struct Stroke(Vector2 From, Vector2 Along, float FromRadius, float RadiusStep, float OverLength, float Length, LimbCover Cover);

    /// <summary>Draws the limbs of one hand.</summary>
    /// <param name="limbs">Around the sheet's middle.</param>
    /// <param name="placement">Where the sheet is.</param>
    /// <param name="grip">Colours.</param>
    /// <param name="lift">Light from the shown screen on what is before or around it, linear.</param>
    public void Draw(IReadOnlyList<Limb> limbs, Placement placement, HandGrip grip, Vector3 lift)
    {
        List<Stroke> strokes = [];
        Vector2 low = new(float.MaxValue), high = new(float.MinValue);
        float scale = 0;
        foreach (Limb limb in limbs)
        {
            float fromDepth = -placement.ToCamera(limb.From).Z, toDepth = -placement.ToCamera(limb.To).Z;
            if (fromDepth < 40 || toDepth < 40)
            {
                continue;
            }

            Vector2 from = placement.Project(limb.From), to = placement.Project(limb.To);
            float fromRadius = limb.FromRadius * placement.Focal / fromDepth, toRadius = limb.ToRadius * placement.Focal / toDepth;
            float length = MathF.Max(0.01f, Vector2.Distance(from, to));
            strokes.Add(new(from, to - from, fromRadius, toRadius - fromRadius, 1 / (length * length), length, limb.Cover));
            low = Vector2.Min(low, Vector2.Min(from - new Vector2(fromRadius), to - new Vector2(toRadius)));
            high = Vector2.Max(high, Vector2.Max(from + new Vector2(fromRadius), to + new Vector2(toRadius)));
            scale = MathF.Max(scale, placement.Focal / fromDepth);
        }

        int top = Math.Max(0, (int)low.Y - 2), bottom = Math.Min(picture.Height, (int)high.Y + 3);
        int left = Math.Max(0, (int)low.X - 2) & ~7, right = Math.Min(picture.Width, (int)high.X + 3);
        for (int y = top; y < bottom; y++)
        {
            for (int x = left; x < right; x += 8)
            {
                DrawEight(strokes, grip, lift, scale, x, y);
            }
        }
    }

    private void DrawEight(List<Stroke> strokes, HandGrip grip, Vector3 lift, float scale, int x, int y)
    {
        Lanes px = Steps + Vector256.Create((float)x), py = Vector256.Create(y + 0.5f);
        Lanes distance = Vector256.Create(1e6f), nx = Lanes.Zero, ny = Lanes.Zero, sleeve = Lanes.Zero, nail = Lanes.Zero, knuckle = Lanes.Zero;
        foreach (Stroke stroke in strokes)
        {
            Lanes dx = px - Vector256.Create(stroke.From.X), dy = py - Vector256.Create(stroke.From.Y);
            Lanes share = LaneMath.Clamp(((dx * stroke.Along.X) + (dy * stroke.Along.Y)) * stroke.OverLength, 0, 1);
            Lanes radius = Vector256.Create(stroke.FromRadius) + (share * stroke.RadiusStep);
            Lanes ox = dx - (share * stroke.Along.X), oy = dy - (share * stroke.Along.Y);
            Lanes away = Vector256.Sqrt((ox * ox) + (oy * oy));
            Lanes own = away - radius;
            bool cloth = stroke.Cover == LimbCover.Sleeve;
            float blend = cloth ? 0.5f : stroke.Cover == LimbCover.Nail ? 2.5f * scale : 4.5f * scale;
            Lanes mix = LaneMath.Clamp(((distance - own) * (0.5f / blend)) + Vector256.Create(0.5f), 0, 1);
            distance = LaneMath.Mix(distance, own, mix) - (mix * (Lanes.One - mix) * blend);
            nx = LaneMath.Mix(nx, ox / radius, mix);
            ny = LaneMath.Mix(ny, oy / radius, mix);
            sleeve = LaneMath.Mix(sleeve, Vector256.Create(cloth ? 1f : 0f), mix);
            if (stroke.Cover == LimbCover.Nail)
            {
                nail = LaneMath.Max(nail, NailAt(stroke, dx, dy) * mix);
            }

            // Skin is redder and creased where limbs meet.
            knuckle = LaneMath.Mix(knuckle, LaneMath.Bump(share * stroke.Length * (0.16f / scale)), mix * (cloth ? 0 : 1));
        }

        Lanes cover = LaneMath.Clamp(Vector256.Create(0.5f) - distance, 0, 1);
        if (Vector256.EqualsAll(cover, Lanes.Zero))
        {
            return;
        }

        Packet3 normal = Normal(nx, ny);
        Packet3 colour = Colour(grip, px * (1 / scale), py * (1 / scale), sleeve, nail, knuckle);
        Packet3 seen = Shade(colour, normal, sleeve, nail, lift);
        picture.Store(x, y, Packet3.Mix(picture.Load(x, y), seen, cover));
    }

    // 1 on the nail near the limb's thin end, in the middle of its back.
    private static Lanes NailAt(in Stroke stroke, Lanes dx, Lanes dy)
    {
        float end = stroke.FromRadius + stroke.RadiusStep;
        Vector2 along = stroke.Along / stroke.Length;
        Lanes forward = (dx * along.X) + (dy * along.Y) - Vector256.Create(stroke.Length + (0.28f * end));
        Lanes across = (dx * along.Y) - (dy * along.X);
        Lanes a = forward * (1 / (0.62f * end)), b = across * (1 / (0.60f * end));
        Lanes round = Vector256.Sqrt(Vector256.Sqrt((a * a * a * a) + (b * b * b * b)));
        return LaneMath.Step(1.06f, 0.94f, round);
    }

    private static Packet3 Normal(Lanes nx, Lanes ny)
    {
        Lanes flat = LaneMath.Min((nx * nx) + (ny * ny), 0.97f);
        return new Packet3(nx, ny * -1, Vector256.Sqrt(Lanes.One - flat)).Normalise();
    }

    private static Packet3 Colour(HandGrip grip, Lanes x, Lanes y, Lanes sleeve, Lanes nail, Lanes knuckle)
    {
        Lanes blotch = Noise.At(new(x * 0.12f, y * 0.12f, Lanes.Zero)) - Vector256.Create(0.5f);
        Lanes fine = Noise.At(new(x * 0.55f, y * 0.55f, Vector256.Create(4f))) - Vector256.Create(0.5f);
        Packet3 skin = Packet3.Splat(grip.Skin) * (Lanes.One + (blotch * 0.14f) + (fine * 0.09f));
        skin = Packet3.Mix(skin, skin * Packet3.Splat(0.98f, 0.80f, 0.76f), LaneMath.Clamp(knuckle + (blotch * 0.5f), 0, 1) * 0.6f);
        Packet3 plate = Packet3.Splat(Vector3.Lerp(grip.Skin, new(0.74f, 0.50f, 0.44f), 0.6f));
        skin = Packet3.Mix(skin, plate, nail * 0.8f);
        Lanes folds = Noise.At(new(x * 0.05f, y * 0.03f, Vector256.Create(7f)));
        Packet3 cloth = Packet3.Splat(grip.Sleeve) * (Vector256.Create(0.7f) + (folds * 0.5f) + (fine * 0.12f));
        return Packet3.Mix(skin, cloth, sleeve);
    }

    private Packet3 Shade(in Packet3 colour, in Packet3 normal, Lanes sleeve, Lanes nail, Vector3 lift)
    {
        Vector3 key = Vector3.Normalize(light.Room.KeyDirection);
        Lanes facing = normal.Dot(Packet3.Splat(key));
        // Light goes a little way through skin: the shadow's edge is soft and red.
        Lanes red = LaneMath.Max((facing + Vector256.Create(0.30f)) * (1 / 1.30f), 0), other = LaneMath.Max((facing + Vector256.Create(0.12f)) * (1 / 1.12f), 0);
        Lanes open = Vector256.Create(0.45f) + (normal.Z * 0.55f);
        Lanes ambient = open * light.Room.AmbientStrength;
        float strength = light.Room.KeyStrength;
        Packet3 lit = new(
            (red * strength) + ambient + (normal.Z * (lift.X + (0.5f * light.Screen.X))),
            (other * strength) + ambient + (normal.Z * (lift.Y + (0.5f * light.Screen.Y))),
            (other * strength) + ambient + (normal.Z * (lift.Z + (0.5f * light.Screen.Z))));
        Vector3 half = Vector3.Normalize(key + Vector3.UnitZ);
        Lanes shine = LaneMath.Max(normal.Dot(Packet3.Splat(half)), 0);
        shine *= shine;
        shine *= shine;
        shine *= shine;
        Lanes spark = shine * shine * shine * (Lanes.One - sleeve) * (Vector256.Create(0.05f) + (nail * 0.22f)) * strength;
        return (colour * lit) + new Packet3(spark, spark, spark);
    }
}
