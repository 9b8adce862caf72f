using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Commands.Liveness.Clips;

/// <summary>What a clip may ask for.</summary>
internal static class ClipLimits
{
    /// <summary>Five minutes of 30 frames a second; a session ends after two.</summary>
    public const int MaximumFrames = 9000;

    public const int MaximumSidePixels = 1920;

    public const int MaximumFrameBytes = 4 << 20;

    /// <summary>Of all JPEGs of a clip together: they are kept in memory.</summary>
    public const long MaximumBytes = 512L << 20;

    public const int MaximumIndexBytes = 2 << 20;

    public static readonly TimeSpan MaximumTime = TimeSpan.FromMinutes(10);

    public static readonly ImageLimits Frame = ImageLimits.CaptureFrame with { MaximumBytes = MaximumFrameBytes };
}
