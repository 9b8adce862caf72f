// ITU-T T.81 (JPEG) clauses B.1.1.3 (markers) and B.2.2 (frame header).
using System.Buffers.Binary;

namespace RemoteVerify.Server.PagePictures;

/// <summary>Reads the size of a picture from its frame header, without decoding it.</summary>
internal static class JpegSize
{
    private const int MarkerBytes = 4;
    private const int HeightAt = 5;
    private const int WidthAt = 7;
    private const int FrameBytes = 9;

    /// <returns>Width and height in pixels; null when it is no JPEG, or has no frame.</returns>
    public static (int Width, int Height)? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes is not [0xFF, 0xD8, ..])
        {
            return null;
        }

        for (int at = 2; at + FrameBytes <= bytes.Length && bytes[at] == 0xFF; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..(at + MarkerBytes)]))
        {
            // SOF0 to SOF15, but for DHT, JPG and DAC, which lie between them.
            if (bytes[at + 1] is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + WidthAt)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + HeightAt)..]));
            }
        }

        return null;
    }
}
