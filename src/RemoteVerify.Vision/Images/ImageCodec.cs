using RemoteVerify.Vision.Interop;

namespace RemoteVerify.Vision.Images;

/// <summary>Encoded bytes to pixels and back. The decoder (OpenCV) is reached only by bytes whose header was read and found within limits.</summary>
public static class ImageCodec
{
    /// <summary>The shim's quality of a WebP file without loss.</summary>
    private const int Lossless = 101;

    /// <summary>Decodes JPEG, JPEG 2000, PNG or WebP to 8-bit BGR, upright by its Exif orientation; alpha is dropped, 16 bits become 8.</summary>
    /// <exception cref="VisionFormatException">Not such an image, broken, cut short, animated, or beyond the limits.</exception>
    public static Image Decode(ReadOnlySpan<byte> bytes, ImageLimits limits)
    {
        ImageHeader header = ReadHeader(bytes, limits);
        Image stored = new(header.WidthPixels, header.HeightPixels);
        try
        {
            Shim.Decode(bytes, stored, header.Format.ToString());
        }
        catch
        {
            stored.Dispose();
            throw;
        }

        if (header.Orientation == 1)
        {
            return stored;
        }

        using (stored)
        {
            return ImageOperations.Orient(stored, header.Orientation);
        }
    }

    /// <summary>Reads the header only and checks it against the limits.</summary>
    /// <exception cref="VisionFormatException">As <see cref="Decode"/>, as far as the structure shows it.</exception>
    public static ImageHeader ReadHeader(ReadOnlySpan<byte> bytes, ImageLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return ImageHeaderReader.Read(bytes, limits);
    }

    /// <param name="image">What to encode.</param>
    /// <param name="quality">1 to 100.</param>
    public static byte[] EncodeJpeg(Image image, int quality = 90) => Encode(image, ImageFormat.Jpeg, quality, 1, 100);

    /// <summary>Lossless.</summary>
    public static byte[] EncodePng(Image image) => Encode(image, ImageFormat.Png, 6, 0, 9);

    /// <summary>JPEG 2000 in a JP2 file, as chips carry portraits.</summary>
    /// <param name="image">What to encode.</param>
    /// <param name="quality">1 to 100: the size in percent of the uncompressed picture.</param>
    public static byte[] EncodeJpeg2000(Image image, int quality = 10) => Encode(image, ImageFormat.Jpeg2000, quality, 1, 100);

    /// <param name="image">What to encode.</param>
    /// <param name="quality">1 to 100.</param>
    public static byte[] EncodeWebP(Image image, int quality = 85) => Encode(image, ImageFormat.WebP, quality, 1, 100);

    /// <summary>Every pixel as it is; much smaller than PNG where colours are few.</summary>
    public static byte[] EncodeWebPLossless(Image image) => Encode(image, ImageFormat.WebP, Lossless, Lossless, Lossless);

    private static byte[] Encode(Image image, ImageFormat format, int quality, int lowest, int highest)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, lowest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, highest);
        return Shim.Encode(image, format, quality);
    }
}
