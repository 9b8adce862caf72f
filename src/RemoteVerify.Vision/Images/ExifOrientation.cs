using System.Buffers.Binary;

namespace RemoteVerify.Vision.Images;

/// <summary>Exif 2.32 section 4.6.4, tag 0x0112 of the first directory. Broken metadata means "upright": it must not cost a person the picture.</summary>
internal static class ExifOrientation
{
    private const int MaximumEntries = 512;
    private const ushort OrientationTag = 0x0112;
    private const ushort Short = 3;

    public static int Read(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 14)
        {
            return 1;
        }

        bool little = tiff.StartsWith("II*\0"u8);
        if (!little && !tiff.StartsWith("MM\0*"u8))
        {
            return 1;
        }

        uint directory = UInt32(tiff[4..], little);
        if (directory > tiff.Length - 2)
        {
            return 1;
        }

        int count = Math.Min((int)UInt16(tiff[(int)directory..], little), MaximumEntries);
        for (int i = 0; i < count; i++)
        {
            long entry = directory + 2 + (12L * i);
            if (entry + 12 > tiff.Length)
            {
                return 1;
            }

            ReadOnlySpan<byte> fields = tiff.Slice((int)entry, 12);
            if (UInt16(fields, little) == OrientationTag && UInt16(fields[2..], little) == Short)
            {
                int orientation = UInt16(fields[8..], little);
                return orientation is >= 1 and <= 8 ? orientation : 1;
            }
        }

        return 1;
    }

    private static ushort UInt16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint UInt32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
