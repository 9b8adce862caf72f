using System.Numerics;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Cli.Commands.Liveness;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.Injection;
using RemoteVerify.Synthetic.People;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Commands.Demo;

/// <summary>Where the pictures of a capture come from.</summary>
internal interface IPictureSource
{
    /// <summary>The server asks for a movement.</summary>
    void Asked(LivenessStep step, TimeSpan at);

    /// <summary>The movement is over; whoever stands there goes back to the middle.</summary>
    void Released(TimeSpan at);

    /// <summary>The screen before the person takes a colour; null when it shows none.</summary>
    void Shown(ScreenColour? colour, TimeSpan at);

    /// <summary>The encoded picture for a planned frame.</summary>
    byte[] Picture(FramePlan plan, TimeSpan at);

    /// <summary>Whether the camera has shown another picture since the last one that was taken.</summary>
    /// <param name="last">When that was.</param>
    bool HasNew(TimeSpan at, TimeSpan last) => at >= last + CameraFrame;

    /// <summary>Pictures that the camera has shown so far.</summary>
    uint Presented(TimeSpan at) => (uint)(at / CameraFrame);

    /// <summary>Whether the camera has ended.</summary>
    bool IsOver(TimeSpan at) => false;

    /// <summary>An ordinary camera has no second picture before 33 ms have passed.</summary>
    private static readonly TimeSpan CameraFrame = TimeSpan.FromSeconds(1.0 / 30);
}

/// <summary>A synthetic person, print or screen in front of the synthetic camera, answering what is asked.</summary>
internal sealed class SyntheticPictures(IFrameSource source) : IPictureSource
{
    /// <summary>The camera itself.</summary>
    public IFrameSource Source => source;

    /// <summary>Light of a white screen on the scene, by that of the renderer's unit screen: 1 is as strong as it can be, 0 a screen that nobody sees.</summary>
    public float ScreenStrength { get; init; } = 0.3f;

    /// <summary>Pixels of the camera, from which a page draws its frames smaller and with less noise; 0 for a camera of each frame's own size, which is quicker to render.</summary>
    public (int Width, int Height) CameraSize { get; init; }

    /// <summary>Every picture that was sent, in order: what somebody who listens in could record.</summary>
    public List<(FrameKind Kind, byte[] Picture)> Sent { get; } = [];

    public void Asked(LivenessStep step, TimeSpan at) => source.Ask(
        step switch
        {
            LivenessStep.TurnLeft => AskedMotion.TurnLeft,
            LivenessStep.TurnRight => AskedMotion.TurnRight,
            LivenessStep.NodUp => AskedMotion.NodUp,
            LivenessStep.NodDown => AskedMotion.NodDown,
            LivenessStep.Closer => AskedMotion.Closer,
            _ => AskedMotion.Farther,
        },
        at);

    public void Released(TimeSpan at) => source.Ask(AskedMotion.BackToNeutral, at);

    public void Shown(ScreenColour? colour, TimeSpan at) => source.ShowScreenColour(
        colour is { } c ? ScreenStrength * new Vector3((float)c.LinearRed, (float)c.LinearGreen, (float)c.LinearBlue) : Vector3.Zero, at);

    public byte[] Picture(FramePlan plan, TimeSpan at)
    {
        (int width, int height) = (Math.Max(plan.Width, CameraSize.Width), Math.Max(plan.Height, CameraSize.Height));
        RenderedFrame frame = plan.Kind == FrameKind.Proof && source is IHookedSource hooked ? hooked.CaptureProof(at, width, height) : source.Capture(at, width, height);
        using Image image = Image.FromBgr24(frame.Pixels, frame.WidthPixels, frame.HeightPixels);
        byte[] picture = CameraFrames.Encode(image, plan);
        Sent.Add((plan.Kind, picture));
        return picture;
    }
}

/// <summary>The pictures of a recorded session, played in their order whatever is asked; each guide and proof picture is of the recorded kind.</summary>
internal sealed class RecordedPictures(IReadOnlyList<(FrameKind Kind, byte[] Picture)> recording) : IPictureSource
{
    private readonly Queue<byte[]> _guides = new(recording.Where(picture => picture.Kind == FrameKind.Guide).Select(picture => picture.Picture));
    private readonly Queue<byte[]> _proofs = new(recording.Where(picture => picture.Kind == FrameKind.Proof).Select(picture => picture.Picture));

    public void Asked(LivenessStep step, TimeSpan at)
    {
    }

    public void Released(TimeSpan at)
    {
    }

    public void Shown(ScreenColour? colour, TimeSpan at)
    {
    }

    public byte[] Picture(FramePlan plan, TimeSpan at)
    {
        Queue<byte[]> queue = plan.Kind == FrameKind.Proof && _proofs.Count > 0 ? _proofs : _guides;
        byte[] next = queue.Dequeue();
        queue.Enqueue(next);
        return next;
    }
}
