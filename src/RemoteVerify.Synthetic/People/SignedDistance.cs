using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.People;

/// <summary>An ellipsoid along the axes.</summary>
internal readonly struct Ellipsoid(Vector3 centre, Vector3 radii)
{
    private readonly Vector3 _centre = centre;
    private readonly Vector3 _inverse = Vector3.One / radii;

    /// <summary>Distance, exact on the surface and nearly so around it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Distance(in Packet3 p)
    {
        Lanes x = (p.X - Vector256.Create(_centre.X)) * _inverse.X;
        Lanes y = (p.Y - Vector256.Create(_centre.Y)) * _inverse.Y;
        Lanes z = (p.Z - Vector256.Create(_centre.Z)) * _inverse.Z;
        Lanes unit = Vector256.Sqrt((x * x) + (y * y) + (z * z));
        x *= _inverse.X;
        y *= _inverse.Y;
        z *= _inverse.Z;
        Lanes gradient = Vector256.Sqrt((x * x) + (y * y) + (z * z));
        return unit * (unit - Lanes.One) / LaneMath.Max(gradient, 1e-6f);
    }
}

/// <summary>A sphere.</summary>
internal readonly struct Sphere(Vector3 centre, float radius)
{
    private readonly Vector3 _centre = centre;
    private readonly float _radius = radius;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Distance(in Packet3 p) => p.Shift(-_centre.X, -_centre.Y, -_centre.Z).Length() - Vector256.Create(_radius);
}

/// <summary>A line with round ends whose thickness goes from one radius to another.</summary>
internal readonly struct Capsule
{
    private readonly Vector3 _from;
    private readonly Vector3 _along;
    private readonly Vector3 _project;
    private readonly float _radius;
    private readonly float _growth;

    public Capsule(Vector3 from, Vector3 to, float radiusFrom, float radiusTo)
    {
        _from = from;
        _along = to - from;
        _project = _along / Vector3.Dot(_along, _along);
        _radius = radiusFrom;
        _growth = radiusTo - radiusFrom;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Distance(in Packet3 p)
    {
        Packet3 a = p.Shift(-_from.X, -_from.Y, -_from.Z);
        Lanes share = LaneMath.Clamp((a.X * _project.X) + (a.Y * _project.Y) + (a.Z * _project.Z), 0, 1);
        Packet3 off = new(a.X - (share * _along.X), a.Y - (share * _along.Y), a.Z - (share * _along.Z));
        return off.Length() - Vector256.Create(_radius) - (share * _growth);
    }
}

/// <summary>How two shapes are joined.</summary>
internal static class SignedDistance
{
    /// <summary>Union whose seam is rounded over a width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Join(Lanes a, Lanes b, float width)
    {
        Lanes h = LaneMath.Max(Vector256.Create(width) - Vector256.Abs(a - b), 0);
        return LaneMath.Min(a, b) - (h * h * (0.25f / width));
    }

    /// <summary>Takes <paramref name="cut"/> away, with a rounded edge.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Carve(Lanes a, Lanes cut, float width) => -Join(-a, cut, width);

    /// <summary>What both have in common, with a rounded edge.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Common(Lanes a, Lanes b, float width) => -Join(-a, -b, width);
}
