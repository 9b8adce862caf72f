using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Commands.Liveness.Clips;

/// <summary>A clip of JPEGs: of a folder, an archive, or one MJPEG file.</summary>
internal sealed class JpegClip(string kind, IReadOnlyList<TimeSpan> times, IReadOnlyList<ReadOnlyMemory<byte>> jpegs) : Clip(kind, times)
{
    public static JpegClip OfRate(string kind, IReadOnlyList<ReadOnlyMemory<byte>> jpegs, double framesPerSecond) => new(kind, Even(jpegs.Count, framesPerSecond), jpegs);

    public override Image Frame(int index)
    {
        ReadOnlySpan<byte> jpeg = jpegs[index].Span;
        try
        {
            return jpeg.Length > 2 && jpeg[0] == 0xFF && jpeg[1] == 0xD8
                ? ImageCodec.Decode(jpeg, ClipLimits.Frame)
                : throw new ClipFormatException($"frame {index}", 0, "is not a JPEG");
        }
        catch (VisionFormatException e)
        {
            throw new ClipFormatException($"frame {index}", Math.Max(0, e.Offset), e.Message);
        }
    }
}
