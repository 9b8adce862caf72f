using System.Numerics;
using System.Runtime.InteropServices;

namespace RemoteVerify.Vision.Images;

/// <summary>Of two rows of numbers, as many at once as the processor can.</summary>
public static class DotProduct
{
    /// <param name="a">One row.</param>
    /// <param name="b">The other one; at least as long.</param>
    public static float Of(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ReadOnlySpan<Vector<float>> left = MemoryMarshal.Cast<float, Vector<float>>(a);
        ReadOnlySpan<Vector<float>> right = MemoryMarshal.Cast<float, Vector<float>>(b);
        Vector<float> sum = Vector<float>.Zero;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        float total = Vector.Sum(sum);
        for (int i = left.Length * Vector<float>.Count; i < a.Length; i++)
        {
            total += a[i] * b[i];
        }

        return total;
    }
}
