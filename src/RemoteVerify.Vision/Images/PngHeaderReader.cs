using System.Buffers.Binary;

namespace RemoteVerify.Vision.Images;

/// <summary>ISO/IEC 15948 (PNG) clauses 5 and 11: walks the chunks up to IEND; animations (acTL) are refused.</summary>
internal static class PngHeaderReader
{
    // Each of these may inflate to megabytes inside libpng before the picture is read.
    private const int MaximumCompressedMetadata = 8;
    private const int MaximumChunks = 100_000;

    public static ImageHeader Read(ReadOnlySpan<byte> bytes)
    {
        ImageHeader? header = null;
        int orientation = 1;
        int metadata = 0;
        bool hasData = false;
        int at = 8;
        for (int count = 0; ; count++)
        {
            int start = at;
            ReadOnlySpan<byte> type = Chunk(bytes, ref at, out ReadOnlySpan<byte> body);
            Require(count < MaximumChunks, "PNG chunk", start, "too many chunks");
            if (count == 0)
            {
                Require(type.SequenceEqual("IHDR"u8) && body.Length == 13, "PNG IHDR", start, "the header is missing");
                header = Header(body, start);
            }
            else if (type.SequenceEqual("IEND"u8))
            {
                break;
            }
            else if (type.SequenceEqual("IDAT"u8))
            {
                hasData = true;
            }
            else if (type.SequenceEqual("eXIf"u8))
            {
                orientation = ExifOrientation.Read(body);
            }
            else
            {
                Require(!type.SequenceEqual("acTL"u8), "PNG acTL", start, "animations are not accepted");
                metadata += type.SequenceEqual("zTXt"u8) || type.SequenceEqual("iTXt"u8) || type.SequenceEqual("iCCP"u8) ? 1 : 0;
                Require(metadata <= MaximumCompressedMetadata, "PNG metadata", start, "too many compressed texts");
            }
        }

        Require(hasData, "PNG IDAT", at, "the picture has no content");
        return header! with { Orientation = orientation };
    }

    private static ImageHeader Header(ReadOnlySpan<byte> body, int start)
    {
        uint width = BinaryPrimitives.ReadUInt32BigEndian(body);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(body[4..]);
        int components = body[9] switch
        {
            0 => 1,
            2 or 3 => 3,
            4 => 2,
            6 => 4,
            _ => 0,
        };
        Require(width <= int.MaxValue && height <= int.MaxValue, "PNG IHDR", start, "the size is beyond the format's own limit");
        Require(components != 0 && body[8] is 1 or 2 or 4 or 8 or 16, "PNG IHDR", start, "unknown colour type or depth");
        return new ImageHeader(ImageFormat.Png, (int)width, (int)height, components, body[8], 1);
    }

    private static ReadOnlySpan<byte> Chunk(ReadOnlySpan<byte> bytes, ref int at, out ReadOnlySpan<byte> body)
    {
        Require(bytes.Length - at >= 12, "PNG chunk", at, "the file is cut short");
        uint length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
        Require(length <= (uint)(bytes.Length - at - 12), "PNG chunk", at, "it reaches beyond the file");
        ReadOnlySpan<byte> type = bytes.Slice(at + 4, 4);
        body = bytes.Slice(at + 8, (int)length);
        at += 12 + (int)length;
        return type;
    }

    private static void Require(bool condition, string structure, int offset, string message)
    {
        if (!condition)
        {
            throw new VisionFormatException(structure, offset, message);
        }
    }
}
