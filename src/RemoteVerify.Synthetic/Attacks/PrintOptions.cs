using System.Numerics;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>A sheet of paper with a picture. The defaults are a home print of a photograph, held with one thumb.</summary>
public sealed record PrintOptions
{
    /// <summary>Width and height of the sheet; it is turned to suit the picture.</summary>
    public Vector2 PaperMillimetres { get; init; } = new(164, 214);

    /// <summary>White on all sides.</summary>
    public float BorderMillimetres { get; init; } = 7;

    /// <summary>0: as much of the picture as fits; 1: the head alone.</summary>
    public float Tightness { get; init; }

    /// <summary>Distance of the dots of the screen; 0 for photo paper without dots.</summary>
    public float DotMillimetres { get; init; } = 0.85f;

    /// <summary>Contrast of the dots, 0 to 1.</summary>
    public float DotContrast { get; init; } = 0.3f;

    /// <summary>Angles of the screens of cyan, magenta, yellow in degrees.</summary>
    public Vector3 DotDegrees { get; init; } = new(15, 75, 0);

    /// <summary>Unevenness by single ink drops, 0 to 1.</summary>
    public float Grain { get; init; } = 0.15f;

    /// <summary>Stripes of a tired print head, 0 to 1.</summary>
    public float Stripes { get; init; }

    /// <summary>Reflection of the darkest ink: 0.02 photo paper, 0.12 faded.</summary>
    public float InkFloor { get; init; } = 0.05f;

    /// <summary>1 full colour, 0 grey.</summary>
    public float InkSaturation { get; init; } = 0.78f;

    /// <summary>Factors of the inks on red, green, blue.</summary>
    public Vector3 InkCast { get; init; } = new(0.80f, 0.74f, 0.70f);

    /// <summary>Reflection of the bare paper.</summary>
    public Vector3 Paper { get; init; } = new(0.86f, 0.85f, 0.80f);

    /// <summary>One over the radius of the bend in millimetres; 0 flat.</summary>
    public float Curvature { get; init; }

    /// <summary>Direction across the bend's axis in degrees; 0 bends left and right back.</summary>
    public float BendDegrees { get; init; }

    /// <summary>Rise on both sides of an old fold, millimetres per millimetre; 0 no fold.</summary>
    public float Fold { get; init; }

    /// <summary>Direction across the fold in degrees.</summary>
    public float FoldDegrees { get; init; }

    /// <summary>Where the fold is, from the middle.</summary>
    public float FoldAtMillimetres { get; init; }

    public GlareOptions Glare { get; init; } = new();

    /// <summary>Who holds it.</summary>
    public IReadOnlyList<HandGrip> Hands { get; init; } = [new()];

    /// <summary>Another printer, paper and hand for every seed.</summary>
    public static PrintOptions Draw(ulong seed)
    {
        SeededGenerator draw = new(SeededGenerator.Mix(seed, 0x9417));
        ReadOnlySpan<Vector2> papers = [new(210, 297), new(210, 297), new(148, 210), new(105, 148), new(102, 152), new(127, 178), new(203, 254)];
        Vector2 paper = papers[draw.NextIndex(papers.Length)];
        bool photo = draw.NextChance(0.35f), laser = draw.NextChance(0.5f);
        float fade = draw.NextUnit() * draw.NextUnit();
        bool folded = draw.NextChance(photo ? 0.08f : 0.3f);
        return new()
        {
            PaperMillimetres = paper,
            BorderMillimetres = draw.NextChance(0.3f) ? 0 : draw.NextBetween(3, 14),
            Tightness = draw.NextUnit(),
            DotMillimetres = photo || !laser ? 0 : MathF.Exp(draw.NextBetween(MathF.Log(0.17f), MathF.Log(0.9f))),
            DotContrast = draw.NextBetween(0.25f, 0.9f),
            DotDegrees = new(15 + draw.NextBetween(-8, 8), 75 + draw.NextBetween(-8, 8), draw.NextBetween(-4, 4)),
            Grain = photo ? draw.NextBetween(0, 0.06f) : draw.NextBetween(0.05f, 0.35f),
            Stripes = !photo && !laser && draw.NextChance(0.5f) ? draw.NextBetween(0.01f, 0.06f) : 0,
            InkFloor = photo ? draw.NextBetween(0.015f, 0.04f) : 0.03f + (0.12f * fade),
            InkSaturation = photo ? draw.NextBetween(0.85f, 1.1f) : draw.NextChance(0.08f) ? 0 : draw.NextBetween(0.6f, 0.95f),
            InkCast = new Vector3(0.84f) + (new Vector3(0.06f * draw.NextBell(), 0.04f * draw.NextBell(), 0.07f * draw.NextBell()) * (photo ? 0.6f : 1.2f)),
            Paper = new Vector3(draw.NextBetween(0.80f, 0.92f)) * new Vector3(1, draw.NextBetween(0.985f, 1), draw.NextBetween(0.92f, 1.02f)),
            Curvature = Math.Clamp(draw.NextBell(), -2, 2) / (photo ? 900 : 420),
            BendDegrees = draw.NextChance(0.7f) ? draw.NextBetween(-20, 20) : draw.NextBetween(60, 120),
            Fold = folded ? draw.NextBetween(-0.14f, 0.14f) : 0,
            FoldDegrees = draw.NextChance(0.5f) ? draw.NextBetween(-4, 4) : 90 + draw.NextBetween(-4, 4),
            FoldAtMillimetres = draw.NextBetween(-15, 15),
            Glare = DrawGlare(draw, photo),
            Hands = HandGrip.Draw(draw, paper.X > 140),
        };
    }

    private static GlareOptions DrawGlare(SeededGenerator draw, bool photo) => new()
    {
        Strength = draw.NextChance(photo ? 0.7f : 0.2f) ? draw.NextBetween(0.04f, photo ? 0.45f : 0.12f) : 0,
        Half = new(draw.NextBetween(0.06f, 0.2f), draw.NextBetween(0.1f, 0.3f)),
        Softness = draw.NextBetween(0.45f, 0.95f),
        Place = new(draw.NextBetween(-1, 1), draw.NextBetween(-1, 1)),
        Lean = draw.NextBetween(-0.4f, 0.4f),
    };
}
