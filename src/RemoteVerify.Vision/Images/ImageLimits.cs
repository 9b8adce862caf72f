namespace RemoteVerify.Vision.Images;

/// <summary>What an encoded image may ask for; everything is read from its header and checked before a pixel is decoded.</summary>
public sealed record ImageLimits
{
    /// <summary>For pictures that people upload and for chip portraits: 20 MB, 8192 pixels a side, 40 megapixels.</summary>
    public static ImageLimits Default { get; } = new();

    /// <summary>For frames of a capture session: 1 MB, 1920 pixels a side.</summary>
    public static ImageLimits CaptureFrame { get; } = new()
    {
        MaximumBytes = 1 << 20,
        MaximumWidthPixels = 1920,
        MaximumHeightPixels = 1920,
        MaximumPixels = 1920 * 1440,
    };

    public int MaximumBytes { get; init; } = 20_000_000;

    public int MaximumWidthPixels { get; init; } = 8192;

    public int MaximumHeightPixels { get; init; } = 8192;

    public long MaximumPixels { get; init; } = 40_000_000;

    /// <summary>Progressive JPEG scans; each costs a pass over the whole picture.</summary>
    public int MaximumJpegScans { get; init; } = 64;

    /// <summary>Pixels times scans of a JPEG: what decoding it may cost.</summary>
    public long MaximumJpegWork { get; init; } = 500_000_000;

    /// <summary>JPEG 2000 tiles; each costs memory before its first pixel.</summary>
    public int MaximumJpeg2000Tiles { get; init; } = 1024;
}
