using System.Numerics;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>How the coloured parts of a screen's pixels are arranged.</summary>
public enum SubpixelLayout
{
    /// <summary>Red, green, blue columns: most liquid crystal screens.</summary>
    Stripes,

    /// <summary>Every pixel has green, every second one red or blue, diagonally: most telephones.</summary>
    Diamond,
}

/// <summary>A screen that shows a picture. The defaults are a tablet.</summary>
public sealed record ScreenOptions
{
    /// <summary>Width and height of the lit part; it is turned to suit the picture where <see cref="Turns"/> says so.</summary>
    public Vector2 LitMillimetres { get; init; } = new(160, 213);

    /// <summary>Whether the device is turned on its side for a broad picture.</summary>
    public bool Turns { get; init; } = true;

    /// <summary>Frame at the sides.</summary>
    public float BezelMillimetres { get; init; } = 9;

    /// <summary>More frame below, as laptops have.</summary>
    public float ChinMillimetres { get; init; }

    /// <summary>Radius of the device's corners.</summary>
    public float CornerMillimetres { get; init; } = 8;

    /// <summary>Reflection of the frame.</summary>
    public Vector3 BezelColour { get; init; } = new(0.012f);

    /// <summary>0: as much of the picture as fits; 1: the head alone.</summary>
    public float Tightness { get; init; }

    /// <summary>Distance of the pixels.</summary>
    public float PitchMillimetres { get; init; } = 0.31f;

    public SubpixelLayout Layout { get; init; } = SubpixelLayout.Stripes;

    /// <summary>How much of the pattern passes the lens, 0 to 1.</summary>
    public float PatternContrast { get; init; } = 0.6f;

    /// <summary>Light of full white, where 1 is white paper in the room.</summary>
    public float Brightness { get; init; } = 1.08f;

    /// <summary>Colour of white.</summary>
    public Vector3 White { get; init; } = new(0.95f, 1, 1.13f);

    /// <summary>Light of black.</summary>
    public float BlackLevel { get; init; } = 0.02f;

    /// <summary>Darker and brighter bands because the backlight flickers, 0 to 1.</summary>
    public float Banding { get; init; }

    /// <summary>Bands per picture height.</summary>
    public float Bands { get; init; } = 2.5f;

    public GlareOptions Glare { get; init; } = new() { Strength = 0.14f, Softness = 0.3f, Place = new(0.35f, 0.4f), Lean = 0.3f };

    /// <summary>Who holds it.</summary>
    public IReadOnlyList<HandGrip> Hands { get; init; } = [new()];

    /// <summary>Another device for every seed: telephone, tablet, laptop or monitor.</summary>
    public static ScreenOptions Draw(ulong seed)
    {
        SeededGenerator draw = new(SeededGenerator.Mix(seed, 0x5C4EE));
        ScreenOptions device = draw.NextIndex(10) switch
        {
            < 4 => Telephone(draw),
            < 7 => Tablet(draw),
            _ => Laptop(draw),
        };
        float cold = draw.NextBetween(-0.06f, 0.16f);
        return device with
        {
            Tightness = MathF.Sqrt(draw.NextUnit()) * 0.95f,
            PatternContrast = draw.NextBetween(0.25f, 1),
            Brightness = MathF.Exp(draw.NextBetween(MathF.Log(0.55f), MathF.Log(1.7f))),
            White = new(1 - (0.5f * cold), 1 + (0.02f * draw.NextBell()), 1 + cold),
            BlackLevel = draw.NextBetween(0.002f, 0.03f),
            Banding = draw.NextChance(0.45f) ? draw.NextBetween(0.02f, 0.16f) : 0,
            Bands = draw.NextBetween(1.2f, 7),
            Glare = new()
            {
                Strength = draw.NextChance(0.65f) ? draw.NextBetween(0.02f, 0.3f) : 0,
                Half = new(draw.NextBetween(0.06f, 0.25f), draw.NextBetween(0.08f, 0.3f)),
                Softness = draw.NextBetween(0.04f, 0.5f),
                Place = new(draw.NextBetween(-1.1f, 1.1f), draw.NextBetween(-1.1f, 1.1f)),
                Lean = draw.NextBetween(-0.3f, 0.3f),
            },
        };
    }

    private static ScreenOptions Telephone(SeededGenerator draw)
    {
        bool diamond = draw.NextChance(0.6f), bare = draw.NextChance(0.3f);
        return new()
        {
            LitMillimetres = new Vector2(draw.NextBetween(62, 71), draw.NextBetween(132, 155)),
            BezelMillimetres = draw.NextBetween(2, 4.5f),
            ChinMillimetres = bare ? draw.NextBetween(6, 14) : 0,
            CornerMillimetres = draw.NextBetween(5, 10),
            BezelColour = draw.NextChance(0.8f) ? new(draw.NextBetween(0.006f, 0.02f)) : new(draw.NextBetween(0.45f, 0.7f)),
            PitchMillimetres = draw.NextBetween(0.050f, 0.095f),
            Layout = diamond ? SubpixelLayout.Diamond : SubpixelLayout.Stripes,
            Hands = HandGrip.DrawForDevice(draw, wide: false),
        };
    }

    private static ScreenOptions Tablet(SeededGenerator draw) => new()
    {
        LitMillimetres = new Vector2(draw.NextBetween(120, 165), draw.NextBetween(195, 225)),
        BezelMillimetres = draw.NextBetween(6, 16),
        CornerMillimetres = draw.NextBetween(5, 14),
        BezelColour = draw.NextChance(0.7f) ? new(draw.NextBetween(0.006f, 0.02f)) : new(draw.NextBetween(0.55f, 0.75f)),
        PitchMillimetres = draw.NextBetween(0.09f, 0.17f),
        Hands = HandGrip.DrawForDevice(draw, wide: true),
    };

    private static ScreenOptions Laptop(SeededGenerator draw) => new()
    {
        LitMillimetres = new Vector2(1.6f, 1) * draw.NextBetween(175, 225),
        Turns = false,
        BezelMillimetres = draw.NextBetween(4, 16),
        ChinMillimetres = draw.NextBetween(6, 22),
        CornerMillimetres = draw.NextBetween(3, 10),
        BezelColour = draw.NextChance(0.75f) ? new(draw.NextBetween(0.008f, 0.03f)) : new(draw.NextBetween(0.35f, 0.5f)),
        PitchMillimetres = draw.NextBetween(0.12f, 0.28f),
        Hands = [],
    };
}
