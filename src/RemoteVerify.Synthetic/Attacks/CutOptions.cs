using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>A print that was cut with scissors along the head's outline or, as a mask, along the face, and its paper.</summary>
public sealed record CutOptions
{
    public PrintOptions Print { get; init; } = new() { BorderMillimetres = 0, Hands = [] };

    /// <summary>Pupil distance as printed.</summary>
    public float PupilMillimetres { get; init; } = 62;

    /// <summary>White or background left around the outline, millimetres at the size printed.</summary>
    public float RimMillimetres { get; init; } = 1.5f;

    /// <summary>How unsteady the scissors were, as a share of the radius.</summary>
    public float Wobble { get; init; } = 0.012f;

    /// <summary>Whether there are holes for the wearer's eyes.</summary>
    public bool EyeHoles { get; init; }

    /// <summary>Whether it is worn on a head; otherwise a hand holds it.</summary>
    public bool Worn { get; init; }

    /// <summary>Radius to which a mask is bent, millimetres.</summary>
    public float HeadRadiusMillimetres { get; init; } = 88;

    /// <summary>Distance from the wearer's face.</summary>
    public float GapMillimetres { get; init; } = 12;

    /// <summary>Errors of how it is put on: across and down as shares of the pupil distance, and turn in degrees.</summary>
    public System.Numerics.Vector3 Misfit { get; init; }

    /// <summary>Changes the scissors' line.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Another print, scissors and fit for every seed.</summary>
    /// <param name="seed">Chance.</param>
    /// <param name="mask">Whether it is bent round a head.</param>
    public static CutOptions Draw(ulong seed, bool mask)
    {
        SeededGenerator draw = new(SeededGenerator.Mix(seed, mask ? 0x3A5CUL : 0xC070UL));
        PrintOptions print = PrintOptions.Draw(seed);
        bool worn = mask || draw.NextChance(0.55f);
        float size = draw.NextBetween(0.88f, 1.12f);
        return new()
        {
            Print = print with
            {
                BorderMillimetres = 0,
                Tightness = 0,
                Curvature = worn ? draw.NextBetween(0, 1 / 260f) : print.Curvature,
                Hands = worn ? [] : [HandGrip.Draw(draw, false) is [HandGrip hand, ..] ? hand with { Edge = GripEdge.Below, At = draw.NextBetween(-0.3f, 0.3f) } : new HandGrip()],
            },
            PupilMillimetres = 62 * size,
            RimMillimetres = draw.NextChance(0.5f) ? draw.NextBetween(-1, 1) : draw.NextBetween(1, 5),
            Wobble = draw.NextBetween(0.004f, 0.025f),
            EyeHoles = worn && draw.NextChance(0.55f),
            Worn = worn,
            HeadRadiusMillimetres = draw.NextBetween(74, 120),
            GapMillimetres = draw.NextBetween(mask ? 4 : 8, mask ? 16 : 40),
            Misfit = new(0.10f * draw.NextBell(), 0.08f * draw.NextBell(), 2.5f * draw.NextBell()),
            Seed = draw.NextBits(),
        };
    }
}
