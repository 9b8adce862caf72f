// ISO/IEC 15948:2004 clause 9 (filtering).
namespace RemoteVerify.Pdf.Composing.Pictures;

/// <summary>Takes the filters off the lines of a PNG, in place.</summary>
internal static class PngFilters
{
    public static void Undo(Span<byte> lines, PngHeader header)
    {
        int stride = header.LineBytes + 1;
        Span<byte> above = new byte[header.LineBytes];
        for (int row = 0; row < header.Height; row++)
        {
            Span<byte> line = lines.Slice((row * stride) + 1, header.LineBytes);
            Undo(lines[row * stride], line, above, header.PixelBytes);
            above = line;
        }
    }

    private static void Undo(byte filter, Span<byte> line, ReadOnlySpan<byte> above, int distance)
    {
        for (int index = 0; index < line.Length; index++)
        {
            int left = index >= distance ? line[index - distance] : 0;
            int corner = index >= distance ? above[index - distance] : 0;
            line[index] += filter switch
            {
                0 => 0,
                1 => (byte)left,
                2 => above[index],
                3 => (byte)((left + above[index]) / 2),
                4 => (byte)Paeth(left, above[index], corner),
                _ => throw PngReader.Broken("a filter that is not known"),
            };
        }
    }

    private static int Paeth(int left, int above, int corner)
    {
        int estimate = left + above - corner;
        int toLeft = Math.Abs(estimate - left);
        int toAbove = Math.Abs(estimate - above);
        int toCorner = Math.Abs(estimate - corner);
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
