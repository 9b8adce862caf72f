using RemoteVerify.Vision.Interop;

namespace RemoteVerify.Vision.Images;

/// <summary>Finds the format by its first bytes and reads the header in managed code, so that hostile bytes are judged before native code sees them.</summary>
internal static class ImageHeaderReader
{
    public static ImageHeader Read(ReadOnlySpan<byte> bytes, ImageLimits limits)
    {
        if (bytes.Length > limits.MaximumBytes)
        {
            throw new VisionFormatException("image", 0, $"{bytes.Length} bytes are more than the {limits.MaximumBytes} allowed");
        }

        ImageHeader header = (ImageFormat)Shim.Sniff(bytes) switch
        {
            ImageFormat.Jpeg => JpegHeaderReader.Read(bytes, limits),
            ImageFormat.Jpeg2000 => Jpeg2000HeaderReader.Read(bytes, limits),
            ImageFormat.Png => PngHeaderReader.Read(bytes),
            ImageFormat.WebP => WebPHeaderReader.Read(bytes),
            _ => throw new VisionFormatException("image", 0, "not JPEG, JPEG 2000, PNG or WebP"),
        };
        RequireSize(header, limits);
        return header;
    }

    private static void RequireSize(ImageHeader header, ImageLimits limits)
    {
        if (header.WidthPixels < 1 || header.HeightPixels < 1)
        {
            throw new VisionFormatException(header.Format.ToString(), 0, "the header gives no size");
        }

        int maximumWidth = Math.Min(limits.MaximumWidthPixels, Image.MaximumSidePixels);
        int maximumHeight = Math.Min(limits.MaximumHeightPixels, Image.MaximumSidePixels);
        if (header.WidthPixels > maximumWidth
            || header.HeightPixels > maximumHeight
            || (long)header.WidthPixels * header.HeightPixels > limits.MaximumPixels)
        {
            throw new VisionFormatException(header.Format.ToString(), 0, $"{header.WidthPixels}x{header.HeightPixels} pixels are more than allowed");
        }
    }
}
