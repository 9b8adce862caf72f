using System.Numerics;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.People;

/// <summary>Light on a surface: a main light with soft shadow, light from everywhere, a weak light from the other side, and the screen.</summary>
internal sealed class Lighting
{
    private static readonly Vector3 Fill = Vector3.Normalize(new(0.8f, 0.15f, 0.55f));
    private readonly Scene _scene;
    private readonly SceneLight _light;
    private readonly Vector3 _key;
    private readonly Vector3 _rim;
    private readonly Vector3 _screen;

    public Lighting(Scene scene, SceneLight light, Vector3 camera)
    {
        _scene = scene;
        _light = light;
        _key = Vector3.Normalize(light.KeyDirection);
        _rim = Vector3.Normalize(new(-light.KeyDirection.X, 0.45f, -0.75f));
        // The screen hangs below the lens.
        _screen = camera + new Vector3(0, -1.0f, 0);
    }

    /// <summary>Light towards the camera.</summary>
    /// <param name="p">Points on a surface, in room space.</param>
    /// <param name="ray">Direction of sight.</param>
    /// <param name="look">The surface there.</param>
    /// <param name="smooth">Normal without bumps.</param>
    /// <param name="skin">Lanes whose surface lets light in and gives it back red.</param>
    public Packet3 Shade(in Packet3 p, in Packet3 ray, in SurfaceLook look, in Packet3 smooth, Lanes skin)
    {
        Packet3 key = Packet3.Splat(_key);
        Lanes facing = look.Normal.Dot(key);
        Lanes lit = Shadow(p + (smooth * 0.02f), key);
        Lanes open = Openness(p, smooth);
        Packet3 hard = new(LaneMath.Max(facing, 0) * lit, LaneMath.Max(facing, 0) * lit, LaneMath.Max(facing, 0) * lit);
        Packet3 soft = new(Wrap(facing, 0.34f) * Vector256.Sqrt(lit), Wrap(facing, 0.17f) * lit, Wrap(facing, 0.11f) * lit);
        Packet3 direct = Packet3.Select(skin, soft, hard) * Packet3.Splat(_light.KeyColour) * _light.KeyStrength;
        Lanes up = (look.Normal.Y * 0.5f) + Vector256.Create(0.5f);
        Packet3 ambient = Packet3.Mix(Packet3.Splat(0.72f, 0.60f, 0.53f), Packet3.Splat(0.88f, 0.94f, 1.04f), up) * _light.AmbientStrength;
        Packet3 shade = new(Vector256.ConditionalSelect(skin, Vector256.Sqrt(open) * 0.4f + (open * 0.6f), open), open, open);
        Lanes fill = LaneMath.Max(look.Normal.Dot(Packet3.Splat(Fill)), 0) * open * (0.28f * _light.AmbientStrength);
        // Light of the room from behind catches hair, ears and the edge of the cheek.
        Lanes rim = LaneMath.Max(look.Normal.Dot(Packet3.Splat(_rim)), 0) * open;
        Packet3 result = look.Colour * (direct + (ambient * shade) + new Packet3(fill, fill, fill) + (Packet3.Splat(1, 0.97f, 0.92f) * (rim * _light.RimStrength)));
        Lanes highlight = Highlight(look, ray, key) * lit * _light.KeyStrength;
        highlight += Highlight(look, ray, Packet3.Splat(Fill)) * open * (0.30f * _light.AmbientStrength);
        Lanes grazing = Vector256<float>.One - LaneMath.Clamp(look.Normal.Dot(ray) * -1, 0, 1);
        grazing *= grazing;
        highlight += grazing * grazing * open * (0.07f * _light.AmbientStrength);
        return result + new Packet3(highlight, highlight, highlight);
    }

    /// <summary>What white light of strength 1 from the screen adds.</summary>
    public Packet3 FromScreen(in Packet3 p, in Packet3 ray, in SurfaceLook look)
    {
        Packet3 way = Packet3.Splat(_screen) - p;
        Lanes distance = way.Length();
        Packet3 direction = way * (Vector256<float>.One / LaneMath.Max(distance, 0.1f));
        Lanes near = LaneMath.Min(Vector256.Create(4.5f * 4.5f) / (distance * distance), 3);
        Lanes strength = LaneMath.Max(look.Normal.Dot(direction), 0) * near * 0.30f;
        Lanes highlight = Highlight(look, ray, direction) * near * 0.20f;
        return (look.Colour * strength) + new Packet3(highlight, highlight, highlight);
    }

    private static Lanes Wrap(Lanes facing, float by) => LaneMath.Clamp((facing + Vector256.Create(by)) * (1 / (1 + by)), 0, 1);

    private static Lanes Highlight(in SurfaceLook look, in Packet3 ray, in Packet3 light)
    {
        Packet3 between = (light - ray).Normalise();
        Lanes half = LaneMath.Max(look.Normal.Dot(between), 1e-4f);
        if (LaneMath.Any(Vector256.GreaterThan(look.Strand, Lanes.Zero)))
        {
            // Kajiya and Kay: strands shine where they lie across the direction between light and eye.
            Packet3 n = look.Normal;
            Packet3 strand = (Packet3.Splat(0.0f, 1, 0) - (n * n.Y)).Normalise();
            Lanes along = strand.Dot(between) + (n.X * 0.05f);
            Lanes across = Vector256.Sqrt(LaneMath.Max(LaneMath.From(1, along * along), 1e-6f)) * LaneMath.Step(-0.1f, 0.5f, n.Dot(light));
            half = Vector256.ConditionalSelect(Vector256.GreaterThan(look.Strand, Lanes.Zero), LaneMath.Max(across, 1e-4f), half);
        }

        return Vector256.Exp(Vector256.Log(half) * look.Gloss) * look.Shine;
    }

    private Lanes Shadow(in Packet3 from, in Packet3 towards)
    {
        Lanes lit = Vector256<float>.One, way = Vector256.Create(0.03f);
        for (int i = 0; i < 20; i++)
        {
            Lanes d = _scene.Distance(from + (towards * way), fine: false);
            lit = LaneMath.Min(lit, d * 9 / way);
            way += LaneMath.Clamp(d, 0.03f, 0.35f);
            if (Vector256.LessThanAll(lit, Vector256.Create(0.004f)) || Vector256.GreaterThanAll(way, Vector256.Create(2.6f)))
            {
                break;
            }
        }

        return LaneMath.Clamp(lit, 0, 1);
    }

    private Lanes Openness(in Packet3 p, in Packet3 normal)
    {
        Lanes closed = Lanes.Zero;
        float weight = 1;
        for (int i = 1; i <= 3; i++)
        {
            float reach = 0.03f + (0.085f * i);
            closed += (Vector256.Create(reach) - _scene.Distance(p + (normal * reach), fine: false)) * weight;
            weight *= 0.6f;
        }

        return LaneMath.Clamp(LaneMath.From(1, closed * 1.2f), 0, 1);
    }
}
