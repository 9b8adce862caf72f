using System.Numerics;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Synthetic.Cast;
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

    /// <summary>The JPEG for a planned frame.</summary>
    byte[] Picture(FramePlan plan, TimeSpan at);
}

/// <summary>A synthetic person, print or screen in front of the synthetic camera, answering what is asked.</summary>
internal sealed class SyntheticPictures(IFrameSource source) : IPictureSource
{
    /// <summary>Light of a white screen on the scene, by that of the renderer's unit screen: 1 is as strong as it can be, 0 a screen that nobody sees.</summary>
    public float ScreenStrength { get; init; } = 0.3f;

    /// <summary>Every picture that was sent, in order: what somebody who listens in could record.</summary>
    public List<(FrameKind Kind, byte[] Jpeg)> Sent { get; } = [];

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
        RenderedFrame frame = source.Capture(at, plan.Width, plan.Height);
        using Image image = Image.FromBgr24(frame.Pixels, frame.WidthPixels, frame.HeightPixels);
        byte[] jpeg = Encode(image, plan);
        Sent.Add((plan.Kind, jpeg));
        return jpeg;
    }

    // Dots of a print and grain of a dark room make large files: the quality goes down until the service takes the frame.
    private static byte[] Encode(Image image, FramePlan plan)
    {
        int most = (plan.Kind == FrameKind.Guide ? ProtocolLimits.MaxGuideFrameBytes : ProtocolLimits.MaxProofFrameBytes) - FrameHeader.Size;
        for (int quality = (int)Math.Round(plan.Quality * 100); ; quality -= 10)
        {
            byte[] jpeg = ImageCodec.EncodeJpeg(image, quality);
            if (jpeg.Length <= most || quality <= 30)
            {
                return jpeg;
            }
        }
    }
}

/// <summary>The pictures of a recorded session, played in their order whatever is asked; each guide and proof picture is of the recorded kind.</summary>
internal sealed class RecordedPictures(IReadOnlyList<(FrameKind Kind, byte[] Jpeg)> recording) : IPictureSource
{
    private readonly Queue<byte[]> _guides = new(recording.Where(picture => picture.Kind == FrameKind.Guide).Select(picture => picture.Jpeg));
    private readonly Queue<byte[]> _proofs = new(recording.Where(picture => picture.Kind == FrameKind.Proof).Select(picture => picture.Jpeg));

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
