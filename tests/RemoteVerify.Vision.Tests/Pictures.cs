using RemoteVerify.Vision.Images;

namespace RemoteVerify.Vision.Tests;

/// <summary>Pictures made by the tests.</summary>
internal static class Pictures
{
    /// <summary>Blue grows to the right, green downwards, red is a disc: every orientation looks different.</summary>
    public static Image Gradient(int width = 96, int height = 64)
    {
        Image image = new(width, height);
        for (int y = 0; y < height; y++)
        {
            Span<byte> row = image.Row(y);
            for (int x = 0; x < width; x++)
            {
                int dx = x - (width / 3);
                int dy = y - (height / 3);
                row[x * 3] = (byte)(x * 255 / width);
                row[(x * 3) + 1] = (byte)(y * 255 / height);
                row[(x * 3) + 2] = (byte)((dx * dx) + (dy * dy) < width * height / 40 ? 230 : 40);
            }
        }

        return image;
    }

    /// <summary>Mean absolute difference of two pictures of one size, in grey levels.</summary>
    public static double Difference(Image a, Image b)
    {
        Assert.Equal((a.WidthPixels, a.HeightPixels), (b.WidthPixels, b.HeightPixels));
        long sum = 0;
        for (int i = 0; i < a.Pixels.Length; i++)
        {
            sum += Math.Abs(a.Pixels[i] - b.Pixels[i]);
        }

        return (double)sum / a.Pixels.Length;
    }

    /// <summary>The gradient in every accepted encoding.</summary>
    public static IReadOnlyList<(ImageFormat Format, byte[] Bytes)> Encoded()
    {
        using Image image = Gradient();
        return
        [
            (ImageFormat.Jpeg, ImageCodec.EncodeJpeg(image, 95)),
            (ImageFormat.Jpeg2000, ImageCodec.EncodeJpeg2000(image, 50)),
            (ImageFormat.Png, ImageCodec.EncodePng(image)),
            (ImageFormat.WebP, ImageCodec.EncodeWebP(image, 95)),
        ];
    }
}
