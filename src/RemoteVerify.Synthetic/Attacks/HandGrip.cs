using System.Numerics;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>Edge of a sheet or device where a hand is.</summary>
public enum GripEdge
{
    Below,
    Left,
    Right,
}

/// <summary>How a hand holds an edge.</summary>
public enum GripKind
{
    /// <summary>Thumb in front, the other fingers behind.</summary>
    Pinch,

    /// <summary>The ends of four fingers come round the edge from behind.</summary>
    Wrap,
}

/// <summary>A hand at the edge of what it holds.</summary>
public sealed record HandGrip
{
    public GripEdge Edge { get; init; } = GripEdge.Below;

    public GripKind Kind { get; init; } = GripKind.Pinch;

    /// <summary>Where along the edge: -1 the left or lower end, 1 the right or upper end.</summary>
    public float At { get; init; } = 0.5f;

    /// <summary>1 a grown person's hand.</summary>
    public float Size { get; init; } = 1;

    /// <summary>How far the thumb reaches over the edge, millimetres.</summary>
    public float ReachMillimetres { get; init; } = 16;

    /// <summary>Turn of the hand against the edge in degrees.</summary>
    public float LeanDegrees { get; init; } = 12;

    /// <summary>Whether it is the mirror image of the other hand.</summary>
    public bool Mirrored { get; init; }

    /// <summary>Reflection of the skin.</summary>
    public Vector3 Skin { get; init; } = new(0.52f, 0.33f, 0.24f);

    /// <summary>Reflection of the sleeve.</summary>
    public Vector3 Sleeve { get; init; } = new(0.16f, 0.20f, 0.30f);

    /// <summary>Where the sleeve ends, millimetres from the wrist; large for a bare arm.</summary>
    public float SleeveFromMillimetres { get; init; } = 60;

    /// <summary>Hands for a sheet of paper: one below or at a side, or both.</summary>
    /// <param name="draw">Chance.</param>
    /// <param name="large">Whether the sheet is large enough for two hands.</param>
    internal static IReadOnlyList<HandGrip> Draw(SeededGenerator draw, bool large)
    {
        HandGrip one = DrawOne(draw);
        float kind = draw.NextUnit();
        if (kind < 0.08f)
        {
            return [];
        }

        if (kind < (large ? 0.55f : 0.2f))
        {
            // Both hands: at the sides, or below left and right.
            bool sides = draw.NextChance(0.6f);
            float height = draw.NextBetween(-0.8f, 0.1f), apart = draw.NextBetween(0.45f, 0.8f);
            HandGrip left = one with { Edge = sides ? GripEdge.Left : GripEdge.Below, At = sides ? height : -apart, Mirrored = false };
            return [left, left with { Edge = sides ? GripEdge.Right : GripEdge.Below, At = sides ? height + draw.NextBetween(-0.15f, 0.15f) : apart, Mirrored = true, LeanDegrees = one.LeanDegrees + draw.NextBetween(-8, 8) }];
        }

        float place = draw.NextUnit();
        GripEdge edge = place < 0.5f ? GripEdge.Below : place < 0.75f ? GripEdge.Left : GripEdge.Right;
        float at = draw.NextBetween(-0.7f, edge == GripEdge.Below ? 0.7f : 0.3f);
        return [one with { Edge = edge, At = at, Mirrored = edge == GripEdge.Right || (edge == GripEdge.Below && at > 0) }];
    }

    /// <summary>Hands for a telephone (one hand round it) or a tablet (both at the sides).</summary>
    internal static IReadOnlyList<HandGrip> DrawForDevice(SeededGenerator draw, bool wide)
    {
        HandGrip one = DrawOne(draw) with { ReachMillimetres = draw.NextBetween(8, 16) };
        float height = draw.NextBetween(-0.75f, -0.1f);
        bool right = draw.NextChance(0.5f);
        HandGrip thumb = one with { Edge = right ? GripEdge.Right : GripEdge.Left, At = height, Mirrored = right };
        if (wide)
        {
            return draw.NextChance(0.6f)
                ? [thumb, thumb with { Edge = right ? GripEdge.Left : GripEdge.Right, Mirrored = !right, At = height + draw.NextBetween(-0.1f, 0.1f) }]
                : [thumb];
        }

        HandGrip fingers = thumb with { Edge = right ? GripEdge.Left : GripEdge.Right, Kind = GripKind.Wrap, Mirrored = !right, At = height + draw.NextBetween(-0.1f, 0.3f) };
        return draw.NextChance(0.7f) ? [thumb, fingers] : [thumb with { Edge = GripEdge.Below, At = draw.NextBetween(-0.5f, 0.5f) }];
    }

    private static HandGrip DrawOne(SeededGenerator draw)
    {
        float tone = draw.NextUnit();
        Vector3 sleeve = new(draw.NextBetween(0.02f, 0.5f));
        sleeve *= new Vector3(draw.NextBetween(0.6f, 1.3f), draw.NextBetween(0.7f, 1.1f), draw.NextBetween(0.6f, 1.4f));
        return new()
        {
            Size = draw.NextBetween(0.86f, 1.1f),
            ReachMillimetres = draw.NextBetween(8, 26),
            LeanDegrees = draw.NextBetween(-6, 28),
            Skin = Vector3.Lerp(new(0.62f, 0.43f, 0.33f), new(0.36f, 0.215f, 0.145f), tone),
            Sleeve = sleeve,
            SleeveFromMillimetres = draw.NextChance(0.5f) ? draw.NextBetween(10, 70) : 600,
        };
    }
}
