using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.Cameras;

/// <summary>What glass does to linear light: blur, light spread by dirt, darker corners.</summary>
internal static class Lens
{
    private const int FlareCell = 8;

    /// <summary>Blurs with a bell of the given standard deviation in pixels.</summary>
    public static void Blur(LightField light, float sigma)
    {
        if (sigma < 0.05f)
        {
            return;
        }

        float[] kernel = Bell(sigma);
        for (int c = 0; c < 3; c++)
        {
            light.Replace(c, BlurPlane(light.Plane(c), light.Width, light.Height, light.Stride, kernel));
        }
    }

    /// <summary>One plane blurred across and down; the border repeats.</summary>
    /// <param name="kernel">Weights from the middle outwards.</param>
    public static float[] BlurPlane(float[] plane, int width, int height, int stride, float[] kernel)
    {
        int reach = kernel.Length - 1;
        float[] across = new float[plane.Length], result = new float[plane.Length];
        float[] padded = new float[stride + (2 * reach) + 8];
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<float> row = plane.AsSpan(y * stride, width);
            padded.AsSpan(0, reach).Fill(row[0]);
            row.CopyTo(padded.AsSpan(reach));
            padded.AsSpan(reach + width).Fill(row[width - 1]);
            for (int x = 0; x < width; x += 8)
            {
                Lanes sum = Vector256.LoadUnsafe(ref padded[x + reach]) * kernel[0];
                for (int k = 1; k <= reach; k++)
                {
                    sum += (Vector256.LoadUnsafe(ref padded[x + reach - k]) + Vector256.LoadUnsafe(ref padded[x + reach + k])) * kernel[k];
                }

                sum.StoreUnsafe(ref across[(y * stride) + x]);
            }
        }

        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x += 8)
            {
                Lanes sum = Vector256.LoadUnsafe(ref across[(y * stride) + x]) * kernel[0];
                for (int k = 1; k <= reach; k++)
                {
                    int above = Math.Max(y - k, 0), below = Math.Min(y + k, height - 1);
                    sum += (Vector256.LoadUnsafe(ref across[(above * stride) + x]) + Vector256.LoadUnsafe(ref across[(below * stride) + x])) * kernel[k];
                }

                sum.StoreUnsafe(ref result[(y * stride) + x]);
            }
        }

        return result;
    }

    /// <summary>Half of a bell that sums to 1 over both sides.</summary>
    public static float[] Bell(float sigma)
    {
        int reach = Math.Max(1, (int)MathF.Ceiling(2.6f * sigma));
        float[] kernel = new float[reach + 1];
        float sum = 0;
        for (int k = 0; k <= reach; k++)
        {
            kernel[k] = MathF.Exp(-0.5f * k * k / (sigma * sigma));
            sum += k == 0 ? kernel[k] : 2 * kernel[k];
        }

        for (int k = 0; k <= reach; k++)
        {
            kernel[k] /= sum;
        }

        return kernel;
    }

    /// <summary>Takes a share of the light from each place and gives it to the wide neighbourhood.</summary>
    public static void Spread(LightField light, float share)
    {
        if (share <= 0)
        {
            return;
        }

        int columns = (light.Width + FlareCell - 1) / FlareCell, rows = (light.Height + FlareCell - 1) / FlareCell;
        float[] wide = Bell(MathF.Max(1, rows * 0.09f));
        for (int c = 0; c < 3; c++)
        {
            float[] plane = light.Plane(c);
            int stride = ((columns + 7) & ~7) + 8;
            float[] cells = BlurPlane(Means(plane, light, columns, rows, stride), columns, rows, stride, wide);
            for (int y = 0; y < light.Height; y++)
            {
                for (int x = 0; x < light.Width; x++)
                {
                    int i = (y * light.Stride) + x;
                    plane[i] += share * (Between(cells, columns, rows, stride, x, y) - plane[i]);
                }
            }
        }
    }

    /// <summary>Multiplies by factors per colour, and darkens towards the corners as natural vignetting does (by the square of the distance here).</summary>
    public static void Expose(LightField light, System.Numerics.Vector3 factors, float vignetting)
    {
        float middleX = light.Width / 2f, middleY = light.Height / 2f;
        float scale = vignetting / ((middleX * middleX) + (middleY * middleY));
        Lanes steps = Vector256.Create(0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f, 6.5f, 7.5f) - Vector256.Create(middleX);
        for (int y = 0; y < light.Height; y++)
        {
            float dy = y + 0.5f - middleY;
            for (int x = 0; x < light.Width; x += 8)
            {
                Lanes dx = steps + Vector256.Create((float)x);
                Lanes left = Lanes.One - (((dx * dx) + Vector256.Create(dy * dy)) * scale);
                People.Packet3 seen = light.Load(x, y);
                light.Store(x, y, new(seen.X * left * factors.X, seen.Y * left * factors.Y, seen.Z * left * factors.Z));
            }
        }
    }

    private static float[] Means(float[] plane, LightField light, int columns, int rows, int stride)
    {
        float[] means = new float[stride * rows];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                int right = Math.Min(light.Width, (column + 1) * FlareCell), bottom = Math.Min(light.Height, (row + 1) * FlareCell);
                float sum = 0;
                for (int y = row * FlareCell; y < bottom; y += 2)
                {
                    for (int x = column * FlareCell; x < right; x += 2)
                    {
                        sum += plane[(y * light.Stride) + x];
                    }
                }

                means[(row * stride) + column] = sum / (((right - (column * FlareCell) + 1) / 2) * ((bottom - (row * FlareCell) + 1) / 2));
            }
        }

        return means;
    }

    private static float Between(float[] cells, int columns, int rows, int stride, int x, int y)
    {
        float fx = Math.Clamp(((x + 0.5f) / FlareCell) - 0.5f, 0, columns - 1.001f), fy = Math.Clamp(((y + 0.5f) / FlareCell) - 0.5f, 0, rows - 1.001f);
        int left = (int)fx, top = (int)fy, i = (top * stride) + left;
        fx -= left;
        fy -= top;
        float upper = cells[i] + (fx * (cells[i + 1] - cells[i])), lower = cells[i + stride] + (fx * (cells[i + stride + 1] - cells[i + stride]));
        return upper + (fy * (lower - upper));
    }
}
