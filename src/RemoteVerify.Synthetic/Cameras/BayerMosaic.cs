namespace RemoteVerify.Synthetic.Cameras;

/// <summary>A sensor that measures one colour per pixel (red and blue at every fourth, green at every second) and fills the rest from the neighbours: fine patterns get colours.</summary>
internal static class BayerMosaic
{
    public static void Apply(LightField light)
    {
        light.Replace(0, Quarter(light.Plane(0), light, 0));
        light.Replace(2, Quarter(light.Plane(2), light, 1));
        light.Replace(1, Half(light.Plane(1), light));
    }

    // Known where both coordinates have the given parity.
    private static float[] Quarter(float[] plane, LightField light, int parity)
    {
        float[] result = new float[plane.Length];
        for (int y = 0; y < light.Height; y++)
        {
            int above = y, below = y;
            if ((y & 1) != parity)
            {
                (above, below) = (y > 0 ? y - 1 : y + 1, y + 1 < light.Height ? y + 1 : y - 1);
            }

            ReadOnlySpan<float> a = plane.AsSpan(above * light.Stride, light.Width), b = plane.AsSpan(below * light.Stride, light.Width);
            Span<float> to = result.AsSpan(y * light.Stride, light.Width);
            for (int x = 0; x < to.Length; x++)
            {
                if ((x & 1) == parity)
                {
                    to[x] = 0.5f * (a[x] + b[x]);
                    continue;
                }

                int left = x > 0 ? x - 1 : x + 1, right = x + 1 < to.Length ? x + 1 : x - 1;
                to[x] = 0.25f * (a[left] + a[right] + b[left] + b[right]);
            }
        }

        return result;
    }

    // Known where the parities differ.
    private static float[] Half(float[] plane, LightField light)
    {
        float[] result = (float[])plane.Clone();
        for (int y = 1; y + 1 < light.Height; y++)
        {
            for (int x = 1 + ((y + 1) & 1); x + 1 < light.Width; x += 2)
            {
                int i = (y * light.Stride) + x;
                result[i] = 0.25f * (plane[i - 1] + plane[i + 1] + plane[i - light.Stride] + plane[i + light.Stride]);
            }
        }

        return result;
    }
}
