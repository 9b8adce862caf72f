using System.Numerics;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>A recording on a screen: the screen is turned and moved as asked, the recording plays on by itself.</summary>
public sealed class ScreenReplayAttack : IFrameSource
{
    private readonly HeldInstrument _held;
    private readonly IReadOnlyList<RenderedFrame> _recording;
    private readonly double _framesPerSecond;
    private readonly ScreenOptions _screen;

    /// <param name="recording">Frames of the recording, played in a loop; one frame is a still picture.</param>
    /// <param name="framesPerSecond">Speed of the recording.</param>
    /// <param name="options">Hand and camera.</param>
    /// <param name="screen">The device; null for a tablet.</param>
    public ScreenReplayAttack(IReadOnlyList<RenderedFrame> recording, double framesPerSecond, AttackOptions options, ScreenOptions? screen = null)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentOutOfRangeException.ThrowIfZero(recording.Count);
        ArgumentNullException.ThrowIfNull(options);
        (_recording, _framesPerSecond, _screen) = (recording, framesPerSecond, screen ?? new());
        _held = new(options);
    }

    /// <inheritdoc/>
    public void Ask(AskedMotion motion, TimeSpan at) => _held.Ask(motion, at);

    /// <inheritdoc/>
    public void ShowScreenColour(Vector3 colour, TimeSpan at) => _held.ShowScreenColour(colour, at);

    /// <inheritdoc/>
    public RenderedFrame Capture(TimeSpan at, int widthPixels, int heightPixels)
    {
        RenderedFrame shown = _recording[(int)(at.TotalSeconds * _framesPerSecond % _recording.Count)];
        return _held.Capture(sighting => InstrumentMaker.Screen(shown, _screen, sighting), at, widthPixels, heightPixels);
    }
}
