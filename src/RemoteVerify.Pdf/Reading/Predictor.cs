using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Reading;

/// <summary>Undoes the predictors of Flate (ISO 32000-2 clause 7.4.4.4): TIFF with 8 bits, and the PNG filters.</summary>
internal static class Predictor
{
    public static ReadOnlyMemory<byte> Undo(ReadOnlyMemory<byte> data, PdfDictionary? settings, int maxBytes)
    {
        var predictor = settings?.GetInteger("Predictor") ?? 1;
        if (predictor == 1)
        {
            return data;
        }

        var colours = settings?.GetInteger("Colors") ?? 1;
        var bits = settings?.GetInteger("BitsPerComponent") ?? 8;
        var columns = settings?.GetInteger("Columns") ?? 1;
        if (colours is < 1 or > 32 || bits is not (1 or 2 or 4 or 8 or 16) || columns < 1 || columns > maxBytes / 64)
        {
            throw new PdfFormatException("predictor", -1, "parameters out of range");
        }

        var rowBytes = (int)(((columns * colours * bits) + 7) / 8);
        var pixelBytes = (int)Math.Max(1, colours * bits / 8);
        return predictor switch
        {
            2 when bits == 8 => UndoTiff(data, rowBytes, pixelBytes),
            >= 10 and <= 15 => UndoPng(data.Span, rowBytes, pixelBytes),
            _ => throw new PdfFormatException("predictor", -1, "not read here"),
        };
    }

    private static ReadOnlyMemory<byte> UndoTiff(ReadOnlyMemory<byte> data, int rowBytes, int pixelBytes)
    {
        var result = data.ToArray();
        for (var i = 0; i < result.Length; i++)
        {
            if (i % rowBytes >= pixelBytes)
            {
                result[i] += result[i - pixelBytes];
            }
        }

        return result;
    }

    private static ReadOnlyMemory<byte> UndoPng(ReadOnlySpan<byte> data, int rowBytes, int pixelBytes)
    {
        var rows = (data.Length + rowBytes) / (rowBytes + 1);
        var result = new byte[(long)rows * rowBytes];
        var written = 0;
        for (var row = 0; row < rows; row++)
        {
            var source = data[(row * (rowBytes + 1))..];
            var length = Math.Min(rowBytes, source.Length - 1);
            var current = result.AsSpan(row * rowBytes, rowBytes);
            var above = row == 0 ? [] : result.AsSpan((row - 1) * rowBytes, rowBytes);
            source.Slice(1, length).CopyTo(current);
            UndoRow(source[0], current[..length], above, pixelBytes);
            written += length;
        }

        return result.AsMemory(0, written);
    }

    private static void UndoRow(byte filter, Span<byte> current, ReadOnlySpan<byte> above, int pixelBytes)
    {
        for (var i = 0; i < current.Length; i++)
        {
            int left = i >= pixelBytes ? current[i - pixelBytes] : 0;
            int up = above.IsEmpty ? 0 : above[i];
            int upLeft = above.IsEmpty || i < pixelBytes ? 0 : above[i - pixelBytes];
            current[i] += filter switch
            {
                0 => 0,
                1 => (byte)left,
                2 => (byte)up,
                3 => (byte)((left + up) / 2),
                4 => (byte)Paeth(left, up, upLeft),
                _ => throw new PdfFormatException("predictor", -1, "unknown PNG filter"),
            };
        }
    }

    private static int Paeth(int left, int up, int upLeft)
    {
        var estimate = left + up - upLeft;
        var (toLeft, toUp, toUpLeft) = (Math.Abs(estimate - left), Math.Abs(estimate - up), Math.Abs(estimate - upLeft));
        return toLeft <= toUp && toLeft <= toUpLeft ? left : toUp <= toUpLeft ? up : upLeft;
    }
}
