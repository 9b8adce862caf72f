using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.People;

/// <summary>Arithmetic on eight numbers at once. Plain operations rather than estimates, so that the result does not depend on the processor.</summary>
internal static class LaneMath
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Splat(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Min(Lanes a, Lanes b) => Vector256.MinNative(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Max(Lanes a, Lanes b) => Vector256.MaxNative(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Max(Lanes a, float b) => Vector256.MaxNative(a, Vector256.Create(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Min(Lanes a, float b) => Vector256.MinNative(a, Vector256.Create(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Add(Lanes a, float b) => a + Vector256.Create(b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes From(float a, Lanes b) => Vector256.Create(a) - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Clamp(Lanes a, float low, float high) => Min(Max(a, low), high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Mix(Lanes a, Lanes b, Lanes share) => a + ((b - a) * share);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Mix(float a, float b, Lanes share) => Vector256.Create(a) + (share * (b - a));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Square(Lanes a) => a * a;

    /// <summary>0 at or before <paramref name="from"/>, 1 at or after <paramref name="to"/>, smooth between; the two may be in either order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Step(float from, float to, Lanes x)
    {
        Lanes t = Clamp((x - Vector256.Create(from)) * (1 / (to - from)), 0, 1);
        return t * t * (Vector256.Create(3f) - (t + t));
    }

    /// <summary>A bump of height 1 around 0 that is gone at 1: a cheap bell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Bump(Lanes x)
    {
        Lanes t = Max(From(1, x * x), 0);
        return t * t;
    }

    /// <summary>A smooth wave between -1 and 1 with period 1, by parabolas.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Wave(Lanes x)
    {
        Lanes t = ((x - Vector256.Floor(x)) * 2) - Lanes.One;
        return t * (Lanes.One - Vector256.Abs(t)) * 4;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllAbove(Lanes a, float limit) => Vector256.GreaterThanAll(a, Vector256.Create(limit));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes mask) => Vector256.ExtractMostSignificantBits(mask) != 0;

    /// <summary>Powers by exponential and logarithm; <paramref name="x"/> at least 0.</summary>
    public static Lanes Power(Lanes x, float exponent) => Vector256.Exp(Vector256.Log(Max(x, 1e-8f)) * exponent);
}
