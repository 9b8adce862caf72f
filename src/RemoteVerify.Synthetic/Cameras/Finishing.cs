using System.Runtime.Intrinsics;
using RemoteVerify.Synthetic.People;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.Cameras;

/// <summary>What a camera's electronics do to values of 0 to 255 after the noise: colour, halo round edges, too few pixels.</summary>
internal static class Finishing
{
    /// <summary>Moves colours towards grey (below 1) or away from it.</summary>
    public static void Saturate(LightField values, float saturation)
    {
        if (saturation == 1)
        {
            return;
        }

        for (int y = 0; y < values.Height; y++)
        {
            for (int x = 0; x < values.Width; x += 8)
            {
                Packet3 v = values.Load(x, y);
                Lanes grey = Grey(v);
                values.Store(x, y, new(
                    LaneMath.Mix(grey, v.X, Vector256.Create(saturation)),
                    LaneMath.Mix(grey, v.Y, Vector256.Create(saturation)),
                    LaneMath.Mix(grey, v.Z, Vector256.Create(saturation))));
            }
        }
    }

    /// <summary>Adds the difference from the blurred brightness; limited, as cameras do, so that edges get a halo and not a line.</summary>
    public static void Sharpen(LightField values, float strength, float sigma)
    {
        if (strength <= 0)
        {
            return;
        }

        float[] grey = new float[values.Plane(0).Length];
        for (int y = 0; y < values.Height; y++)
        {
            for (int x = 0; x < values.Width; x += 8)
            {
                Grey(values.Load(x, y)).StoreUnsafe(ref grey[(y * values.Stride) + x]);
            }
        }

        float[] soft = Lens.BlurPlane(grey, values.Width, values.Height, values.Stride, Lens.Bell(sigma));
        for (int y = 0; y < values.Height; y++)
        {
            for (int x = 0; x < values.Width; x += 8)
            {
                int i = (y * values.Stride) + x;
                Lanes edge = LaneMath.Clamp((Vector256.LoadUnsafe(ref grey[i]) - Vector256.LoadUnsafe(ref soft[i])) * strength, -40, 40);
                Packet3 v = values.Load(x, y);
                values.Store(x, y, new(v.X + edge, v.Y + edge, v.Z + edge));
            }
        }
    }

    /// <summary>As if the picture had been measured with fewer columns and rows and stretched.</summary>
    /// <param name="values">Changed in place.</param>
    /// <param name="share">Columns measured per column delivered, at most 1.</param>
    public static void Coarsen(LightField values, float share)
    {
        if (share >= 1)
        {
            return;
        }

        int width = Math.Max(8, (int)(values.Width * share)), height = Math.Max(8, (int)(values.Height * share));
        for (int c = 0; c < 3; c++)
        {
            float[] plane = values.Plane(c);
            float[] soft = Lens.BlurPlane(plane, values.Width, values.Height, values.Stride, Lens.Bell(0.35f / share));
            float[] small = new float[width * height];
            Resample(soft, values.Width, values.Height, values.Stride, small, width, height, width);
            Resample(small, width, height, width, plane, values.Width, values.Height, values.Stride);
        }
    }

    private static Lanes Grey(in Packet3 v) => (v.X * 0.30f) + (v.Y * 0.59f) + (v.Z * 0.11f);

    private static void Resample(float[] from, int width, int height, int stride, float[] to, int toWidth, int toHeight, int toStride)
    {
        (int Left, float Share)[] columns = Places(width, toWidth), rows = Places(height, toHeight);
        for (int y = 0; y < toHeight; y++)
        {
            ReadOnlySpan<float> upper = from.AsSpan(rows[y].Left * stride, width), lower = from.AsSpan((rows[y].Left + 1) * stride, width);
            Span<float> row = to.AsSpan(y * toStride, toWidth);
            for (int x = 0; x < toWidth; x++)
            {
                (int left, float share) = columns[x];
                float a = upper[left] + (share * (upper[left + 1] - upper[left])), b = lower[left] + (share * (lower[left + 1] - lower[left]));
                row[x] = a + (rows[y].Share * (b - a));
            }
        }
    }

    private static (int Left, float Share)[] Places(int from, int to)
    {
        (int, float)[] places = new (int, float)[to];
        for (int i = 0; i < to; i++)
        {
            float at = Math.Clamp(((i + 0.5f) * from / to) - 0.5f, 0, from - 1.001f);
            places[i] = ((int)at, at - (int)at);
        }

        return places;
    }
}
