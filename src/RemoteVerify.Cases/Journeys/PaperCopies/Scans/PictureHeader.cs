// ISO/IEC 10918-1 annex B.2.2 (JPEG frame header), ISO/IEC 15444-1 annexes A.5.1 (SIZ) and I.4 (boxes).
using System.Buffers.Binary;

namespace RemoteVerify.Cases.Journeys.PaperCopies.Scans;

/// <summary>What a coded picture says of itself.</summary>
/// <param name="WidthPixels">Width.</param>
/// <param name="HeightPixels">Height.</param>
/// <param name="Components">Colour components.</param>
internal sealed record PictureHeader(int WidthPixels, int HeightPixels, int Components)
{
    private const int LongestSide = 32_768;
    private const int MostBoxes = 64;

    /// <summary>The frame header of a JPEG file; null when there is none.</summary>
    public static PictureHeader? OfJpeg(ReadOnlySpan<byte> file)
    {
        if (file.Length < 4 || file[0] != 0xFF || file[1] != 0xD8)
        {
            return null;
        }

        int at = 2;
        while (at + 9 < file.Length && file[at] == 0xFF)
        {
            byte marker = file[at + 1];
            if (marker is 0xFF)
            {
                at++;
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return Checked(BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]), file[at + 9]);
            }

            at += 2 + (marker is >= 0xD0 and <= 0xD7 or 0x01 ? 0 : Math.Max(2, (int)BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..])));
        }

        return null;
    }

    /// <summary>The size marker of a JPEG 2000 file or bare code stream; null when there is none.</summary>
    public static PictureHeader? OfJpeg2000(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> code = CodeStream(file);
        if (code.Length < 42 || BinaryPrimitives.ReadUInt32BigEndian(code) != 0xFF4FFF51)
        {
            return null;
        }

        ReadOnlySpan<byte> size = code[6..];
        long width = (long)BinaryPrimitives.ReadUInt32BigEndian(size[2..]) - BinaryPrimitives.ReadUInt32BigEndian(size[10..]);
        long height = (long)BinaryPrimitives.ReadUInt32BigEndian(size[6..]) - BinaryPrimitives.ReadUInt32BigEndian(size[14..]);
        return Checked(width, height, BinaryPrimitives.ReadUInt16BigEndian(size[34..]));
    }

    private static PictureHeader? Checked(long width, long height, int components) =>
        width is >= 1 and <= LongestSide && height is >= 1 and <= LongestSide && components is >= 1 and <= 32
            ? new PictureHeader((int)width, (int)height, components)
            : null;

    private static ReadOnlySpan<byte> CodeStream(ReadOnlySpan<byte> file)
    {
        if (file.Length > 2 && file[0] == 0xFF && file[1] == 0x4F)
        {
            return file;
        }

        for (int boxes = 0; boxes < MostBoxes && file.Length >= 8; boxes++)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(file);
            int header = 8;
            if (length == 1 && file.Length >= 16)
            {
                (length, header) = ((long)Math.Min(BinaryPrimitives.ReadUInt64BigEndian(file[8..]), int.MaxValue), 16);
            }

            length = length == 0 ? file.Length : length;
            if (length < header || length > file.Length)
            {
                break;
            }

            if (file[4..8].SequenceEqual("jp2c"u8))
            {
                return file[header..(int)length];
            }

            file = file[(int)length..];
        }

        return [];
    }
}
