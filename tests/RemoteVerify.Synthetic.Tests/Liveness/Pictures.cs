using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Synthetic.Tests.Liveness;

/// <summary>What stands before the client's camera, or in its place.</summary>
internal interface IPictures
{
    void Asked(LivenessStep step, TimeSpan at);

    void Released(TimeSpan at);

    /// <summary>The JPEG of a planned frame.</summary>
    byte[] Picture(FramePlan plan, TimeSpan at);
}

/// <summary>A rendered person or a rendered print that does what is asked.</summary>
internal sealed class RenderedPictures(IFrameSource source) : IPictures
{
    /// <summary>What somebody who listens in could record.</summary>
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

    public byte[] Picture(FramePlan plan, TimeSpan at)
    {
        RenderedFrame frame = source.Capture(at, plan.Width, plan.Height);
        using Image image = Image.FromBgr24(frame.Pixels, frame.WidthPixels, frame.HeightPixels);
        byte[] jpeg = ImageCodec.EncodeJpeg(image, (int)Math.Round(plan.Quality * 100));
        Sent.Add((plan.Kind, jpeg));
        return jpeg;
    }
}

/// <summary>The pictures of an earlier session in their order, whatever is asked.</summary>
internal sealed class RecordedPictures(IReadOnlyList<(FrameKind Kind, byte[] Jpeg)> recording) : IPictures
{
    private readonly Queue<byte[]> _guides = new(recording.Where(picture => picture.Kind == FrameKind.Guide).Select(picture => picture.Jpeg));
    private readonly Queue<byte[]> _proofs = new(recording.Where(picture => picture.Kind == FrameKind.Proof).Select(picture => picture.Jpeg));

    public void Asked(LivenessStep step, TimeSpan at)
    {
    }

    public void Released(TimeSpan at)
    {
    }

    public byte[] Picture(FramePlan plan, TimeSpan at)
    {
        Queue<byte[]> queue = plan.Kind == FrameKind.Proof ? _proofs : _guides;
        byte[] next = queue.Dequeue();
        queue.Enqueue(next);
        return next;
    }
}
