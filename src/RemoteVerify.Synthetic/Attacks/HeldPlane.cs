using System.Numerics;
using System.Runtime.Intrinsics;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>A hand that holds a flat thing before a camera, in front of a room, and moves it as asked: in perspective, as the plane that it is.</summary>
internal sealed class HeldPlane(AttackOptions options)
{
    private const float FocalShareOfHeight = 1.15f;
    private const float RealPupilMillimetres = 63;
    private readonly HeadMotion _motion = new(options.Motion, options.Seed);
    private readonly SensorModel _sensor = new(options.Sensor, options.Seed);
    private readonly ScreenGlow _glow = new();
    private (int Width, int Height, Vector3[] Pixels)? _room;

    public void Ask(AskedMotion motion, TimeSpan at) => _motion.Ask(motion, at);

    public void ShowScreenColour(Vector3 colour, TimeSpan at) => _glow.Show(colour, at);

    public RenderedFrame Capture(HeldThing thing, GroundTruth shown, TimeSpan at, int width, int height)
    {
        HeadState state = _motion.At(at);
        Vector2 sway = _motion.SwayAt(at);
        Pose pose = Pose.Of(state, sway, thing, width, height);
        Vector3[] room = Room(width, height);
        Vector3 key = Vector3.Normalize(options.Light.KeyDirection);
        float lambert = (options.Light.KeyStrength * MathF.Max(0, Vector3.Dot(pose.Normal, key))) + options.Light.AmbientStrength;
        Vector3 lit = Vector3.Lerp(Vector3.One, new(0.75f * lambert), thing.LitByRoom) + (_glow.At(at) * (0.5f * thing.LitByRoom));
        byte[] pixels = new byte[width * height * 3];
        Parallel.For(0, height, y =>
        {
            for (int x = 0; x < width; x++)
            {
                Vector3 sum = Vector3.Zero;
                for (int tap = 0; tap < 4; tap++)
                {
                    Vector2 point = new(x + 0.25f + (0.5f * (tap & 1)), y + 0.25f + (0.5f * (tap >> 1)));
                    sum += Light(thing, pose, point, lit) ?? room[(y * width) + x];
                }

                sum /= 4;
                int i = 3 * ((y * width) + x);
                pixels[i] = ToneCurve.ToByte(sum.Z);
                pixels[i + 1] = ToneCurve.ToByte(sum.Y);
                pixels[i + 2] = ToneCurve.ToByte(sum.X);
            }
        });
        _sensor.Apply(pixels, null, Vector3.Zero, at);
        FacePoints points = shown.Points.Move(pixel => pose.Project(thing.PlaceOf(pixel)));
        // What the plane does replaces what the shown head seems to do, except for its lids and mouth.
        HeadState truth = state with { Blink = shown.State.Blink, Smile = shown.State.Smile, MouthOpen = shown.State.MouthOpen };
        return new(width, height, pixels, new(points, truth));
    }

    private static Vector3? Light(HeldThing thing, in Pose pose, Vector2 pixel, Vector3 lit)
    {
        Vector2 half = thing.SizeMillimetres / 2;
        if (pose.Meet(pixel) is not { } at || MathF.Abs(at.X) > half.X || MathF.Abs(at.Y) > half.Y + 80)
        {
            return null;
        }

        if (Finger(at, half) is { } finger)
        {
            return finger * lit;
        }

        return MathF.Abs(at.Y) <= half.Y ? thing.Light(at, pose.Normal) * lit : null;
    }

    // A thumb over the lower edge and the fist below it.
    private static Vector3? Finger(Vector2 at, Vector2 half)
    {
        Vector2 from = new(half.X * 0.45f, -half.Y + 11), to = new(half.X * 0.62f, -half.Y - 60);
        Vector2 along = to - from;
        float share = Math.Clamp(Vector2.Dot(at - from, along) / along.LengthSquared(), 0, 1);
        float radius = share < 0.25f ? 10 : 10 + ((share - 0.25f) * 45);
        float distance = Vector2.Distance(at, from + (along * share)) / radius;
        if (distance >= 1)
        {
            return null;
        }

        // Rounded: darker towards the edge; the nail is lighter.
        float round = MathF.Sqrt(1 - (distance * distance));
        bool nail = Vector2.Distance(at, from + new Vector2(-0.5f, 1.5f)) < 5.5f;
        return (nail ? new Vector3(0.66f, 0.45f, 0.38f) : new(0.56f, 0.36f, 0.26f)) * (0.35f + (0.65f * round));
    }

    private Vector3[] Room(int width, int height)
    {
        if (_room is { } kept && kept.Width == width && kept.Height == height)
        {
            return kept.Pixels;
        }

        RoomBackground background = new(options.Light);
        Camera camera = new(HeadState.Neutral, width, height);
        Vector3[] pixels = new Vector3[width * height];
        Span<float> x = stackalloc float[8], y = stackalloc float[8];
        for (int i = 0; i < pixels.Length; i += 8)
        {
            for (int k = 0; k < 8; k++)
            {
                (x[k], y[k]) = (((i + k) % width) + 0.5f, ((i + k) / width) + 0.5f);
            }

            Packet3 light = background.At(camera.Rays(Vector256.Create<float>(x), Vector256.Create<float>(y)));
            for (int k = 0; k < 8 && i + k < pixels.Length; k++)
            {
                pixels[i + k] = light.Lane(k);
            }
        }

        _room = (width, height, pixels);
        return pixels;
    }

    /// <summary>Where the plane is: middle, its two directions, and the picture's scale; millimetres in camera space (z towards the camera).</summary>
    private readonly record struct Pose(Vector3 Centre, Vector3 Right, Vector3 Up, Vector3 Normal, float Focal, Vector2 Middle)
    {
        public static Pose Of(HeadState state, Vector2 sway, HeldThing thing, int width, int height)
        {
            const float radian = MathF.PI / 180;
            Matrix4x4 turn = Matrix4x4.CreateRotationX(-state.PitchDegrees * radian)
                * Matrix4x4.CreateRotationY(state.YawDegrees * radian)
                * Matrix4x4.CreateRotationZ(state.RollDegrees * radian);
            // Held so near that the shown face is as large as a real one would be.
            float distance = state.DistanceMillimetres * thing.PupilMillimetres / RealPupilMillimetres;
            Vector3 centre = new(sway.X * distance, -sway.Y * distance, -distance);
            return new(
                centre,
                Vector3.TransformNormal(Vector3.UnitX, turn),
                Vector3.TransformNormal(Vector3.UnitY, turn),
                Vector3.TransformNormal(Vector3.UnitZ, turn),
                height * FocalShareOfHeight,
                new(width / 2f, height / 2f));
        }

        public Vector2? Meet(Vector2 pixel)
        {
            Vector3 ray = new((pixel.X - Middle.X) / Focal, (Middle.Y - pixel.Y) / Focal, -1);
            float facing = Vector3.Dot(ray, Normal);
            if (facing > -0.02f)
            {
                return null;
            }

            Vector3 on = (ray * (Vector3.Dot(Centre, Normal) / facing)) - Centre;
            return new(Vector3.Dot(on, Right), Vector3.Dot(on, Up));
        }

        public Vector2 Project(Vector2 at)
        {
            Vector3 p = Centre + (Right * at.X) + (Up * at.Y);
            return Middle + (new Vector2(p.X, -p.Y) * (Focal / -p.Z));
        }
    }
}
