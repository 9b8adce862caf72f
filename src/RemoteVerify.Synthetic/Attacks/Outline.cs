using System.Numerics;
using System.Runtime.Intrinsics;
using RemoteVerify.Synthetic.People;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>The edge of a sheet, in millimetres from its middle: negative distances are inside.</summary>
internal abstract class Outline
{
    /// <summary>Distance from the edge, exact near it.</summary>
    public abstract Lanes Distance(Lanes u, Lanes v);

    /// <summary>Half of the smallest rectangle around it.</summary>
    public abstract Vector2 Half { get; }
}

/// <summary>A rectangle with rounded corners.</summary>
internal sealed class RectangleOutline(Vector2 half, float radius) : Outline
{
    public override Vector2 Half => half;

    public override Lanes Distance(Lanes u, Lanes v)
    {
        Lanes x = Vector256.Abs(u) - Vector256.Create(half.X - radius), y = Vector256.Abs(v) - Vector256.Create(half.Y - radius);
        Lanes outside = Vector256.Sqrt(LaneMath.Square(LaneMath.Max(x, 0)) + LaneMath.Square(LaneMath.Max(y, 0)));
        return outside + LaneMath.Min(LaneMath.Max(x, y), 0) - Vector256.Create(radius);
    }
}

/// <summary>A closed line around a point, given by its radius in equal steps of angle, with holes.</summary>
/// <param name="centre">The point.</param>
/// <param name="radii">From the right, counter-clockwise.</param>
/// <param name="holes">Ellipses that are cut out: middle and half axes.</param>
internal sealed class CutOutline(Vector2 centre, float[] radii, IReadOnlyList<(Vector2 Middle, Vector2 Half)> holes) : Outline
{
    private readonly float[] _radii = [.. radii, radii[0]];

    public override Vector2 Half { get; } = Vector2.Abs(centre) + new Vector2(radii.Max());

    public override Lanes Distance(Lanes u, Lanes v)
    {
        Lanes distance = Lanes.Zero;
        for (int i = 0; i < Lanes.Count; i++)
        {
            distance = distance.WithElement(i, Radial(u[i] - centre.X, v[i] - centre.Y));
        }

        foreach ((Vector2 middle, Vector2 half) in holes)
        {
            Lanes x = (u - Vector256.Create(middle.X)) * (1 / half.X), y = (v - Vector256.Create(middle.Y)) * (1 / half.Y);
            distance = LaneMath.Max(distance, (Lanes.One - Vector256.Sqrt((x * x) + (y * y))) * MathF.Min(half.X, half.Y));
        }

        return distance;
    }

    private float Radial(float x, float y)
    {
        float turn = (MathF.Atan2(y, x) / MathF.Tau) + 1;
        float at = (turn - MathF.Floor(turn)) * (_radii.Length - 1);
        int i = Math.Min((int)at, _radii.Length - 2);
        return MathF.Sqrt((x * x) + (y * y)) - (_radii[i] + ((at - i) * (_radii[i + 1] - _radii[i])));
    }
}
