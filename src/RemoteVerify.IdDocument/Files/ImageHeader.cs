// JPEG: ITU-T T.81 annex B; JPEG 2000: ITU-T T.800 annex A (SIZ) and I (ihdr); PNG: ISO/IEC 15948 clause 5.
using System.Buffers.Binary;

namespace RemoteVerify.IdDocument.Files;

/// <summary>Tells an image's format and size from its first bytes, without decoding it.</summary>
public static class ImageHeader
{
    private const int MaxSearch = 64 * 1024;

    /// <summary>Null when the bytes start like no image a document may carry.</summary>
    public static FaceImage? Recognise(ReadOnlyMemory<byte> bytes)
    {
        ReadOnlySpan<byte> span = bytes.Span;
        (string Format, int Width, int Height)? found =
            span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg(span)
            : span.StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 0x0C, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A]) ? Jpeg2000File(span)
            : span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51]) ? Jpeg2000Codestream(span)
            : span.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? Png(span)
            : null;
        return found is { } header ? new FaceImage(bytes, header.Format, header.Width, header.Height) : null;
    }

    private static (string, int, int) Jpeg(ReadOnlySpan<byte> span)
    {
        int position = 2;
        while (position + 9 < span.Length && position < MaxSearch && span[position] == 0xFF)
        {
            int marker = span[position + 1];
            if (marker == 0xFF)
            {
                position++;
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC)
            {
                return ("jpeg", U16(span, position + 7), U16(span, position + 5));
            }

            position += marker is 0x01 or (>= 0xD0 and <= 0xD8) ? 2 : 2 + U16(span, position + 2);
        }

        return ("jpeg", 0, 0);
    }

    private static (string, int, int) Jpeg2000File(ReadOnlySpan<byte> span)
    {
        int at = span[..Math.Min(span.Length, 4096)].IndexOf("ihdr"u8);
        return at >= 0 && at + 12 <= span.Length
            ? ("jp2", Size(U32(span, at + 8)), Size(U32(span, at + 4)))
            : ("jp2", 0, 0);
    }

    private static (string, int, int) Jpeg2000Codestream(ReadOnlySpan<byte> span) =>
        span.Length >= 24
            ? ("jp2", Size(U32(span, 8) - (long)U32(span, 16)), Size(U32(span, 12) - (long)U32(span, 20)))
            : ("jp2", 0, 0);

    private static (string, int, int) Png(ReadOnlySpan<byte> span) =>
        span.Length >= 24 ? ("png", Size(U32(span, 16)), Size(U32(span, 20))) : ("png", 0, 0);

    private static int Size(long value) => value is > 0 and <= 65535 ? (int)value : 0;

    private static int U16(ReadOnlySpan<byte> span, int at) => BinaryPrimitives.ReadUInt16BigEndian(span[at..]);

    private static uint U32(ReadOnlySpan<byte> span, int at) => BinaryPrimitives.ReadUInt32BigEndian(span[at..]);
}
