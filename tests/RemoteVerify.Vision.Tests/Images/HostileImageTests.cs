using System.Buffers.Binary;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Vision.Tests.Images;

/// <summary>Whatever the bytes, the answer is a picture or <see cref="VisionFormatException"/>.</summary>
public class HostileImageTests
{
    private const int MutationsPerFormat = 500;

    [Fact]
    public void Decode_CutAnywhere_IsRefused()
    {
        foreach ((ImageFormat format, byte[] bytes) in Pictures.Encoded())
        {
            for (int length = 0; length < bytes.Length - 2; length += Math.Max(1, bytes.Length / 60))
            {
                byte[] cut = bytes[..length];
                Exception? error = Record.Exception(() => ImageCodec.Decode(cut, ImageLimits.Default).Dispose());
                Assert.True(error is VisionFormatException, $"{format} cut to {length} of {bytes.Length}: {error?.GetType().Name ?? "accepted"}");
            }
        }
    }

    [Fact]
    public void Decode_MutatedBytes_GivesAPictureOrTheOneException()
    {
        ulong state = 0x9E3779B97F4A7C15;
        int accepted = 0;
        int refused = 0;
        foreach ((_, byte[] bytes) in Pictures.Encoded())
        {
            for (int i = 0; i < MutationsPerFormat; i++)
            {
                byte[] mutated = Mutate(bytes, ref state);
                try
                {
                    using Image image = ImageCodec.Decode(mutated, ImageLimits.CaptureFrame);
                    accepted++;
                }
                catch (VisionFormatException)
                {
                    refused++;
                }
            }
        }

        Assert.Equal(4 * MutationsPerFormat, accepted + refused);
        Assert.True(accepted > 100 && refused > 100, $"{accepted} accepted, {refused} refused: the mutations are too weak or too strong");
    }

    [Fact]
    public void Decode_GiantDimensionsInTheHeader_IsRefusedBeforeDecoding()
    {
        foreach ((ImageFormat format, byte[] bytes) in Pictures.Encoded())
        {
            byte[] giant = (byte[])bytes.Clone();
            SetSize(giant, format, 16000, 16000);
            VisionFormatException error = Assert.Throws<VisionFormatException>(() => ImageCodec.Decode(giant, ImageLimits.Default));
            Assert.Contains("16000x16000", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Decode_MoreBytesThanAllowed_IsRefused()
    {
        byte[] bytes = new byte[ImageLimits.CaptureFrame.MaximumBytes + 1];
        Assert.Throws<VisionFormatException>(() => ImageCodec.Decode(bytes, ImageLimits.CaptureFrame));
    }

    [Theory]
    [InlineData("GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000")]
    [InlineData("BM000000000000000000000000")]
    [InlineData("II*\u0000\u0008\u0000\u0000\u0000\u0000\u0000\u0000\u0000")]
    [InlineData("#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 1 +X 1\n")]
    [InlineData("P6 1 1 255 abcdefghijk")]
    [InlineData("%PDF-1.7 not a picture")]
    [InlineData("")]
    public void Decode_OtherFormats_NeverReachTheDecoder(string text)
    {
        byte[] bytes = [.. text.Select(c => (byte)c)];
        VisionFormatException error = Assert.Throws<VisionFormatException>(() => ImageCodec.Decode(bytes, ImageLimits.Default));
        Assert.Contains("not JPEG", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_AnimatedPngAndWebP_AreRefused()
    {
        byte[] png = Pictures.Encoded().Single(p => p.Format == ImageFormat.Png).Bytes;
        byte[] animationControl = [0, 0, 0, 8, .. "acTL"u8, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0];
        Refused([.. png.AsSpan(0, 33), .. animationControl, .. png.AsSpan(33)], "animations");
        byte[] webp = [.. "RIFF"u8, 30, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 0x02, 0, 0, 0, 95, 0, 0, 63, 0, 0, .. "ANIM"u8, 0, 0, 0, 0];
        Refused(webp, "animations");
    }

    [Fact]
    public void Decode_JpegOf12BitsOrArithmeticCoding_IsRefused()
    {
        byte[] jpeg = Pictures.Encoded().Single(p => p.Format == ImageFormat.Jpeg).Bytes;
        int frame = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        byte[] twelve = (byte[])jpeg.Clone();
        twelve[frame + 4] = 12;
        Refused(twelve, "8 bits");
        byte[] arithmetic = (byte[])jpeg.Clone();
        arithmetic[frame + 1] = 0xC9;
        Refused(arithmetic, "Huffman");
    }

    [Fact]
    public void Decode_JpegWithTooManyScans_IsRefused()
    {
        byte[] jpeg = Pictures.Encoded().Single(p => p.Format == ImageFormat.Jpeg).Bytes;
        int scan = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        byte[] one = jpeg[scan..^2];
        byte[] many = [.. jpeg.AsSpan(0, scan), .. Enumerable.Repeat(one, 65).SelectMany(b => b), 0xFF, 0xD9];
        Refused(many, "too many scans");
    }

    [Fact]
    public void Decode_Jpeg2000WithPaletteOrSubsamplingOrTiles_IsRefused()
    {
        byte[] file = Pictures.Encoded().Single(p => p.Format == ImageFormat.Jpeg2000).Bytes;
        int siz = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51]) + 4;
        byte[] subsampled = (byte[])file.Clone();
        subsampled[siz + 39] = 2;
        Refused(subsampled, "sub-sampled");
        byte[] tiles = (byte[])file.Clone();
        BinaryPrimitives.WriteUInt32BigEndian(tiles.AsSpan(siz + 20), 1);
        BinaryPrimitives.WriteUInt32BigEndian(tiles.AsSpan(siz + 24), 1);
        Refused(tiles, "too many tiles");
    }

    private static void Refused(byte[] bytes, string reason)
    {
        VisionFormatException error = Assert.Throws<VisionFormatException>(() => ImageCodec.Decode(bytes, ImageLimits.Default));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private static void SetSize(byte[] bytes, ImageFormat format, int width, int height)
    {
        switch (format)
        {
            case ImageFormat.Jpeg:
                int frame = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
                BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(frame + 5), (ushort)height);
                BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(frame + 7), (ushort)width);
                break;
            case ImageFormat.Png:
                BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), width);
                BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), height);
                break;
            case ImageFormat.WebP:
                int start = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]);
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(start + 3), (ushort)width);
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(start + 5), (ushort)height);
                break;
            default:
                int siz = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51]) + 4;
                foreach (int offset in (int[])[4, 20])
                {
                    BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(siz + offset), width);
                    BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(siz + offset + 4), height);
                }

                break;
        }
    }

    // A seeded generator of our own (xorshift64*), so that a failure repeats.
    private static byte[] Mutate(byte[] bytes, ref ulong state)
    {
        byte[] mutated = (byte[])bytes.Clone();
        int changes = 1 + (int)(Next(ref state) % 6);
        for (int i = 0; i < changes; i++)
        {
            int at = (int)(Next(ref state) % (ulong)mutated.Length);
            switch (Next(ref state) % 4)
            {
                case 0:
                    mutated[at] ^= (byte)(1 << (int)(Next(ref state) % 8));
                    break;
                case 1:
                    mutated[at] = (byte)Next(ref state);
                    break;
                case 2:
                    mutated[at % Math.Min(mutated.Length, 64)] = (byte)Next(ref state);
                    break;
                default:
                    int count = (int)(Next(ref state) % 32);
                    mutated.AsSpan(at, Math.Min(count, mutated.Length - at)).Fill(0xFF);
                    break;
            }
        }

        return mutated;
    }

    private static ulong Next(ref ulong state)
    {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        return (state * 0x2545F4914F6CDD1D) >> 16;
    }
}
