using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>Measures a whole picture for comparison with its neighbours.</summary>
internal static class AppearanceReader
{
    private const int Columns = 17;
    private const int Rows = 16;
    private const int Classes = 16;

    /// <param name="face">The main face's box; null without a face.</param>
    public static FrameAppearance Read(Image image, GreyImage grey, FaceBox? face)
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

        return new FrameAppearance(Fingerprint(grid.Pixels), Background(image), luminance, GridSum(grid.Pixels)) { Face = face is null ? null : Face(image, face.Value) };
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
        return Mean(image, (0, 0, columns, rows), (image.WidthPixels - columns, 0, columns, rows));
    }

    /// <summary>Skin from the brows to the mouth; hair and the room beside the head stay out.</summary>
    private static FaceColours Face(Image image, FaceBox box)
    {
        BackgroundColour Strip(double from, double to)
        {
            int left = Math.Clamp((int)(box.X + (from * box.Width)), 0, image.WidthPixels - 1);
            int right = Math.Clamp((int)(box.X + (to * box.Width)), left + 1, image.WidthPixels);
            int top = Math.Clamp((int)(box.Y + (0.3 * box.Height)), 0, image.HeightPixels - 1);
            int bottom = Math.Clamp((int)(box.Y + (0.85 * box.Height)), top + 1, image.HeightPixels);
            return Mean(image, (left, top, right - left, bottom - top));
        }

        return new FaceColours(Strip(0.15, 0.38), Strip(0.38, 0.62), Strip(0.62, 0.85));
    }

    private static BackgroundColour Mean(Image image, params ReadOnlySpan<(int Left, int Top, int Width, int Height)> fields)
    {
        long blue = 0;
        long green = 0;
        long red = 0;
        long count = 0;
        foreach ((int left, int top, int width, int height) in fields)
        {
            for (int y = top; y < top + height; y++)
            {
                ReadOnlySpan<byte> row = image.Row(y).Slice(3 * left, 3 * width);
                for (int x = 0; x < row.Length; x += 3)
                {
                    blue += row[x];
                    green += row[x + 1];
                    red += row[x + 2];
                }
            }

            count += (long)width * height;
        }

        return new BackgroundColour(blue / (float)count, green / (float)count, red / (float)count);
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
