using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Commands.Fuzz.Images;

/// <summary>A picture to be changed.</summary>
/// <param name="Name">Of the file, or of what was drawn.</param>
/// <param name="Format">By its first bytes.</param>
/// <param name="Bytes">Encoded.</param>
internal sealed record ImageSeed(string Name, ImageFormat Format, byte[] Bytes);

/// <summary>Small pictures in every accepted encoding, and those of a folder.</summary>
internal static class ImageSeeds
{
    private static readonly (int Width, int Height)[] Sizes = [(1, 1), (17, 9), (33, 50), (96, 64), (240, 320)];

    // The encoder halves a picture five times.
    private const int SmallestJpeg2000 = 32;

    public static IEnumerable<ImageSeed> Make()
    {
        foreach ((int width, int height) in Sizes)
        {
            using Image image = Draw(width, height);
            string size = $"{width}x{height}";
            yield return new($"jpeg-{size}", ImageFormat.Jpeg, ImageCodec.EncodeJpeg(image, 85));
            yield return new($"turned-{size}", ImageFormat.Jpeg, Turned(ImageCodec.EncodeJpeg(image, 85)));
            if (Math.Min(width, height) >= SmallestJpeg2000)
            {
                yield return new($"jpeg2000-{size}", ImageFormat.Jpeg2000, ImageCodec.EncodeJpeg2000(image, 50));
            }

            yield return new($"png-{size}", ImageFormat.Png, ImageCodec.EncodePng(image));
            yield return new($"webp-{size}", ImageFormat.WebP, ImageCodec.EncodeWebP(image, 80));
        }
    }

    /// <summary>All pictures of a folder and below it; other files are passed over.</summary>
    public static IEnumerable<ImageSeed> FromFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw CommandException.WrongUse($"There is no folder {folder}.");
        }

        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (new FileInfo(path).Length <= ImageLimits.CaptureFrame.MaximumBytes && Format(InputFiles.Read(path)) is { } seed)
            {
                yield return seed with { Name = Path.GetFileNameWithoutExtension(path) };
            }
        }
    }

    private static ImageSeed? Format(byte[] bytes)
    {
        try
        {
            return new ImageSeed("", ImageCodec.ReadHeader(bytes, ImageLimits.Default).Format, bytes);
        }
        catch (VisionFormatException)
        {
            return null;
        }
    }

    /// <summary>A gradient, a disc, and noise in the lower half, so that every part of a decoder has something to do.</summary>
    private static Image Draw(int width, int height)
    {
        Image image = new(width, height);
        FuzzRandom random = new((ulong)width, height);
        for (int y = 0; y < height; y++)
        {
            Span<byte> row = image.Row(y);
            for (int x = 0; x < width; x++)
            {
                int dx = x - (width / 3), dy = y - (height / 3);
                row[x * 3] = (byte)(x * 255 / width);
                row[(x * 3) + 1] = y > height / 2 ? (byte)random.Next(256) : (byte)(y * 255 / height);
                row[(x * 3) + 2] = (byte)((dx * dx) + (dy * dy) < width * height / 40 ? 230 : 40);
            }
        }

        return image;
    }

    /// <summary>With an Exif segment that asks for a quarter turn (orientation 6).</summary>
    private static byte[] Turned(byte[] jpeg)
    {
        byte[] exif =
        [
            0xFF, 0xE1, 0x00, 0x22, .. "Exif\0\0"u8, .. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0,
        ];
        return [.. jpeg.AsSpan(0, 2), .. exif, .. jpeg.AsSpan(2)];
    }
}
