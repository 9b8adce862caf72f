using System.Buffers.Binary;
using System.IO.Compression;

namespace RemoteVerify.Pades.Tests.Appearance;

/// <summary>Pictures with transparency, drawn by arithmetic.</summary>
internal static class TestPictures
{
    /// <summary>A red ring with a star-like middle on a transparent ground.</summary>
    public static byte[] SealPng() => Png(200, 200, (x, y) =>
    {
        double radius = Math.Sqrt(((x - 100) * (x - 100)) + ((y - 100) * (y - 100)));
        double petal = 30 + (14 * Math.Cos(5 * Math.Atan2(y - 100, x - 100)));
        bool ink = radius is > 90 and < 98 or > 62 and < 66 || radius < petal;
        return (200, 20, 30, (byte)(ink ? 255 : 0));
    });

    /// <summary>A blue stroke on a transparent ground.</summary>
    public static byte[] SignaturePng() => Png(300, 100, (x, y) =>
    {
        double line = 50 + (35 * Math.Sin(x / 17.0) * Math.Cos(x / 60.0));
        return (20, 40, 170, (byte)(Math.Abs(y - line) < 4 ? 255 : 0));
    });

    private static byte[] Png(int width, int height, Func<int, int, (byte, byte, byte, byte)> pixel)
    {
        byte[] lines = new byte[height * ((width * 4) + 1)];
        int at = 0;
        for (int y = 0; y < height; y++)
        {
            at++;
            for (int x = 0; x < width; x++)
            {
                (lines[at], lines[at + 1], lines[at + 2], lines[at + 3]) = pixel(x, y);
                at += 4;
            }
        }

        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(lines);
        }

        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = 6;
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    /// <summary>The check sum is left at zero: our reader takes the data as it is, as Flate has its own.</summary>
    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        return [.. length, .. type, .. data, 0, 0, 0, 0];
    }
}
