using System.Numerics;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.People;

/// <summary>What is behind the person, out of focus, as a function of the direction of sight; linear light.</summary>
internal sealed class RoomBackground
{
    private const float UsualBlur = 0.012f;
    private readonly SceneLight _light;
    private readonly Vector3 _wall;
    private readonly float _blur = UsualBlur;
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
        else if (light.Background == BackgroundKind.Any)
        {
            _wall = Colour(draw, 0.25f, 0.75f, 0.18f);
            _blur = draw.NextBetween(0.003f, 0.035f);
            Furnish(draw);
        }
    }

    // Things behind one another: windows shine, the rest is lit like the wall.
    private void Furnish(SeededGenerator draw)
    {
        for (int thing = 1 + draw.NextIndex(6); thing > 0; thing--)
        {
            Vector2 centre = new(draw.NextBetween(-0.8f, 0.8f), draw.NextBetween(-0.35f, 0.5f));
            switch (draw.NextIndex(5))
            {
                case 0:
                    Window(draw, centre);
                    break;
                case 1:
                    Shelf(draw, centre);
                    break;
                case 2:
                    Picture(draw, centre);
                    break;
                case 3:
                    Curtain(draw, centre.X);
                    break;
                default:
                    _panels.Add(new(centre with { Y = -0.3f }, new(draw.NextBetween(0.08f, 0.35f), draw.NextBetween(0.1f, 0.6f)), Colour(draw, 0.08f, 0.6f, 0.2f)));
                    break;
            }
        }
    }

    private void Window(SeededGenerator draw, Vector2 centre)
    {
        Vector2 half = new(draw.NextBetween(0.1f, 0.3f), draw.NextBetween(0.15f, 0.35f));
        Vector3 frame = Colour(draw, 0.2f, 0.7f, 0.05f), sky = new Vector3(1.05f, 1.12f, 1.2f) * draw.NextBetween(0.5f, 1.5f);
        _panels.Add(new(centre, half, frame));
        int panes = 1 + draw.NextIndex(3);
        for (int i = 0; i < panes; i++)
        {
            float x = centre.X + (half.X * (((2 * i) + 1f) / panes - 1));
            _panels.Add(new(centre with { X = x }, new((half.X / panes) - 0.012f, half.Y - 0.02f), sky * draw.NextBetween(0.92f, 1.05f)));
        }
    }

    private void Shelf(SeededGenerator draw, Vector2 centre)
    {
        float half = draw.NextBetween(0.12f, 0.35f);
        for (int row = draw.NextIndex(3); row >= 0; row--)
        {
            float y = centre.Y - (0.21f * row);
            _panels.Add(new(centre with { Y = y }, new(half, 0.014f), Colour(draw, 0.08f, 0.35f, 0.15f)));
            for (float x = centre.X - half + 0.02f; x < centre.X + half - 0.03f;)
            {
                Vector2 book = new(draw.NextBetween(0.010f, 0.028f), draw.NextBetween(0.04f, 0.085f));
                _panels.Add(new(new(x + book.X, y + 0.014f + book.Y), book * new Vector2(0.9f, 1), Colour(draw, 0.05f, 0.6f, 0.6f)));
                x += (2 * book.X) + (draw.NextChance(0.25f) ? draw.NextBetween(0.02f, 0.1f) : 0);
            }
        }
    }

    private void Picture(SeededGenerator draw, Vector2 centre)
    {
        Vector2 half = new(draw.NextBetween(0.05f, 0.18f), draw.NextBetween(0.05f, 0.16f));
        _panels.Add(new(centre, half, Colour(draw, 0.03f, 0.6f, 0.2f)));
        _panels.Add(new(centre, half - new Vector2(0.015f), Colour(draw, 0.2f, 0.8f, 0.3f)));
        _panels.Add(new(centre + new Vector2(0, -0.3f * half.Y), (half - new Vector2(0.015f)) * new Vector2(1, 0.6f), Colour(draw, 0.1f, 0.6f, 0.5f)));
    }

    private void Curtain(SeededGenerator draw, float x)
    {
        Vector3 cloth = Colour(draw, 0.2f, 0.7f, 0.3f);
        for (int fold = 0; fold < 7; fold++)
        {
            _panels.Add(new(new(x + (0.035f * fold), 0.1f), new(0.022f, 0.9f), cloth * (1 - (0.16f * (fold & 1)))));
        }
    }

    private static Vector3 Colour(SeededGenerator draw, float dark, float light, float colourful)
    {
        Vector3 grey = new(draw.NextBetween(dark, light));
        return Vector3.Clamp(grey * (Vector3.One + new Vector3(draw.NextBetween(-colourful, colourful), draw.NextBetween(-colourful, colourful), draw.NextBetween(-colourful, colourful))), new(0.02f), new(0.95f));
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
            Lanes share = LaneMath.Step(_blur, -_blur, x) * LaneMath.Step(_blur, -_blur, y);
            colour = Packet3.Mix(colour, Packet3.Splat(panel.Colour), share);
        }

        // The wall gets darker away from the light and towards the corners.
        Lanes side = (u * (_light.KeyDirection.X * 0.30f)) + (v * 0.12f);
        Lanes corner = ((u * u) + (v * v)) * 0.16f;
        float level = (_light.Background == BackgroundKind.Plain ? 0.95f : 0.85f) * (0.35f * _light.KeyStrength + 0.85f * _light.AmbientStrength);
        return colour * ((Vector256<float>.One + side - corner) * level);
    }
}
