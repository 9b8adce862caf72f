using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Synthetic.Injection;

/// <summary>A recording as files hold it: every frame compressed, at a fixed rate.</summary>
public sealed class Film
{
    public const int FramesPerSecond = 15;
    private const int Quality = 94;

    private readonly List<(byte[] Jpeg, GroundTruth Truth)> _frames = [];

    private Film()
    {
    }

    public int FrameCount => _frames.Count;

    /// <summary>Films a person who follows a script.</summary>
    public static Film Shoot(SyntheticCamera camera, FilmScript script, (int Width, int Height) pixels)
    {
        ArgumentNullException.ThrowIfNull(camera);
        ArgumentNullException.ThrowIfNull(script);
        Film film = new();
        int cue = 0;
        for (int i = 0; i < (int)(script.Length.TotalSeconds * FramesPerSecond); i++)
        {
            TimeSpan at = TimeSpan.FromSeconds((double)i / FramesPerSecond);
            for (; cue < script.Cues.Count && script.Cues[cue].At <= at; cue++)
            {
                camera.Ask(script.Cues[cue].Motion, script.Cues[cue].At);
            }

            RenderedFrame frame = camera.Capture(at, pixels.Width, pixels.Height);
            using Image image = frame.ToImage();
            film._frames.Add((ImageCodec.EncodeJpeg(image, Quality), frame.Truth));
        }

        return film;
    }

    /// <summary>The index of the frame that is shown at a time, before any loop; may lie beyond the end.</summary>
    public static int IndexAt(TimeSpan time) => (int)((time.TotalSeconds * FramesPerSecond) + 1e-6);

    /// <summary>One frame, unpacked; the wanted size is cut from the middle.</summary>
    public RenderedFrame Frame(int index, int widthPixels, int heightPixels)
    {
        (byte[] jpeg, GroundTruth truth) = _frames[index];
        using Image image = ImageCodec.Decode(jpeg, ImageLimits.Default);
        RenderedFrame whole = new(image.WidthPixels, image.HeightPixels, image.Pixels.ToArray(), truth);
        return FittedFrame.Fit(whole, widthPixels, heightPixels);
    }
}
