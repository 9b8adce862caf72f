// ISO 10918-1 (JPEG markers), ISO 32000-2 8.9 (images).

namespace RemoteVerify.Pdf.Composing;

/// <summary>A picture ready to be embedded: a JPEG as it is, or raw pixels.</summary>
public sealed class ComposedImage
{
    internal const int MaximumSide = 32_768;

    private ComposedImage(int width, int height, bool isJpeg, int components, ReadOnlyMemory<byte> data, ReadOnlyMemory<byte>? opacity)
    {
        WidthPixels = width;
        HeightPixels = height;
        IsJpeg = isJpeg;
        Components = components;
        Data = data;
        Opacity = opacity;
    }

    public int WidthPixels { get; }

    public int HeightPixels { get; }

    /// <summary>The clockwise turn that the camera noted (Exif): 0, 90, 180 or 270. The pixels lie as they are; who draws may turn them.</summary>
    public int TurnDegrees { get; private init; }

    internal bool IsJpeg { get; }

    internal int Components { get; }

    internal ReadOnlyMemory<byte> Data { get; }

    internal ReadOnlyMemory<byte>? Opacity { get; }

    /// <summary>Takes a JPEG or PNG file; the opacity of a PNG is kept.</summary>
    /// <exception cref="PdfFormatException">Neither, broken, or of a kind that can't be embedded.</exception>
    public static ComposedImage FromFile(ReadOnlyMemory<byte> file) =>
        Pictures.PngReader.Is(file.Span) ? Pictures.PngReader.Read(file) : FromJpeg(file);

    /// <summary>Takes a JPEG file without touching its data.</summary>
    /// <exception cref="PdfFormatException">Not a JPEG, or one that PDF readers can't be expected to show (four components, 12 bit, arithmetic coding).</exception>
    public static ComposedImage FromJpeg(ReadOnlyMemory<byte> file)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        if (bytes.Length < 4 || bytes[0] != 0xFF || bytes[1] != 0xD8)
        {
            throw new PdfFormatException("JPEG", 0, "no start marker");
        }

        int position = 2;
        int turn = 0;
        while (position + 4 <= bytes.Length && bytes[position] == 0xFF)
        {
            byte marker = bytes[position + 1];
            if (marker == 0xFF)
            {
                position++;
                continue;
            }

            int length = (bytes[position + 2] << 8) | bytes[position + 3];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return FromFrame(file, position, marker, length, turn);
            }

            if (marker == 0xE1 && length >= 2 && position + 2 + length <= bytes.Length && turn == 0)
            {
                turn = Pictures.ExifOrientation.TurnDegrees(bytes.Slice(position + 4, length - 2));
            }

            position += 2 + Math.Max(2, length);
        }

        throw new PdfFormatException("JPEG", position, "no frame header");
    }

    /// <summary>Takes pixels, three bytes each (red, green, blue), rows from the top.</summary>
    /// <param name="opacity">One byte per pixel, 0 transparent to 255 solid; null: solid.</param>
    public static ComposedImage FromRgb(int widthPixels, int heightPixels, ReadOnlyMemory<byte> pixels, ReadOnlyMemory<byte>? opacity = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(widthPixels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(heightPixels);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(widthPixels, MaximumSide);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(heightPixels, MaximumSide);
        long count = (long)widthPixels * heightPixels;
        if (pixels.Length != count * 3 || (opacity is { } mask && mask.Length != count))
        {
            throw new ArgumentException("The number of bytes does not match the size of the picture.", nameof(pixels));
        }

        return new ComposedImage(widthPixels, heightPixels, false, 3, pixels, opacity);
    }

    private static ComposedImage FromFrame(ReadOnlyMemory<byte> file, int position, byte marker, int length, int turn)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        if (length < 8 || position + 2 + length > bytes.Length)
        {
            throw new PdfFormatException("JPEG", position, "the frame header is cut off");
        }

        if (marker is not (0xC0 or 0xC1 or 0xC2) || bytes[position + 4] != 8)
        {
            throw new PdfFormatException("JPEG", position, "only 8-bit baseline and progressive pictures can be embedded");
        }

        int height = (bytes[position + 5] << 8) | bytes[position + 6];
        int width = (bytes[position + 7] << 8) | bytes[position + 8];
        int components = bytes[position + 9];
        if (components is not (1 or 3) || width is 0 or > MaximumSide || height is 0 or > MaximumSide)
        {
            throw new PdfFormatException("JPEG", position, $"{width} by {height} with {components} components");
        }

        return new ComposedImage(width, height, true, components, file, null) { TurnDegrees = turn };
    }
}
