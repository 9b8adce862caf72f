using System.Numerics;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.People;

/// <summary>What eight rays bring back.</summary>
/// <param name="Light">Linear light.</param>
/// <param name="Screen">What white light from the screen would add.</param>
/// <param name="Kind">Surface met; -1 is the room.</param>
internal readonly record struct Sight(Packet3 Light, Packet3 Screen, Lanes Kind);

/// <summary>Follows eight rays through a scene until they meet a surface, and colours what they meet.</summary>
internal sealed class RayTracer
{
    private const int MostSteps = 90;
    private readonly Scene _scene;
    private readonly Camera _camera;
    private readonly RoomBackground _room;
    private readonly Lighting _lighting;
    private readonly SkinColour _skin;
    private readonly OtherColours _others;
    private readonly bool _withScreen;
    private readonly Vector3 _screenColour;

    public RayTracer(Scene scene, Camera camera, SceneLight light, bool withScreen)
    {
        _scene = scene;
        _camera = camera;
        _room = new(light);
        _lighting = new(scene, light, camera.Position);
        _skin = new(scene);
        _others = new(scene);
        _withScreen = withScreen || light.ScreenColour != Vector3.Zero;
        _screenColour = light.ScreenColour;
    }

    /// <summary>Follows the rays through points of the picture.</summary>
    public Sight Look(Lanes x, Lanes y)
    {
        Packet3 ray = _camera.Rays(x, y);
        Packet3 origin = Packet3.Splat(_camera.Position);
        Packet3 behind = _room.At(ray);
        (Lanes enter, Lanes leave) = Reach(ray);
        Lanes active = Vector256.LessThan(enter, leave);
        Sight nothing = new(behind, behind * 0.012f, Vector256.Create(-1f));
        if (!LaneMath.Any(active))
        {
            return nothing;
        }

        Lanes way = enter, hit = Lanes.Zero;
        for (int i = 0; i < MostSteps && LaneMath.Any(active); i++)
        {
            Lanes d = _scene.Distance(origin + (ray * way), fine: true);
            Lanes met = Vector256.LessThan(d, Vector256.Create(0.0012f)) & active;
            hit |= met;
            active = Vector256.AndNot(active, met);
            way += Vector256.ConditionalSelect(active, d * 0.88f, Lanes.Zero);
            active &= Vector256.LessThan(way, leave);
        }

        hit |= active;
        if (!LaneMath.Any(hit))
        {
            return nothing;
        }

        Sight seen = Colour(origin + (ray * way), ray);
        return new(
            Packet3.Select(hit, seen.Light, nothing.Light),
            Packet3.Select(hit, seen.Screen, nothing.Screen),
            Vector256.ConditionalSelect(hit, seen.Kind, nothing.Kind));
    }

    // Only rays through the sphere of the head or above the shoulders' plane can meet anything.
    private (Lanes Enter, Lanes Leave) Reach(in Packet3 ray)
    {
        (Vector3 centre, float radius) = _scene.HeadBound;
        (Lanes enter, Lanes leave) = Through(ray, centre, radius);
        (Lanes enterBody, Lanes leaveBody) = Through(ray, new(0, -5.5f, -0.35f), 4.65f);
        return (LaneMath.Min(enter, enterBody), LaneMath.Max(leave, leaveBody));
    }

    private (Lanes Enter, Lanes Leave) Through(in Packet3 ray, Vector3 centre, float radius)
    {
        Packet3 way = Packet3.Splat(centre - _camera.Position);
        Lanes along = way.Dot(ray);
        Lanes inside = Vector256.Create(radius * radius) - (way.Dot(way) - (along * along));
        Lanes half = Vector256.Sqrt(LaneMath.Max(inside, 0));
        Lanes meets = Vector256.GreaterThan(inside, Lanes.Zero);
        return (
            Vector256.ConditionalSelect(meets, LaneMath.Max(along - half, 0), Vector256.Create(1e9f)),
            Vector256.ConditionalSelect(meets, along + half, Vector256.Create(-1e9f)));
    }

    private Sight Colour(in Packet3 p, in Packet3 ray)
    {
        Lanes kind = _scene.SurfaceAt(p);
        Packet3 normal = Normal(p);
        Lanes skin = Is(kind, Surface.Skin);
        SurfaceLook look = LaneMath.Any(skin) ? _skin.At(p, normal) : new(normal, normal, Lanes.Zero, Vector256<float>.One);
        Lanes eye = Is(kind, Surface.Eye), hair = Is(kind, Surface.Hair), cloth = Is(kind, Surface.Cloth), frame = Is(kind, Surface.Glasses);
        if (LaneMath.Any(eye))
        {
            look = Choose(eye, _others.Eye(p), look);
        }

        if (LaneMath.Any(hair))
        {
            look = Choose(hair, _others.Hair(p, normal), look);
        }

        if (LaneMath.Any(cloth))
        {
            look = Choose(cloth, _others.Cloth(p, normal), look);
        }

        if (LaneMath.Any(frame))
        {
            look = Choose(frame, _others.Frame(normal), look);
        }

        Packet3 light = _lighting.Shade(p, ray, look, normal, skin);
        Packet3 screen = _withScreen ? _lighting.FromScreen(p, ray, look) : light;
        if (_screenColour != Vector3.Zero)
        {
            light += screen * Packet3.Splat(_screenColour);
        }

        return _scene.Worn.HasGlasses ? ThroughLens(p, ray, light, screen, kind) : new(light, screen, kind);
    }

    // A lens dims what is behind it a little and mirrors the window.
    private Sight ThroughLens(in Packet3 p, in Packet3 ray, Packet3 light, Packet3 screen, Lanes kind)
    {
        Packet3 from = _scene.ToHead(Packet3.Splat(_camera.Position));
        Packet3 towards = _scene.DirectionToHead(ray);
        (Vector3 lens, Vector2 half) = _scene.Worn.Lens;
        Lanes way = (Vector256.Create(lens.Z - 0.02f) - from.Z) / towards.Z;
        Packet3 on = from + (towards * way);
        Packet3 behind = _scene.ToHead(p);
        Lanes side = Vector256.Abs(on.X);
        Lanes inside = LaneMath.Step(1.0f, 0.94f, _scene.Worn.LensRadius(side, on.Y)) * LaneMath.Step(0, 0.02f, on.Z - behind.Z);
        // The mirrored window: a slanted stripe that wanders with the turn of the head.
        Lanes x = (on.X - Vector256.ConditionalSelect(Vector256.LessThan(on.X, Lanes.Zero), Vector256.Create(-lens.X), Vector256.Create(lens.X))) * (1 / half.X);
        Lanes y = (on.Y - Vector256.Create(lens.Y)) * (1 / half.Y);
        float wander = (_scene.State.YawDegrees * 0.045f) + 0.55f;
        Lanes stripe = LaneMath.Bump((x + (y * 0.35f) + Vector256.Create(wander)) * 2.6f) * LaneMath.Step(-0.2f, 0.5f, y);
        Lanes glow = inside * stripe * 0.16f;
        Lanes dim = Vector256<float>.One - (inside * 0.06f);
        return new((light * dim) + new Packet3(glow, glow, glow), (screen * dim) + (new Packet3(inside, inside, inside) * 0.01f), kind);
    }

    private static SurfaceLook Choose(Lanes mask, in SurfaceLook whenSet, in SurfaceLook otherwise) => new(
        Packet3.Select(mask, whenSet.Colour, otherwise.Colour),
        Packet3.Select(mask, whenSet.Normal, otherwise.Normal),
        Vector256.ConditionalSelect(mask, whenSet.Shine, otherwise.Shine),
        Vector256.ConditionalSelect(mask, whenSet.Gloss, otherwise.Gloss),
        Vector256.ConditionalSelect(mask, whenSet.Strand, otherwise.Strand));

    private static Lanes Is(Lanes kind, Surface surface) => Vector256.Equals(kind, Vector256.Create((float)surface));

    private Packet3 Normal(in Packet3 p)
    {
        const float e = 0.003f;
        Lanes a = _scene.Distance(p.Shift(e, -e, -e), fine: true);
        Lanes b = _scene.Distance(p.Shift(-e, -e, e), fine: true);
        Lanes c = _scene.Distance(p.Shift(-e, e, -e), fine: true);
        Lanes d = _scene.Distance(p.Shift(e, e, e), fine: true);
        return new Packet3(a - b - c + d, c + d - a - b, b + d - a - c).Normalise();
    }
}
