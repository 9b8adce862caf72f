using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.People;

/// <summary>Eight points, directions or colours side by side: the renderer works on eight rays at once.</summary>
internal readonly struct Packet3(Lanes x, Lanes y, Lanes z)
{
    public readonly Lanes X = x;
    public readonly Lanes Y = y;
    public readonly Lanes Z = z;

    public static Packet3 Splat(Vector3 v) => new(Vector256.Create(v.X), Vector256.Create(v.Y), Vector256.Create(v.Z));

    public static Packet3 Splat(float x, float y, float z) => new(Vector256.Create(x), Vector256.Create(y), Vector256.Create(z));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet3 operator +(in Packet3 a, in Packet3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet3 operator -(in Packet3 a, in Packet3 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet3 operator *(in Packet3 a, in Packet3 b) => new(a.X * b.X, a.Y * b.Y, a.Z * b.Z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet3 operator *(in Packet3 a, Lanes s) => new(a.X * s, a.Y * s, a.Z * s);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet3 operator *(in Packet3 a, float s) => new(a.X * s, a.Y * s, a.Z * s);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Packet3 Shift(float x, float y, float z) => new(X + Vector256.Create(x), Y + Vector256.Create(y), Z + Vector256.Create(z));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Packet3 MirrorX() => new(Vector256.Abs(X), Y, Z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Dot(in Packet3 b) => (X * b.X) + (Y * b.Y) + (Z * b.Z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Length() => Vector256.Sqrt((X * X) + (Y * Y) + (Z * Z));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Packet3 Normalise() => this * (Vector256<float>.One / LaneMath.Max(Length(), 1e-7f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet3 Mix(in Packet3 a, in Packet3 b, Lanes share) => a + ((b - a) * share);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet3 Select(Lanes mask, in Packet3 whenSet, in Packet3 otherwise) => new(
        Vector256.ConditionalSelect(mask, whenSet.X, otherwise.X),
        Vector256.ConditionalSelect(mask, whenSet.Y, otherwise.Y),
        Vector256.ConditionalSelect(mask, whenSet.Z, otherwise.Z));

    public Vector3 Lane(int i) => new(X[i], Y[i], Z[i]);
}
