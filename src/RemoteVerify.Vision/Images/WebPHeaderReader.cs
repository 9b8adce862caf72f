using System.Buffers.Binary;

namespace RemoteVerify.Vision.Images;

/// <summary>RFC 9649 (WebP): RIFF container, lossy (VP8), lossless (VP8L) and extended (VP8X) files; animations are refused.</summary>
internal static class WebPHeaderReader
{
    private const byte AnimationFlag = 0x02;
    private const byte AlphaFlag = 0x10;
    private const int MaximumChunks = 1000;

    public static ImageHeader Read(ReadOnlySpan<byte> bytes)
    {
        uint riffLength = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        Require(riffLength >= 12 && riffLength <= (uint)(bytes.Length - 8), "WebP RIFF", 4, "the file is cut short");
        ReadOnlySpan<byte> file = bytes[..(8 + (int)riffLength)];
        ImageHeader? header = null;
        int orientation = 1;
        bool hasData = false;
        int at = 12;
        for (int count = 0; file.Length - at >= 8; count++)
        {
            int start = at;
            Require(count < MaximumChunks, "WebP chunk", start, "too many chunks");
            ReadOnlySpan<byte> type = file.Slice(at, 4);
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            Require(length <= (uint)(file.Length - at - 8), "WebP chunk", start, "it reaches beyond the file");
            ReadOnlySpan<byte> body = file.Slice(at + 8, (int)length);
            at = (int)Math.Min(file.Length, at + 8L + length + (length & 1));
            Require(!type.SequenceEqual("ANIM"u8) && !type.SequenceEqual("ANMF"u8), "WebP ANIM", start, "animations are not accepted");
            hasData |= type.SequenceEqual("VP8 "u8) || type.SequenceEqual("VP8L"u8);
            header ??= Header(type, body, start);
            if (type.SequenceEqual("EXIF"u8))
            {
                orientation = ExifOrientation.Read(body.StartsWith("Exif\0\0"u8) ? body[6..] : body);
            }
        }

        Require(header is not null && hasData, "WebP chunk", at, "the picture has no content");
        return header! with { Orientation = orientation };
    }

    private static ImageHeader Header(ReadOnlySpan<byte> type, ReadOnlySpan<byte> body, int start)
    {
        if (type.SequenceEqual("VP8X"u8) && body.Length >= 10)
        {
            Require((body[0] & AnimationFlag) == 0, "WebP VP8X", start, "animations are not accepted");
            int width = 1 + (body[4] | (body[5] << 8) | (body[6] << 16));
            int height = 1 + (body[7] | (body[8] << 8) | (body[9] << 16));
            return new ImageHeader(ImageFormat.WebP, width, height, (body[0] & AlphaFlag) == 0 ? 3 : 4, 8, 1);
        }

        if (type.SequenceEqual("VP8 "u8) && body.Length >= 10 && body.Slice(3, 3).SequenceEqual<byte>([0x9D, 0x01, 0x2A]))
        {
            int width = BinaryPrimitives.ReadUInt16LittleEndian(body[6..]) & 0x3FFF;
            int height = BinaryPrimitives.ReadUInt16LittleEndian(body[8..]) & 0x3FFF;
            return new ImageHeader(ImageFormat.WebP, width, height, 3, 8, 1);
        }

        if (type.SequenceEqual("VP8L"u8) && body.Length >= 5 && body[0] == 0x2F)
        {
            uint packed = BinaryPrimitives.ReadUInt32LittleEndian(body[1..]);
            return new ImageHeader(ImageFormat.WebP, 1 + (int)(packed & 0x3FFF), 1 + (int)((packed >> 14) & 0x3FFF), 4, 8, 1);
        }

        throw new VisionFormatException("WebP chunk", start, "the first chunk is not a picture header");
    }

    private static void Require(bool condition, string structure, int offset, string message)
    {
        if (!condition)
        {
            throw new VisionFormatException(structure, offset, message);
        }
    }
}
