using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Vision.Tests.Images;

/// <summary>Encodings that OpenCV can't write, put together by hand.</summary>
public class UnusualImageTests
{
    [Fact]
    public void Decode_JpegOfFourComponents_IsConverted()
    {
        ImageHeader header = ImageCodec.ReadHeader(CmykJpeg(), ImageLimits.Default);
        Assert.Equal((4, 8, 8), (header.Components, header.WidthPixels, header.HeightPixels));
        using Image image = ImageCodec.Decode(CmykJpeg(), ImageLimits.Default);
        Assert.Equal((8, 8), (image.WidthPixels, image.HeightPixels));
        Assert.Single(image.Pixels.ToArray().Distinct());
    }

    [Fact]
    public void Decode_PngOf16Bits_BecomesEight()
    {
        byte[] png = PngBytes.File(2, 1, 16, 2, [0, 0xFF, 0xFF, 0x80, 0x00, 0x00, 0x00, 0x12, 0x34, 0x56, 0x78, 0x9A, 0xBC]);
        Assert.Equal(16, ImageCodec.ReadHeader(png, ImageLimits.Default).BitsPerComponent);
        using Image image = ImageCodec.Decode(png, ImageLimits.Default);
        int[] pixels = [.. image.Pixels.ToArray().Select(v => (int)v)];
        int[] expected = [0x00, 0x80, 0xFF, 0x9A, 0x56, 0x12];
        Assert.All(pixels.Zip(expected), pair => Assert.InRange(pair.First, pair.Second - 1, pair.Second + 1));
    }

    [Fact]
    public void Decode_PngWithAlpha_DropsIt()
    {
        using Image image = ImageCodec.Decode(PngBytes.File(1, 1, 8, 6, [0, 10, 20, 30, 5]), ImageLimits.Default);
        Assert.Equal([30, 20, 10], image.Pixels.ToArray().Select(v => (int)v));
    }

    [Fact]
    public void Decode_PngWithManyCompressedTexts_IsRefused()
    {
        byte[] png = PngBytes.File(1, 1, 8, 2, [0, 1, 2, 3]);
        byte[] text = PngBytes.Chunk("zTXt"u8, [(byte)'k', 0, 0]);
        byte[] many = [.. png.AsSpan(0, 33), .. Enumerable.Repeat(text, 9).SelectMany(b => b), .. png.AsSpan(33)];
        Assert.Throws<VisionFormatException>(() => ImageCodec.Decode(many, ImageLimits.Default));
    }

    [Fact]
    public void Decode_JpegWithBytesAfterItsEnd_IsAccepted()
    {
        byte[] jpeg = Pictures.Encoded().Single(p => p.Format == ImageFormat.Jpeg).Bytes;
        using Image image = ImageCodec.Decode([.. jpeg, 1, 2, 3], ImageLimits.Default);
        Assert.Equal(96, image.WidthPixels);
    }

    [Fact]
    public void Decode_JpegWithoutItsEndMarker_IsRefused()
    {
        byte[] jpeg = Pictures.Encoded().Single(p => p.Format == ImageFormat.Jpeg).Bytes;
        VisionFormatException error = Assert.Throws<VisionFormatException>(() => ImageCodec.Decode(jpeg.AsSpan(0, jpeg.Length - 2), ImageLimits.Default));
        Assert.Contains("cut short", error.Message, StringComparison.Ordinal);
        Assert.Equal("JPEG scan", error.Structure);
    }

    // One block per component, all coefficients zero: tables with a single one-bit code each.
    private static byte[] CmykJpeg()
    {
        byte[] oneCode = [1, .. new byte[15], 0];
        byte[] quantisation = [0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)1, 64)];
        byte[] frame = [0xFF, 0xC0, 0, 20, 8, 0, 8, 0, 8, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0];
        byte[] huffman = [0xFF, 0xC4, 0, 20, 0x00, .. oneCode, 0xFF, 0xC4, 0, 20, 0x10, .. oneCode];
        byte[] scan = [0xFF, 0xDA, 0, 14, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0, 0x00];
        return [0xFF, 0xD8, .. quantisation, .. frame, .. huffman, .. scan, 0xFF, 0xD9];
    }
}
