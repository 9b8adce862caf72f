using System.Numerics;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Injection;

/// <summary>The living holder somewhere else, led to do what is asked: requests go there and pictures come back over a line, compressed once more.</summary>
/// <param name="holder">Who is led.</param>
/// <param name="delay">Of requests, and again of pictures.</param>
/// <param name="framesPerSecond">That the line carries.</param>
/// <param name="seed">Chance of the compression.</param>
internal sealed class RelayedStream(IFrameSource holder, TimeSpan delay, double framesPerSecond, ulong seed) : IFrameSource
{
    private readonly PerturbedStream _line = new(holder, seed, 0);
    private readonly Queue<(TimeSpan Due, Action Act)> _requests = new();
    private (long Beat, int Width, int Height, RenderedFrame Frame)? _shown;

    public void Ask(AskedMotion motion, TimeSpan at) => _requests.Enqueue((at + delay, () => _line.Ask(motion, at + delay)));

    public void ShowScreenColour(Vector3 colour, TimeSpan at) => _requests.Enqueue((at + delay, () => _line.ShowScreenColour(colour, at + delay)));

    public RenderedFrame Capture(TimeSpan at, int widthPixels, int heightPixels)
    {
        TimeSpan taken = at > delay ? at - delay : TimeSpan.Zero;
        long beat = (long)(taken.TotalSeconds * framesPerSecond);
        if (_shown is { } shown && shown.Beat == beat && shown.Width == widthPixels && shown.Height == heightPixels)
        {
            return shown.Frame;
        }

        TimeSpan moment = TimeSpan.FromSeconds(beat / framesPerSecond);
        while (_requests.TryPeek(out (TimeSpan Due, Action Act) request) && request.Due <= moment)
        {
            _requests.Dequeue().Act();
        }

        RenderedFrame frame = _line.Capture(moment, widthPixels, heightPixels);
        _shown = (beat, widthPixels, heightPixels, frame);
        return frame;
    }
}
