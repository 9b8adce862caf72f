// ISO/IEC 15948 clauses 5 and 11, annex D.
using System.Buffers.Binary;
using System.IO.Compression;

namespace RemoteVerify.TestKit;

/// <summary>PNG files put together by hand: sound ones of kinds that no encoder here writes, and ones that lie.</summary>
public static class PngBytes
{
    /// <param name="rows">Filter byte and samples of each row; fewer than the header says where a test wants that.</param>
    public static byte[] File(int width, int height, byte bitsPerSample, byte colourType, ReadOnlySpan<byte> rows)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (bitsPerSample, colourType);
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, Deflated(rows)), .. Chunk("IEND"u8, [])];
    }

    public static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> body)
    {
        byte[] chunk = new byte[body.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        type.CopyTo(chunk.AsSpan(4));
        body.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 8), CyclicCheck(chunk.AsSpan(4, body.Length + 4)));
        return chunk;
    }

    public static byte[] Deflated(ReadOnlySpan<byte> bytes)
    {
        using MemoryStream target = new();
        using (ZLibStream packer = new(target, CompressionLevel.SmallestSize))
        {
            packer.Write(bytes);
        }

        return target.ToArray();
    }

    private static uint CyclicCheck(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
