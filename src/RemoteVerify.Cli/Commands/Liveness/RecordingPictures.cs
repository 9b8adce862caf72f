using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Cli.Commands.Demo;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Commands.Liveness;

/// <summary>A rendered camera of one rate whose every picture is kept, whether the session takes it or not.</summary>
internal sealed class RecordingPictures(SyntheticPictures person, double framesPerSecond) : IPictureSource
{
    private const int Width = 640;
    private const int Height = 480;
    private const int Quality = 92;

    private int _shown = -1;

    /// <summary>Every picture so far.</summary>
    public List<(TimeSpan At, byte[] Jpeg)> Frames { get; } = [];

    public void Asked(LivenessStep step, TimeSpan at) => person.Asked(step, at);

    public void Released(TimeSpan at) => person.Released(at);

    public void Shown(ScreenColour? colour, TimeSpan at) => person.Shown(colour, at);

    public bool HasNew(TimeSpan at, TimeSpan last)
    {
        while (TimeOf(Frames.Count) <= at)
        {
            RenderedFrame frame = person.Source.Capture(TimeOf(Frames.Count), Width, Height);
            using Image image = Image.FromBgr24(frame.Pixels, frame.WidthPixels, frame.HeightPixels);
            Frames.Add((TimeOf(Frames.Count), ImageCodec.EncodeJpeg(image, Quality)));
        }

        return Frames.Count - 1 > _shown;
    }

    public uint Presented(TimeSpan at) => (uint)Math.Max(0, Frames.Count - 1);

    public byte[] Picture(FramePlan plan, TimeSpan at)
    {
        _shown = Frames.Count - 1;
        using Image image = ImageCodec.Decode(Frames[_shown].Jpeg, ImageLimits.CaptureFrame);
        return CameraFrames.Encode(image, plan);
    }

    private TimeSpan TimeOf(int index) => TimeSpan.FromSeconds(index / framesPerSecond);
}
