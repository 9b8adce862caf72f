using System.Buffers.Binary;
using System.IO.Compression;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Pdf.Tests.Composing;

/// <summary>Files of every PNG kind: the pixels must be those that were written, and damage only ever gives the format exception.</summary>
public class PngReaderTests
{
    /// <summary>Every kind with a pattern that uses all five filters, one a line.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(0, 4)]
    [InlineData(0, 8)]
    [InlineData(0, 16)]
    [InlineData(2, 8)]
    [InlineData(2, 16)]
    [InlineData(3, 2)]
    [InlineData(3, 8)]
    [InlineData(4, 8)]
    [InlineData(4, 16)]
    [InlineData(6, 8)]
    [InlineData(6, 16)]
    public void FromFile_EveryKind_GivesThePixelsThatWereWritten(int color, int depth)
    {
        const int width = 13, height = 11;
        int channels = color switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        int top = color == 3 ? 3 : (1 << depth) - 1;
        int[,,] samples = new int[height, width, channels];
        Random random = new((color * 100) + depth);
        for (int at = 0; at < samples.Length; at++)
        {
            samples[at / (width * channels), at / channels % width, at % channels] = random.Next(top + 1);
        }

        byte[] palette = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120];
        ComposedImage image = ComposedImage.FromFile(Png(samples, color, depth, color == 3 ? palette : null));

        Assert.Equal((width, height), (image.WidthPixels, image.HeightPixels));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int pixel = (y * width) + x;
                for (int part = 0; part < 3; part++)
                {
                    int sample = samples[y, x, color is 0 or 3 or 4 ? 0 : part];
                    Assert.Equal(color == 3 ? palette[(sample * 3) + part] : sample * 255 / top, image.Data.Span[(pixel * 3) + part]);
                }

                Assert.Equal(color is 4 or 6 ? samples[y, x, channels - 1] * 255 / top : 255, image.Opacity is { } opacity ? opacity.Span[pixel] : 255);
            }
        }
    }

    [Fact]
    public void FromFile_PictureOfAnotherProgram_IsTheSameForPoppler()
    {
        DocumentComposer composer = new(ComposingMaterial.Options());
        int[,,] samples = new int[8, 8, 3];
        samples[0, 0, 0] = 255;
        composer.Image(ComposedImage.FromFile(Png(samples, 2, 8, null)), 100, "Ô vuông đen");
        (int code, string output) = ComposingMaterial.Run("pdfimages", composer.ToPdf(), "-list", "{0}");
        Assert.Equal(0, code);
        Assert.Contains("rgb", output, StringComparison.Ordinal);
    }

    [Fact]
    public void FromFile_DamagedFile_GivesOnlyTheFormatException()
    {
        int[,,] samples = new int[9, 9, 4];
        byte[] good = Png(samples, 6, 8, null);
        Random random = new(5);
        int refused = 0;
        for (int round = 0; round < 2000; round++)
        {
            byte[] damaged = round % 3 == 0 ? good[..random.Next(good.Length)] : [.. good];
            for (int flip = 0; flip < 3 && damaged.Length > 0; flip++)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                ComposedImage.FromFile(damaged);
            }
            catch (PdfFormatException)
            {
                refused++;
            }
        }

        Assert.True(refused > 500);
    }

    private static byte[] Png(int[,,] samples, int color, int depth, byte[]? palette)
    {
        (int height, int width, int channels) = (samples.GetLength(0), samples.GetLength(1), samples.GetLength(2));
        int lineBytes = ((width * channels * depth) + 7) / 8;
        int distance = Math.Max(1, channels * depth / 8);
        byte[] above = new byte[lineBytes];
        using MemoryStream lines = new();
        for (int y = 0; y < height; y++)
        {
            byte[] line = Packed(samples, y, depth, lineBytes);
            int filter = y % 5;
            lines.WriteByte((byte)filter);
            for (int at = 0; at < lineBytes; at++)
            {
                int left = at >= distance ? line[at - distance] : 0, corner = at >= distance ? above[at - distance] : 0;
                int guess = filter switch { 1 => left, 2 => above[at], 3 => (left + above[at]) / 2, 4 => Nearest(left, above[at], corner), _ => 0 };
                lines.WriteByte((byte)(line[at] - guess));
            }

            above = line;
        }

        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(lines.ToArray());
        }

        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = ((byte)depth, (byte)color);
        return
        [
            0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR"u8, header), .. palette is null ? [] : Chunk("PLTE"u8, palette),
            .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, []),
        ];
    }

    private static byte[] Packed(int[,,] samples, int y, int depth, int lineBytes)
    {
        byte[] line = new byte[lineBytes];
        int bit = 0;
        for (int x = 0; x < samples.GetLength(1); x++)
        {
            for (int channel = 0; channel < samples.GetLength(2); channel++)
            {
                for (int shift = depth - 1; shift >= 0; shift--, bit++)
                {
                    line[bit / 8] |= (byte)(((samples[y, x, channel] >> shift) & 1) << (7 - (bit % 8)));
                }
            }
        }

        return line;
    }

    private static int Nearest(int left, int above, int corner)
    {
        int estimate = left + above - corner;
        return new[] { left, above, corner }.Select((value, rank) => (Math.Abs(estimate - value), rank, value)).Min().value;
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        return [.. length, .. type, .. data, 0, 0, 0, 0];
    }
}
