using System.Numerics;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>How a virtual camera plays a recording into the browser.</summary>
public sealed record VirtualCameraOptions
{
    /// <summary>Speed of the recording; frames change exactly on its beat.</summary>
    public double FramesPerSecond { get; init; } = 30;

    /// <summary>Whether the recording runs backwards at its end, so that the loop has no jump.</summary>
    public bool PingPong { get; init; }

    /// <summary>Part of a recording that answers a request, by first frame and number of frames; none means that it plays on regardless.</summary>
    public IReadOnlyDictionary<AskedMotion, (int First, int Count)> Answers { get; init; } = new Dictionary<AskedMotion, (int, int)>();

    /// <summary>How fast the attacker presses the key for an answer.</summary>
    public TimeSpan Reaction { get; init; } = TimeSpan.FromMilliseconds(450);
}

/// <summary>
/// An injection: no camera at all. Frames come in perfect cadence, without a sensor's noise, and repeat byte for byte. The
/// screen's light has no effect.
/// </summary>
public sealed class VirtualCameraAttack : IFrameSource
{
    private readonly IReadOnlyList<RenderedFrame> _recording;
    private readonly VirtualCameraOptions _options;
    private readonly List<(TimeSpan Begin, int First, int Count)> _answers = [];

    /// <param name="recording">Frames, delivered as they are.</param>
    /// <param name="options">How they are played.</param>
    public VirtualCameraAttack(IReadOnlyList<RenderedFrame> recording, VirtualCameraOptions options)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentOutOfRangeException.ThrowIfZero(recording.Count);
        ArgumentNullException.ThrowIfNull(options);
        (_recording, _options) = (recording, options);
    }

    /// <inheritdoc/>
    public void Ask(AskedMotion motion, TimeSpan at)
    {
        if (_options.Answers.TryGetValue(motion, out (int First, int Count) answer))
        {
            _answers.Add((at + _options.Reaction, answer.First, answer.Count));
        }
    }

    /// <inheritdoc/>
    public void ShowScreenColour(Vector3 colour, TimeSpan at)
    {
    }

    /// <inheritdoc/>
    public RenderedFrame Capture(TimeSpan at, int widthPixels, int heightPixels)
    {
        RenderedFrame frame = _recording[IndexAt(at)];
        return frame.WidthPixels == widthPixels && frame.HeightPixels == heightPixels ? frame : Fit(frame, widthPixels, heightPixels);
    }

    private int IndexAt(TimeSpan at)
    {
        foreach ((TimeSpan begin, int first, int count) in Enumerable.Reverse(_answers))
        {
            if (at >= begin)
            {
                return first + Math.Min(count - 1, Beats(at - begin));
            }
        }

        int beat = Beats(at), last = _recording.Count - 1;
        if (!_options.PingPong || last == 0)
        {
            return beat % _recording.Count;
        }

        int there = beat % (2 * last);
        return there <= last ? there : (2 * last) - there;
    }

    private int Beats(TimeSpan time) => (int)((time.TotalSeconds * _options.FramesPerSecond) + 1e-6);

    private static RenderedFrame Fit(RenderedFrame frame, int width, int height)
    {
        FrameView view = FrameView.Fill(frame.WidthPixels, frame.HeightPixels, width, height);
        byte[] pixels = FaceWarp.Between(frame.Truth.Points, frame.Truth.Points).Apply(frame.Pixels, frame.WidthPixels, frame.HeightPixels, view);
        return new(width, height, pixels, Cameras.MovedTruth.Moved(frame.Truth, view.ToView, frame.Truth.State));
    }
}
