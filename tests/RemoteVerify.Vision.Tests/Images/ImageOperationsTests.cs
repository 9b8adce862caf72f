using RemoteVerify.Vision.Images;

namespace RemoteVerify.Vision.Tests.Images;

public class ImageOperationsTests
{
    [Fact]
    public void Crop_Rectangle_CopiesItsPixels()
    {
        using Image image = Pictures.Gradient();
        using Image crop = ImageOperations.Crop(image, 10, 20, 30, 5);
        Assert.Equal((30, 5), (crop.WidthPixels, crop.HeightPixels));
        Assert.True(image.Row(22).Slice(30, 90).SequenceEqual(crop.Row(2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageOperations.Crop(image, 90, 0, 10, 5));
    }

    [Fact]
    public void Resize_ToOnePixelByArea_IsTheMean()
    {
        using Image image = new(2, 2);
        image.Pixels.Fill(100);
        image.Pixels[0] = 200;
        using Image one = ImageOperations.Resize(image, 1, 1, Interpolation.Area);
        Assert.Equal([125, 100, 100], one.Pixels.ToArray().Select(v => (int)v));
    }

    [Fact]
    public void WarpAffine_Shift_MovesPixelsAndFillsWithBlackOrTheEdge()
    {
        using Image image = Pictures.Gradient();
        using Image black = ImageOperations.WarpAffine(image, [1, 0, 5, 0, 1, 0], 96, 64);
        using Image edge = ImageOperations.WarpAffine(image, [1, 0, 5, 0, 1, 0], 96, 64, replicateEdge: true);
        Assert.True(image.Row(9)[..(91 * 3)].SequenceEqual(black.Row(9)[15..]));
        Assert.Equal(0, black.Row(9)[0] + black.Row(9)[1] + black.Row(9)[2]);
        Assert.Equal(image.Row(9)[2], edge.Row(9)[2]);
    }

    [Fact]
    public void Mirror_Twice_IsTheSame()
    {
        using Image image = Pictures.Gradient();
        using Image once = ImageOperations.Mirror(image);
        using Image twice = ImageOperations.Mirror(once);
        Assert.Equal(0, Pictures.Difference(image, twice));
        Assert.True(Pictures.Difference(image, once) > 10);
    }

    [Fact]
    public void ToGrey_PureColours_HaveTheWeightsOfBt601()
    {
        using Image image = Image.FromBgr24([255, 0, 0, 0, 255, 0, 0, 0, 255], 3, 1);
        using GreyImage grey = ImageOperations.ToGrey(image);
        Assert.Equal([29, 150, 76], grey.Pixels.ToArray().Select(v => (int)v));
    }

    [Fact]
    public void Laplacian_FlatAndNoisy_AreToldApart()
    {
        using GreyImage flat = new(32, 32);
        using GreyImage chequered = new(32, 32);
        for (int i = 0; i < 1024; i++)
        {
            chequered.Pixels[i] = (byte)(((i % 32) + (i / 32)) % 2 * 200);
        }

        Assert.Equal(0, ImageOperations.Laplacian(flat, 3).Deviation);
        Assert.True(ImageOperations.Laplacian(chequered, 1).Deviation > 500);
        Assert.Equal(0, ImageOperations.Gradient(flat, 3).Maximum);
        Assert.Throws<ArgumentException>(() => ImageOperations.Laplacian(flat, 4));
    }

    [Fact]
    public void Spectrum_Wave_HasItsPeakAtItsFrequency()
    {
        using GreyImage image = new(64, 64);
        for (int y = 0; y < 64; y++)
        {
            for (int x = 0; x < 64; x++)
            {
                image.Pixels[(y * 64) + x] = (byte)(128 + (100 * Math.Cos(2 * Math.PI * x / 8)));
            }
        }

        float[] spectrum = new float[64 * 64];
        ImageOperations.Spectrum(image, spectrum);
        int peak = Array.IndexOf(spectrum, spectrum.Max());
        Assert.Equal(32, peak / 64);
        Assert.Equal(8, Math.Abs((peak % 64) - 32));
    }

    [Fact]
    public void Constructor_ImpossibleSizes_AreTheCallersMistake()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Image(0, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Image(5, Image.MaximumSidePixels + 1));
        Assert.Throws<ArgumentException>(() => Image.FromBgr24(new byte[11], 2, 2));
    }

    [Fact]
    public void Dispose_Image_MakesItsPixelsUnreachable()
    {
        Image image = Pictures.Gradient();
        image.Dispose();
        image.Dispose();
        Assert.Throws<ObjectDisposedException>(() => image.Pixels.Length);
    }
}
