using System.Buffers.Binary;

namespace RemoteVerify.Vision.Images;

/// <summary>
/// ITU-T T.800 annex A (codestream, SIZ marker) and annex I (JP2 boxes). Only full-size unsigned components reach the decoder: chip
/// portraits are such, and sub-sampled ones would need a conversion that we can't prove.
/// </summary>
internal static class Jpeg2000HeaderReader
{
    private const int MaximumBoxes = 256;
    private const int SizMarkerLength = 40;

    public static ImageHeader Read(ReadOnlySpan<byte> bytes, ImageLimits limits)
    {
        bool raw = bytes[0] == 0xFF;
        int codestream = raw ? 0 : FindCodestream(bytes);
        return Size(bytes, codestream, limits);
    }

    private static int FindCodestream(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        for (int count = 0; ; count++)
        {
            Require(count < MaximumBoxes, "JP2 box", at, "too many boxes");
            (uint type, int body, int end) = Box(bytes, at, bytes.Length);
            switch (type)
            {
                case 0x6A703263: // jp2c
                    return body;
                case 0x6A703268: // jp2h
                    CheckHeaderBox(bytes, body, end);
                    break;
            }

            at = end;
        }
    }

    // A palette may ask for up to 255 output channels of full size, so its count is held here.
    private static void CheckHeaderBox(ReadOnlySpan<byte> bytes, int at, int end)
    {
        for (int count = 0; at < end; count++)
        {
            Require(count < MaximumBoxes, "JP2 header box", at, "too many boxes");
            (uint type, int body, int next) = Box(bytes, at, end);
            if (type == 0x70636C72) // pclr
            {
                Require(next - body >= 3 && bytes[body + 2] is >= 1 and <= 4, "JP2 pclr", at, "a palette of this kind is not supported");
            }

            at = next;
        }
    }

    private static (uint Type, int Body, int End) Box(ReadOnlySpan<byte> bytes, int at, int limit)
    {
        Require(limit - at >= 8, "JP2 box", at, "the file is cut short");
        long length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
        uint type = BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 4)..]);
        int header = 8;
        if (length == 1)
        {
            Require(limit - at >= 16, "JP2 box", at, "the file is cut short");
            length = BinaryPrimitives.ReadInt64BigEndian(bytes[(at + 8)..]);
            header = 16;
        }
        else if (length == 0)
        {
            length = limit - at;
        }

        Require(length >= header && length <= limit - at, "JP2 box", at, "it reaches beyond the file");
        return (type, at + header, at + (int)length);
    }

    private static ImageHeader Size(ReadOnlySpan<byte> bytes, int at, ImageLimits limits)
    {
        Require(bytes.Length - at >= SizMarkerLength + 2 && bytes.Slice(at, 4).SequenceEqual<byte>([0xFF, 0x4F, 0xFF, 0x51]), "JPEG 2000 SIZ", at, "no codestream here");
        ReadOnlySpan<byte> siz = bytes[(at + 4)..];
        int length = BinaryPrimitives.ReadUInt16BigEndian(siz);
        int components = BinaryPrimitives.ReadUInt16BigEndian(siz[36..]);
        Require(components is >= 1 and <= 4, "JPEG 2000 SIZ", at, "only 1 to 4 components are supported");
        Require(length == 38 + (3 * components) && length <= siz.Length, "JPEG 2000 SIZ", at, "its length is wrong");
        long right = BinaryPrimitives.ReadUInt32BigEndian(siz[4..]);
        long bottom = BinaryPrimitives.ReadUInt32BigEndian(siz[8..]);
        long left = BinaryPrimitives.ReadUInt32BigEndian(siz[12..]);
        long top = BinaryPrimitives.ReadUInt32BigEndian(siz[16..]);
        Require(right > left && bottom > top && right - left <= int.MaxValue && bottom - top <= int.MaxValue, "JPEG 2000 SIZ", at, "the size is empty or too large");
        CheckTiles(siz, right, bottom, at, limits);
        int bits = 0;
        for (int i = 0; i < components; i++)
        {
            ReadOnlySpan<byte> component = siz.Slice(38 + (3 * i), 3);
            Require(component[0] < 16, "JPEG 2000 SIZ", at, "only unsigned components of at most 16 bits are supported");
            Require(component[1] == 1 && component[2] == 1, "JPEG 2000 SIZ", at, "sub-sampled components are not supported");
            bits = Math.Max(bits, component[0] + 1);
        }

        return new ImageHeader(ImageFormat.Jpeg2000, (int)(right - left), (int)(bottom - top), components, bits, 1);
    }

    private static void CheckTiles(ReadOnlySpan<byte> siz, long right, long bottom, int at, ImageLimits limits)
    {
        long tileWidth = BinaryPrimitives.ReadUInt32BigEndian(siz[20..]);
        long tileHeight = BinaryPrimitives.ReadUInt32BigEndian(siz[24..]);
        long tileLeft = BinaryPrimitives.ReadUInt32BigEndian(siz[28..]);
        long tileTop = BinaryPrimitives.ReadUInt32BigEndian(siz[32..]);
        Require(tileWidth > 0 && tileHeight > 0 && tileLeft < right && tileTop < bottom, "JPEG 2000 SIZ", at, "the tiles are impossible");
        long across = (right - tileLeft + tileWidth - 1) / tileWidth;
        long down = (bottom - tileTop + tileHeight - 1) / tileHeight;
        Require(across * down <= limits.MaximumJpeg2000Tiles, "JPEG 2000 SIZ", at, "too many tiles");
    }

    private static void Require(bool condition, string structure, int offset, string message)
    {
        if (!condition)
        {
            throw new VisionFormatException(structure, offset, message);
        }
    }
}
