using System.Numerics;
using System.Runtime.Intrinsics;
using RemoteVerify.Synthetic.People;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>The mirror image of a window or lamp in a shiny surface.</summary>
public sealed record GlareOptions
{
    /// <summary>Light added where it is brightest; 0 none.</summary>
    public float Strength { get; init; }

    /// <summary>Half the width and height, as tangents of the angle of sight.</summary>
    public Vector2 Half { get; init; } = new(0.12f, 0.20f);

    /// <summary>Width of the blurred edge, as a share of the half size: small on glass, large on photo paper.</summary>
    public float Softness { get; init; } = 0.6f;

    /// <summary>Where it is seen while the thing is held as at first, as a share of half the thing's size.</summary>
    public Vector2 Place { get; init; } = new(-0.4f, 0.4f);

    /// <summary>Turn of the window's edges in radians.</summary>
    public float Lean { get; init; }
}

/// <summary>A glare that wanders over the surface as it is turned, because it is a reflection.</summary>
internal sealed class WindowGlare
{
    private readonly GlareOptions _options;
    private readonly Vector3 _towards, _across, _up;

    /// <param name="options">What is mirrored.</param>
    /// <param name="shape">How the thing is bent.</param>
    /// <param name="placement">How it is held at first.</param>
    /// <param name="half">Half its size.</param>
    public WindowGlare(GlareOptions options, SheetShape shape, Placement placement, Vector2 half)
    {
        _options = options;
        Vector2 at = options.Place * half;
        Vector3 sight = Vector3.Normalize(placement.ToCamera(shape.Place(at)));
        _towards = Vector3.Reflect(sight, placement.Turn(shape.Normal(at)));
        Vector3 side = Vector3.Normalize(Vector3.Cross(Vector3.UnitY, _towards)), up = Vector3.Cross(_towards, side);
        _across = (side * MathF.Cos(options.Lean)) + (up * MathF.Sin(options.Lean));
        _up = Vector3.Cross(_towards, _across);
    }

    /// <summary>Light added to eight places.</summary>
    public Lanes At(in SheetPatch patch)
    {
        if (_options.Strength <= 0)
        {
            return Lanes.Zero;
        }

        Lanes along = patch.Sight.Dot(patch.Normal) * 2;
        Packet3 mirrored = patch.Sight - (patch.Normal * along);
        Lanes depth = LaneMath.Max(mirrored.Dot(Packet3.Splat(_towards)), 0.05f);
        Lanes x = Vector256.Abs(mirrored.Dot(Packet3.Splat(_across)) / depth) * (1 / _options.Half.X);
        Lanes y = Vector256.Abs(mirrored.Dot(Packet3.Splat(_up)) / depth) * (1 / _options.Half.Y);
        float soft = MathF.Max(0.02f, _options.Softness);
        Lanes panel = LaneMath.Step(1 + soft, 1 - soft, x) * LaneMath.Step(1 + soft, 1 - soft, y);
        // The cross of a window frame, where the surface is smooth enough to show it.
        Lanes bars = LaneMath.Min(LaneMath.Step(0.02f, 0.06f + soft, x), LaneMath.Step(0.02f, 0.06f + soft, Vector256.Abs(y - Vector256.Create(0.25f))));
        Lanes frame = LaneMath.Mix(Lanes.One, bars, Vector256.Create(Math.Clamp(1 - (2.5f * soft), 0, 0.8f)));
        return panel * frame * _options.Strength;
    }
}
