// ISO/IEC 15948:2004 (PNG): clauses 5 (chunks), 7.2 (scan lines), 9 (filters), 11.2 (critical chunks), 11.3.2 (tRNS).
using System.Buffers.Binary;
using System.IO.Compression;

namespace RemoteVerify.Pdf.Composing.Pictures;

/// <summary>Reads a PNG file into the pixels that PDF wants: 8 bits a part, opacity apart. Not interlaced.</summary>
internal static class PngReader
{
    private const int HeaderLength = 13;
    private const long MaximumPixels = 64L << 20;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool Is(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    /// <exception cref="PdfFormatException">Broken, interlaced, or larger than 64 million pixels.</exception>
    public static ComposedImage Read(ReadOnlyMemory<byte> file)
    {
        PngHeader? header = null;
        ReadOnlyMemory<byte> palette = default;
        ReadOnlyMemory<byte> transparency = default;
        using MemoryStream packed = new();
        foreach ((string type, ReadOnlyMemory<byte> data) in Chunks(file))
        {
            switch (type)
            {
                case "IHDR": header = ReadHeader(data.Span); break;
                case "PLTE": palette = data; break;
                case "tRNS": transparency = data; break;
                case "IDAT": packed.Write(data.Span); break;
            }
        }

        if (header is null || packed.Length == 0)
        {
            throw Broken("header or data is missing");
        }

        packed.Position = 0;
        byte[] lines = Unpack(packed, header);
        PngFilters.Undo(lines, header);
        return PngPixels.ToImage(lines, header, palette.Span, transparency.Span);
    }

    internal static PdfFormatException Broken(string why) => new("PNG", -1, why);

    private static List<(string Type, ReadOnlyMemory<byte> Data)> Chunks(ReadOnlyMemory<byte> file)
    {
        List<(string, ReadOnlyMemory<byte>)> chunks = [];
        int position = Signature.Length;
        while (position + 12 <= file.Length)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file.Span[position..]);
            string type = System.Text.Encoding.Latin1.GetString(file.Span.Slice(position + 4, 4));
            if (length > file.Length - position - 12)
            {
                throw Broken($"the chunk {type} is cut off");
            }

            chunks.Add((type, file.Slice(position + 8, (int)length)));
            if (type == "IEND")
            {
                return chunks;
            }

            position += 12 + (int)length;
        }

        throw Broken("there is no end");
    }

    private static PngHeader ReadHeader(ReadOnlySpan<byte> data)
    {
        if (data.Length != HeaderLength)
        {
            throw Broken("the header has a wrong length");
        }

        uint width = BinaryPrimitives.ReadUInt32BigEndian(data);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        PngHeader header = new((int)Math.Min(width, int.MaxValue), (int)Math.Min(height, int.MaxValue), data[8], (PngColor)data[9]);
        if (width is 0 or > ComposedImage.MaximumSide || height is 0 or > ComposedImage.MaximumSide || (long)width * height > MaximumPixels)
        {
            throw Broken($"{width} by {height} pixels");
        }

        if (data[10] != 0 || data[11] != 0 || data[12] != 0 || !header.IsKnown)
        {
            throw Broken("interlaced, or of a kind that is not read");
        }

        return header;
    }

    private static byte[] Unpack(MemoryStream packed, PngHeader header)
    {
        byte[] lines = new byte[(header.LineBytes + 1L) * header.Height];
        try
        {
            using ZLibStream zlib = new(packed, CompressionMode.Decompress);
            zlib.ReadExactly(lines);
            return lines;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw Broken("the data can't be unpacked");
        }
    }
}

/// <summary>How a pixel is written (ISO/IEC 15948, table 11.1).</summary>
internal enum PngColor
{
    Gray = 0,
    Rgb = 2,
    Palette = 3,
    GrayAlpha = 4,
    RgbAlpha = 6,
}

/// <summary>Size and kind of a PNG.</summary>
internal sealed record PngHeader(int Width, int Height, int BitDepth, PngColor Color)
{
    public int Channels => Color switch { PngColor.Rgb => 3, PngColor.GrayAlpha => 2, PngColor.RgbAlpha => 4, _ => 1 };

    public bool IsKnown => Color switch
    {
        PngColor.Gray => BitDepth is 1 or 2 or 4 or 8 or 16,
        PngColor.Palette => BitDepth is 1 or 2 or 4 or 8,
        PngColor.Rgb or PngColor.GrayAlpha or PngColor.RgbAlpha => BitDepth is 8 or 16,
        _ => false,
    };

    /// <summary>Bytes of a line without its filter byte.</summary>
    public int LineBytes => (int)((((long)Width * Channels * BitDepth) + 7) / 8);

    /// <summary>Distance to the byte of the pixel at the left, at least one.</summary>
    public int PixelBytes => Math.Max(1, Channels * BitDepth / 8);
}
