using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Cli.Commands.Demo;
using RemoteVerify.Cli.Commands.Liveness.Clips;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Commands.Liveness;

/// <summary>A clip as a camera: it shows at each time what was shown then, whatever is asked.</summary>
internal sealed class ClipPictures(Clip clip) : IPictureSource
{
    private int _shown = -1;

    public void Asked(LivenessStep step, TimeSpan at)
    {
    }

    public void Released(TimeSpan at)
    {
    }

    public void Shown(ScreenColour? colour, TimeSpan at)
    {
    }

    public bool HasNew(TimeSpan at, TimeSpan last) => IndexAt(at) > _shown;

    public bool IsOver(TimeSpan at) => at >= clip.End;

    public uint Presented(TimeSpan at) => (uint)Math.Max(0, IndexAt(at));

    public byte[] Picture(FramePlan plan, TimeSpan at)
    {
        _shown = IndexAt(at);
        using Image picture = clip.Frame(_shown);
        return CameraFrames.Encode(picture, plan);
    }

    /// <summary>The last picture that was on at a time.</summary>
    private int IndexAt(TimeSpan at)
    {
        int low = 0, high = clip.Times.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = clip.Times[middle] <= at ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }
}
