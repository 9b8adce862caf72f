using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>Measures a whole picture for comparison with its neighbours.</summary>
internal static class AppearanceReader
{
    private const int Columns = 17;
    private const int Rows = 16;
    private const int Classes = 16;

    public static FrameAppearance Read(Image image, GreyImage grey)
    {
        using GreyImage grid = ImageOperations.Resize(grey, Columns, Rows, Interpolation.Area);
        float[] luminance = new float[Classes];
        Span<byte> pixels = grey.Pixels;
        foreach (byte pixel in pixels)
        {
            luminance[pixel >> 4]++;
        }

        for (int i = 0; i < Classes; i++)
        {
            luminance[i] /= pixels.Length;
        }

        return new FrameAppearance(Fingerprint(grid.Pixels), Background(image), luminance, GridSum(grid.Pixels))
        {
            Traces = FrameTraceReader.Read(grey, grid.Pixels),
        };
    }

    private static PictureFingerprint Fingerprint(ReadOnlySpan<byte> grid)
    {
        Span<ulong> words = stackalloc ulong[4];
        for (int y = 0; y < Rows; y++)
        {
            for (int x = 0; x < Columns - 1; x++)
            {
                int bit = (y * (Columns - 1)) + x;
                if (grid[(y * Columns) + x] > grid[(y * Columns) + x + 1])
                {
                    words[bit >> 6] |= 1UL << (bit & 63);
                }
            }
        }

        return new PictureFingerprint(words[0], words[1], words[2], words[3]);
    }

    private static BackgroundColour Background(Image image)
    {
        int rows = Math.Max(1, image.HeightPixels / 4);
        int columns = Math.Max(1, image.WidthPixels / 7);
        long blue = 0;
        long green = 0;
        long red = 0;
        for (int y = 0; y < rows; y++)
        {
            ReadOnlySpan<byte> row = image.Row(y);
            for (int x = 0; x < columns; x++)
            {
                int left = x * 3;
                int right = (image.WidthPixels - 1 - x) * 3;
                blue += row[left] + row[right];
                green += row[left + 1] + row[right + 1];
                red += row[left + 2] + row[right + 2];
            }
        }

        float count = rows * columns * 2;
        return new BackgroundColour(blue / count, green / count, red / count);
    }

    /// <summary>FNV-1a over the grid.</summary>
    private static ulong GridSum(ReadOnlySpan<byte> grid)
    {
        ulong sum = 14695981039346656037;
        foreach (byte value in grid)
        {
            sum = (sum ^ value) * 1099511628211;
        }

        return sum;
    }
}
