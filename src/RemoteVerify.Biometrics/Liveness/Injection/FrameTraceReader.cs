using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>Takes the traces of a picture: about a twentieth of its pixels are looked at.</summary>
internal static class FrameTraceReader
{
    /// <summary>As large as the blocks in which a JPEG holds colour, and on the same places.</summary>
    private const int Cell = 16;

    // Near black and white a sensor's noise disappears; an even cell is rounded away by the compression.
    private const int Darkest = 20;
    private const int Brightest = 235;
    private const int LeastContrast = 1;

    /// <param name="grey">The whole picture.</param>
    /// <param name="grid">Its 17 x 16 fields.</param>
    public static FrameTraces Read(GreyImage grey, ReadOnlySpan<byte> grid)
    {
        int rows = grey.HeightPixels / 4 / Cell, columns = grey.WidthPixels / 7 / Cell;
        uint[] cells = new uint[2 * rows * columns];
        ReadOnlySpan<byte> pixels = grey.Pixels;
        long sum = 0;
        int right = (grey.WidthPixels / Cell) - columns;
        for (int i = 0; i < cells.Length; i++)
        {
            int column = (i / 2 / rows) + ((i & 1) == 0 ? 0 : right), row = i / 2 % rows;
            cells[i] = Check(pixels, grey.WidthPixels, column * Cell, row * Cell, ref sum);
        }

        return new FrameTraces(grid.ToArray(), cells, (double)sum / Math.Max(1, cells.Length * Cell * Cell));
    }

    private static uint Check(ReadOnlySpan<byte> pixels, int stride, int left, int top, ref long sum)
    {
        uint check = 2166136261;
        (int least, int most, int own) = (255, 0, 0);
        for (int y = top; y < top + Cell; y++)
        {
            foreach (byte pixel in pixels.Slice((y * stride) + left, Cell))
            {
                check = (check ^ pixel) * 16777619;
                least = Math.Min(least, pixel);
                most = Math.Max(most, pixel);
                own += pixel;
            }
        }

        sum += own;
        int mean = own / (Cell * Cell);
        return mean is < Darkest or > Brightest || most - least < LeastContrast ? 0 : check | 1;
    }
}
