using RemoteVerify.Vision.Images;

namespace RemoteVerify.Vision.Codes;

/// <summary>A connected piece of ink of about a letter's size: its middle, width and height in pixels.</summary>
internal readonly record struct InkBlob(double X, double Y, double Width, double Height);

/// <summary>Finds pieces of ink: what is darker than its surroundings and hangs together.</summary>
internal static class InkBlobs
{
    private const double SurroundingsPixels = 14;
    private const double SofteningPixels = 0.8;
    private const int InkPercent = 86;
    private const int InkLevels = 3;
    private const int LeastPixels = 18;

    /// <summary>Pieces of a letter's size in a picture of <see cref="MrzReader.WorkingWidthPixels"/>, from left to right.</summary>
    public static List<InkBlob> Find(GreyImage picture)
    {
        using GreyImage ink = Ink(picture);
        List<InkBlob> found = [];
        Stack<int> open = [];
        for (int start = 0; start < ink.Pixels.Length; start++)
        {
            if (ink.Pixels[start] != 0 && Follow(ink, start, open) is { } blob)
            {
                found.Add(blob);
            }
        }

        found.Sort((one, other) => one.X.CompareTo(other.X));
        return found;
    }

    private static GreyImage Ink(GreyImage picture)
    {
        using GreyImage around = ImageOperations.GaussianBlur(picture, SurroundingsPixels);
        GreyImage ink = ImageOperations.GaussianBlur(picture, SofteningPixels);
        Span<byte> pixels = ink.Pixels;
        ReadOnlySpan<byte> surroundings = around.Pixels;
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(pixels[i] < (surroundings[i] * InkPercent / 100) - InkLevels ? 1 : 0);
        }

        return ink;
    }

    /// <summary>Erases one piece and measures it; null when it has no letter's size.</summary>
    private static InkBlob? Follow(GreyImage ink, int start, Stack<int> open)
    {
        Span<byte> pixels = ink.Pixels;
        int width = ink.WidthPixels;
        (int left, int right, int top, int bottom, int count) = (width, 0, ink.HeightPixels, 0, 0);
        pixels[start] = 0;
        open.Push(start);
        while (open.TryPop(out int at))
        {
            count++;
            int x = at % width;
            int y = at / width;
            (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
            for (int ny = Math.Max(0, y - 1); ny <= Math.Min(ink.HeightPixels - 1, y + 1); ny++)
            {
                for (int nx = Math.Max(0, x - 1); nx <= Math.Min(width - 1, x + 1); nx++)
                {
                    int next = (ny * width) + nx;
                    if (pixels[next] != 0)
                    {
                        pixels[next] = 0;
                        open.Push(next);
                    }
                }
            }
        }

        InkBlob blob = new((left + right) / 2.0, (top + bottom) / 2.0, right - left + 1, bottom - top + 1);
        double shape = blob.Height / blob.Width;
        return count > LeastPixels && blob.Height is >= 11 and <= 56 && blob.Width is >= 3 and <= 46 && shape is > 0.6 and < 7 ? blob : null;
    }
}
