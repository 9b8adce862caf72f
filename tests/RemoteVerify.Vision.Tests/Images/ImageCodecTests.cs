using RemoteVerify.Vision.Images;

namespace RemoteVerify.Vision.Tests.Images;

public class ImageCodecTests
{
    [Fact]
    public void Decode_EveryFormat_GivesThePictureBack()
    {
        using Image original = Pictures.Gradient();
        foreach ((ImageFormat format, byte[] bytes) in Pictures.Encoded())
        {
            ImageHeader header = ImageCodec.ReadHeader(bytes, ImageLimits.Default);
            Assert.Equal((format, 96, 64, 1), (header.Format, header.WidthPixels, header.HeightPixels, header.Orientation));
            using Image decoded = ImageCodec.Decode(bytes, ImageLimits.Default);
            Assert.InRange(Pictures.Difference(original, decoded), 0, format == ImageFormat.Png ? 0 : 5);
        }
    }

    [Fact]
    public void Decode_RawJpeg2000Codestream_IsAccepted()
    {
        byte[] file = Pictures.Encoded().Single(p => p.Format == ImageFormat.Jpeg2000).Bytes;
        int codestream = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51]);
        using Image decoded = ImageCodec.Decode(file.AsSpan(codestream), ImageLimits.Default);
        using Image original = Pictures.Gradient();
        Assert.InRange(Pictures.Difference(original, decoded), 0, 5);
    }

    [Fact]
    public void Decode_Jpeg2000_IsNotSwitchedOffByTheEnvironment() =>
        Assert.Contains(Pictures.Encoded(), p => p.Format == ImageFormat.Jpeg2000 && p.Bytes.Length > 100);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Decode_ExifOrientation_IsApplied(int orientation)
    {
        using Image upright = Pictures.Gradient();
        using Image stored = ImageOperations.Orient(upright, Inverse(orientation));
        byte[] bytes = WithExif(ImageCodec.EncodeJpeg(stored, 95), orientation);
        using Image decoded = ImageCodec.Decode(bytes, ImageLimits.Default);
        Assert.InRange(Pictures.Difference(upright, decoded), 0, 5);
    }

    [Fact]
    public void Decode_BrokenExif_MeansUpright()
    {
        using Image image = Pictures.Gradient();
        byte[] bytes = WithExif(ImageCodec.EncodeJpeg(image, 95), 6);
        int directory = bytes.AsSpan().IndexOf("II*\0"u8) + 4;
        bytes.AsSpan(directory, 4).Fill(0xFF);
        Assert.Equal(1, ImageCodec.ReadHeader(bytes, ImageLimits.Default).Orientation);
    }

    [Fact]
    public void EncodeWebPLossless_GivesEveryPixelBack()
    {
        using Image image = Pictures.Gradient(37, 23);
        using Image back = ImageCodec.Decode(ImageCodec.EncodeWebPLossless(image), ImageLimits.Default);
        Assert.True(image.Pixels.SequenceEqual(back.Pixels));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-100)]
    [InlineData(101)]
    public void EncodeJpeg_QualityOutside1To100_IsRefused(int quality)
    {
        using Image image = Pictures.Gradient();
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageCodec.EncodeJpeg(image, quality));
    }

    // 6 and 8 undo each other; every other one undoes itself.
    private static int Inverse(int orientation) => orientation switch { 6 => 8, 8 => 6, _ => orientation };

    private static byte[] WithExif(byte[] jpeg, int orientation)
    {
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "II*\0"u8, 8, 0, 0, 0, 1, 0,
            0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0,
        ];
        return [.. jpeg.AsSpan(0, 2), .. exif, .. jpeg.AsSpan(2)];
    }
}
