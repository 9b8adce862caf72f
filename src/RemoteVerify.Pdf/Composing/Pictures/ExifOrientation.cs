// Exif 2.32 (CIPA DC-008), sections 4.5.4 (APP1) and 4.6.4 A (tag 274, orientation); TIFF 6.0 section 2 for the directory.
using System.Buffers.Binary;

namespace RemoteVerify.Pdf.Composing.Pictures;

/// <summary>How a camera says that its picture must be turned to stand upright.</summary>
internal static class ExifOrientation
{
    private const ushort Tag = 274;
    private const int MaximumEntries = 512;
    private const int EntryBytes = 12;

    /// <summary>Clockwise turn: 0, 90, 180 or 270; 0 where the segment says nothing that can be read, and for mirrored pictures.</summary>
    /// <param name="segment">Content of an APP1 segment, behind its length.</param>
    public static int TurnDegrees(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 14 || !segment.StartsWith("Exif\0\0"u8))
        {
            return 0;
        }

        ReadOnlySpan<byte> tiff = segment[6..];
        bool little = tiff[0] == 'I';
        if (!(little ? tiff.StartsWith("II*\0"u8) : tiff.StartsWith("MM\0*"u8)))
        {
            return 0;
        }

        uint start = Long(tiff[4..], little);
        if (start > tiff.Length - 2)
        {
            return 0;
        }

        ReadOnlySpan<byte> directory = tiff[(int)start..];
        int count = Math.Min((int)Short(directory, little), MaximumEntries);
        for (int index = 0; index < count && directory.Length >= 2 + ((index + 1) * EntryBytes); index++)
        {
            ReadOnlySpan<byte> entry = directory.Slice(2 + (index * EntryBytes), EntryBytes);
            if (Short(entry, little) == Tag)
            {
                return Short(entry[8..], little) switch { 3 => 180, 6 => 90, 8 => 270, _ => 0 };
            }
        }

        return 0;
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Long(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
