using System.Numerics;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.People;

/// <summary>The colour of eyes, hair, cloth and the frame of glasses.</summary>
internal sealed class OtherColours(Scene scene)
{
    private const float HorizontalGaze = 0.45f;
    private const float VerticalGaze = 0.35f;
    private const float Converging = 0.06f;
    private readonly PersonParameters _person = scene.Person;

    /// <summary>Where an eye looks, in head space; side is 1 for the subject's left eye, -1 for the right.</summary>
    public static Vector3 Gaze(HeadState state, int side) =>
        Vector3.Normalize(new((state.GazeHorizontal * HorizontalGaze) - (side * Converging), state.GazeVertical * VerticalGaze, 1));

    /// <summary>Sine of the angle between the gaze and the rim of the iris, seen from the eye's centre.</summary>
    public static float IrisSine(PersonParameters person) => 0.375f * person.IrisSize;

    /// <summary>White with veins of shadow, iris with fibres and a dark rim, pupil.</summary>
    public SurfaceLook Eye(in Packet3 room)
    {
        Packet3 h = scene.Head.Skew(scene.ToHead(room));
        Vector3 centre = scene.Face.Eye;
        Lanes mirror = Vector256.ConditionalSelect(Vector256.LessThan(h.X, Lanes.Zero), Vector256.Create(-1f), Vector256<float>.One);
        Packet3 outward = new Packet3(h.X - (mirror * centre.X), h.Y - Vector256.Create(centre.Y), h.Z - Vector256.Create(centre.Z)).Normalise();
        // Eyes converge on the camera a little, and look where the state says.
        Lanes gx = Vector256.Create(scene.State.GazeHorizontal * HorizontalGaze) - (mirror * Converging);
        Packet3 gaze = new Packet3(gx, Vector256.Create(scene.State.GazeVertical * VerticalGaze), Vector256<float>.One).Normalise();
        Lanes cosine = outward.Dot(gaze);
        Lanes sine = Vector256.Sqrt(LaneMath.Max(LaneMath.From(1, cosine * cosine), 0));
        sine = Vector256.ConditionalSelect(Vector256.GreaterThan(cosine, Lanes.Zero), sine, Vector256<float>.One);
        Packet3 white = Packet3.Mix(Packet3.Splat(0.72f, 0.69f, 0.66f), Packet3.Splat(0.60f, 0.44f, 0.39f), LaneMath.Step(0.62f, 0.98f, sine));
        float iris = IrisSine(_person), pupil = 0.145f * _person.IrisSize;
        Lanes fibres = Noise.At(new((outward.X - gaze.X) * 26 / LaneMath.Max(sine, 0.05f) * 0.35f, (outward.Y - gaze.Y) * 26 / LaneMath.Max(sine, 0.05f) * 0.35f, sine * 7));
        Packet3 ring = Packet3.Splat(_person.IrisColour) * (Vector256.Create(0.7f) + (fibres * 1.3f));
        ring *= Vector256<float>.One - (LaneMath.Step(iris - 0.10f, iris, sine) * 0.6f);
        Packet3 colour = Packet3.Mix(ring, white, LaneMath.Step(iris - 0.02f, iris + 0.03f, sine));
        colour = Packet3.Mix(Packet3.Splat(0.006f, 0.006f, 0.007f), colour, LaneMath.Step(pupil - 0.015f, pupil + 0.02f, sine));
        // The upper lid and its lashes throw a shadow on the ball.
        Packet3 q = h.MirrorX();
        (Lanes upper, _) = scene.Head.Eyes.Edges(q);
        Lanes below = upper - scene.Head.Eyes.Local(q).Y;
        colour *= LaneMath.Mix(0.35f, 1f, LaneMath.Step(-0.005f, 0.045f, below));
        return new(colour, ToRoom(outward), Vector256.Create(0.85f), Vector256.Create(220f));
    }

    /// <summary>Dark strands with a broad, broken sheen; grey strands among them with age.</summary>
    public SurfaceLook Hair(in Packet3 room, in Packet3 normal)
    {
        Packet3 h = scene.ToHead(room);
        float seed = _person.WornSeed % 991;
        Lanes a = Noise.At(new((h.X * 46) + (h.Y * 5), (h.Y * 4) + Vector256.Create(seed), h.Z * 46));
        Lanes b = Noise.At(new((h.X * 115) + (h.Y * 9), (h.Y * 7) + Vector256.Create(seed), h.Z * 115));
        Lanes grey = LaneMath.Clamp(LaneMath.Step(1.05f - (1.1f * _person.GreyHair), 1.55f - (1.1f * _person.GreyHair), (a * 0.5f) + (b * 0.5f)) * 0.45f + Vector256.Create(0.55f * _person.GreyHair), 0, 1);
        Packet3 tone = Packet3.Mix(Packet3.Splat(_person.HairColour), Packet3.Splat(0.33f, 0.325f, 0.32f), grey);
        Packet3 colour = tone * (Vector256.Create(0.25f) + (a * 0.75f) + (b * 0.75f));
        Packet3 bump = new((a - Vector256.Create(0.5f)) * 0.75f + ((b - Vector256.Create(0.5f)) * 0.5f), (b - Vector256.Create(0.5f)) * 0.10f, (b - Vector256.Create(0.5f)) * 0.45f);
        return new(colour, (normal + bump).Normalise(), Vector256.Create(0.03f) + (b * b * 0.15f), Vector256.Create(34f), Lanes.One);
    }

    /// <summary>Woven cloth with soft folds.</summary>
    public SurfaceLook Cloth(in Packet3 room, in Packet3 normal)
    {
        Lanes weave = Noise.At(room * 75);
        Lanes folds = Noise.At(new(room.X * 2.6f, room.Y * 0.9f, room.Z * 2.6f)) - Vector256.Create(0.5f);
        Packet3 colour = Packet3.Splat(_person.ShirtColour) * (Vector256.Create(0.86f) + (weave * 0.22f));
        if (_person.ShirtPattern > 0)
        {
            Lanes stripes = LaneMath.Step(-0.1f, 0.1f, LaneMath.Wave((room.X + (folds * 0.05f)) * 5.5f));
            Lanes rows = _person.ShirtPattern == 2 ? LaneMath.Step(-0.1f, 0.1f, LaneMath.Wave((room.Y + (folds * 0.05f)) * 5.5f)) : stripes;
            colour *= Vector256.Create(1.08f) - ((stripes + rows) * 0.22f);
        }

        return new(colour, (normal + new Packet3(folds * 0.45f, folds * 0.12f, Lanes.Zero)).Normalise(), Vector256.Create(0.01f), Vector256.Create(8f));
    }

    /// <summary>Plastic or metal.</summary>
    public SurfaceLook Frame(in Packet3 normal) =>
        new(Packet3.Splat(_person.GlassesColour), normal, Vector256.Create(0.35f), Vector256.Create(50f));

    private Packet3 ToRoom(in Packet3 head)
    {
        Vector3 x = scene.DirectionToRoom(Vector3.UnitX), y = scene.DirectionToRoom(Vector3.UnitY), z = scene.DirectionToRoom(Vector3.UnitZ);
        return (Packet3.Splat(x) * head.X) + (Packet3.Splat(y) * head.Y) + (Packet3.Splat(z) * head.Z);
    }
}
