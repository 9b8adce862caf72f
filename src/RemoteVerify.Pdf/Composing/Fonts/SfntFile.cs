// OpenType 1.9.1, table directory and checksums.
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace RemoteVerify.Pdf.Composing.Fonts;

/// <summary>Puts tables together into a font file.</summary>
internal static class SfntFile
{
    private const uint ChecksumOfWholeFile = 0xB1B0AFBA;

    public static byte[] Write(IReadOnlyDictionary<string, byte[]> tables)
    {
        KeyValuePair<string, byte[]>[] ordered = [.. tables.OrderBy(table => table.Key, StringComparer.Ordinal)];
        int position = 12 + (ordered.Length * 16);
        byte[] file = new byte[position + ordered.Sum(table => Padded(table.Value.Length))];
        int log = BitOperations.Log2((uint)ordered.Length);
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)ordered.Length);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(6), (ushort)(16 << log));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(8), (ushort)log);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(10), (ushort)((ordered.Length * 16) - (16 << log)));
        int head = -1;
        for (int index = 0; index < ordered.Length; index++)
        {
            (string tag, byte[] data) = ordered[index];
            data.CopyTo(file.AsSpan(position));
            Span<byte> entry = file.AsSpan(12 + (index * 16), 16);
            Encoding.Latin1.GetBytes(tag, entry);
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Checksum(file.AsSpan(position, Padded(data.Length))));
            BinaryPrimitives.WriteUInt32BigEndian(entry[8..], (uint)position);
            BinaryPrimitives.WriteUInt32BigEndian(entry[12..], (uint)data.Length);
            head = tag == "head" ? position : head;
            position += Padded(data.Length);
        }

        if (head >= 0)
        {
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(head + 8), unchecked(ChecksumOfWholeFile - Checksum(file)));
        }

        return file;
    }

    private static int Padded(int length) => (length + 3) & ~3;

    private static uint Checksum(ReadOnlySpan<byte> data)
    {
        uint sum = 0;
        for (int index = 0; index < data.Length; index += 4)
        {
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(data[index..]));
        }

        return sum;
    }
}
