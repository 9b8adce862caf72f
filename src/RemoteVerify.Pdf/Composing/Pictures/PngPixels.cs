// ISO/IEC 15948:2004 clauses 11.2.3 (palette) and 11.3.2.1 (transparency).
using System.Buffers.Binary;

namespace RemoteVerify.Pdf.Composing.Pictures;

/// <summary>Turns the lines of a PNG into RGB pixels and, where it has one, an opacity per pixel.</summary>
internal static class PngPixels
{
    public static ComposedImage ToImage(ReadOnlySpan<byte> lines, PngHeader header, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> transparency)
    {
        int count = header.Width * header.Height;
        byte[] pixels = new byte[count * 3];
        bool hasOpacity = header.Color is PngColor.GrayAlpha or PngColor.RgbAlpha || transparency.Length > 0;
        byte[]? opacity = hasOpacity ? new byte[count] : null;
        Span<int> samples = stackalloc int[4];
        int at = 0;
        for (int row = 0; row < header.Height; row++)
        {
            ReadOnlySpan<byte> line = lines.Slice((row * (header.LineBytes + 1)) + 1, header.LineBytes);
            for (int column = 0; column < header.Width; column++, at++)
            {
                for (int channel = 0; channel < header.Channels; channel++)
                {
                    samples[channel] = Sample(line, (column * header.Channels) + channel, header.BitDepth);
                }

                byte solid = Color(samples, header, palette, transparency, pixels.AsSpan(at * 3, 3));
                if (opacity is not null)
                {
                    opacity[at] = solid;
                }
            }
        }

        // A null array would turn into empty memory on its way into a nullable parameter.
        return ComposedImage.FromRgb(header.Width, header.Height, pixels, opacity is null ? default(ReadOnlyMemory<byte>?) : opacity);
    }

    private static int Sample(ReadOnlySpan<byte> line, int index, int bits) => bits switch
    {
        16 => BinaryPrimitives.ReadUInt16BigEndian(line[(index * 2)..]),
        8 => line[index],
        _ => (line[index * bits / 8] >> (8 - bits - (index * bits % 8))) & ((1 << bits) - 1),
    };

    /// <summary>Writes the colour and returns how solid it is.</summary>
    private static byte Color(ReadOnlySpan<int> samples, PngHeader header, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> transparency, Span<byte> rgb)
    {
        if (header.Color == PngColor.Palette)
        {
            int entry = samples[0];
            if ((entry * 3) + 3 > palette.Length)
            {
                throw PngReader.Broken("a colour is not in the palette");
            }

            palette.Slice(entry * 3, 3).CopyTo(rgb);
            return entry < transparency.Length ? transparency[entry] : (byte)255;
        }

        bool isGray = header.Color is PngColor.Gray or PngColor.GrayAlpha;
        for (int part = 0; part < 3; part++)
        {
            rgb[part] = ToByte(samples[isGray ? 0 : part], header.BitDepth);
        }

        return header.Color switch
        {
            PngColor.GrayAlpha => ToByte(samples[1], header.BitDepth),
            PngColor.RgbAlpha => ToByte(samples[3], header.BitDepth),
            _ => IsNamedTransparent(samples[..header.Channels], transparency) ? (byte)0 : (byte)255,
        };
    }

    private static bool IsNamedTransparent(ReadOnlySpan<int> samples, ReadOnlySpan<byte> transparency)
    {
        if (transparency.Length < samples.Length * 2)
        {
            return false;
        }

        for (int part = 0; part < samples.Length; part++)
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(transparency[(part * 2)..]) != samples[part])
            {
                return false;
            }
        }

        return true;
    }

    private static byte ToByte(int sample, int bits) => (byte)(sample * 255 / ((1 << bits) - 1));
}
