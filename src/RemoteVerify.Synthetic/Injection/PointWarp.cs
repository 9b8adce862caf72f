using System.Numerics;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Injection;

/// <summary>Bends one picture so that all five landmarks come to lie exactly on wanted ones: the similarity of <see cref="FaceWarp"/> and what is left, spread by distance.</summary>
internal sealed class PointWarp
{
    private readonly Vector2[] _wanted;
    private readonly Vector2[] _rest;
    private readonly Matrix3x2 _toSource;
    private readonly float _reach;

    private PointWarp(Vector2[] wanted, Vector2[] rest, Matrix3x2 toSource, float reach) => (_wanted, _rest, _toSource, _reach) = (wanted, rest, toSource, reach);

    public static PointWarp Between(FacePoints source, FacePoints wanted)
    {
        Vector2[] to = Points(source), from = Points(wanted);
        Vector2 middleFrom = Mean(from), middleTo = Mean(to);
        float a = 0, b = 0, size = 0;
        for (int i = 0; i < from.Length; i++)
        {
            Vector2 p = from[i] - middleFrom, q = to[i] - middleTo;
            a += Vector2.Dot(p, q);
            b += (p.X * q.Y) - (p.Y * q.X);
            size += p.LengthSquared();
        }

        (a, b) = (a / size, b / size);
        Matrix3x2 map = new(a, b, -b, a, middleTo.X - (a * middleFrom.X) + (b * middleFrom.Y), middleTo.Y - (b * middleFrom.X) - (a * middleFrom.Y));
        return new(from, [.. from.Zip(to, (f, t) => t - Vector2.Transform(f, map))], map, MathF.Sqrt(size / from.Length));
    }

    /// <summary>The place in the source that comes to lie at a place of the bent picture.</summary>
    public Vector2 Source(Vector2 place)
    {
        Vector2 shift = Vector2.Zero;
        float weights = 0.15f;
        for (int i = 0; i < _wanted.Length; i++)
        {
            float near = Vector2.DistanceSquared(place, _wanted[i]) / (_reach * _reach);
            float weight = 1 / ((near * near) + 0.02f);
            shift += _rest[i] * weight;
            weights += weight;
        }

        return Vector2.Transform(place, _toSource) + (shift / weights);
    }

    private static Vector2[] Points(FacePoints p) => [p.RightEye, p.LeftEye, p.NoseTip, p.RightMouthCorner, p.LeftMouthCorner];

    private static Vector2 Mean(Vector2[] points) => points.Aggregate(Vector2.Zero, (sum, point) => sum + point) / points.Length;
}
