using System.Numerics;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.People;

/// <summary>What is behind the person, out of focus, as a function of the direction of sight; linear light.</summary>
internal sealed class RoomBackground
{
    private readonly SceneLight _light;
    private readonly Vector3 _wall;
    private readonly List<Panel> _panels = [];

    public RoomBackground(SceneLight light)
    {
        _light = light;
        SeededGenerator draw = new(SeededGenerator.Mix(light.RoomSeed, 5));
        _wall = light.Background == BackgroundKind.Plain
            ? new(0.80f, 0.82f, 0.84f)
            : Vector3.Lerp(new(0.62f, 0.60f, 0.54f), new(0.50f, 0.58f, 0.60f), draw.NextUnit());
        if (light.Background == BackgroundKind.LivingRoom)
        {
            float window = -0.62f + (0.1f * draw.NextUnit());
            _panels.Add(new(new(window, 0.22f), new(0.20f, 0.30f), new(0.40f, 0.38f, 0.34f)));
            _panels.Add(new(new(window - 0.09f, 0.22f), new(0.08f, 0.27f), new(1.30f, 1.36f, 1.40f)));
            _panels.Add(new(new(window + 0.09f, 0.22f), new(0.08f, 0.27f), new(1.22f, 1.30f, 1.36f)));
            float shelf = 0.50f + (0.08f * draw.NextUnit());
            _panels.Add(new(new(shelf, -0.05f), new(0.22f, 0.015f), new(0.20f, 0.12f, 0.07f)));
            for (float x = shelf - 0.19f; x < shelf + 0.18f;)
            {
                float width = draw.NextBetween(0.012f, 0.026f), height = draw.NextBetween(0.05f, 0.085f);
                _panels.Add(new(new(x + width, -0.035f + height), new(width * 0.9f, height), new(draw.NextBetween(0.08f, 0.5f), draw.NextBetween(0.08f, 0.35f), draw.NextBetween(0.06f, 0.35f))));
                x += (2 * width) + (draw.NextChance(0.2f) ? 0.03f : 0);
            }

            _panels.Add(new(new(0.34f, 0.32f), new(0.11f, 0.085f), new(0.16f, 0.10f, 0.06f)));
            _panels.Add(new(new(0.34f, 0.32f), new(0.095f, 0.07f), new(0.38f, 0.46f, 0.34f)));
        }
        else if (light.Background == BackgroundKind.Office)
        {
            _panels.Add(new(new(-0.55f, -0.02f), new(0.20f, 0.42f), new(0.34f, 0.25f, 0.17f)));
            _panels.Add(new(new(-0.55f, -0.02f), new(0.006f, 0.40f), new(0.10f, 0.07f, 0.05f)));
            _panels.Add(new(new(0.52f, 0.02f), new(0.17f, 0.46f), new(0.56f, 0.50f, 0.42f)));
            _panels.Add(new(new(0.39f, -0.05f), new(0.015f, 0.012f), new(0.12f, 0.12f, 0.12f)));
        }
    }

    private readonly record struct Panel(Vector2 Centre, Vector2 Half, Vector3 Colour);

    /// <summary>Light from behind for directions of sight.</summary>
    public Packet3 At(in Packet3 ray)
    {
        Lanes u = ray.X / (ray.Z * -1), v = ray.Y / (ray.Z * -1);
        Packet3 colour = Packet3.Splat(_wall);
        foreach (Panel panel in _panels)
        {
            Lanes x = Vector256.Abs(u - Vector256.Create(panel.Centre.X)) - Vector256.Create(panel.Half.X);
            Lanes y = Vector256.Abs(v - Vector256.Create(panel.Centre.Y)) - Vector256.Create(panel.Half.Y);
            Lanes share = LaneMath.Step(0.012f, -0.012f, x) * LaneMath.Step(0.012f, -0.012f, y);
            colour = Packet3.Mix(colour, Packet3.Splat(panel.Colour), share);
        }

        // The wall gets darker away from the light and towards the corners.
        Lanes side = (u * (_light.KeyDirection.X * 0.30f)) + (v * 0.12f);
        Lanes corner = ((u * u) + (v * v)) * 0.16f;
        float level = (_light.Background == BackgroundKind.Plain ? 0.95f : 0.85f) * (0.35f * _light.KeyStrength + 0.85f * _light.AmbientStrength);
        return colour * ((Vector256<float>.One + side - corner) * level);
    }
}
