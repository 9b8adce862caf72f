using System.Numerics;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>A recording of someone shown on a screen before the camera; the screen is moved as asked, the recording plays on by itself.</summary>
public sealed class ScreenReplayAttack : IFrameSource
{
    private readonly HeldPlane _plane;
    private readonly IReadOnlyList<RenderedFrame> _recording;
    private readonly double _framesPerSecond;

    /// <param name="recording">Frames of the recording, played in a loop; one frame is a still picture.</param>
    /// <param name="framesPerSecond">Speed of the recording.</param>
    /// <param name="options">Hand and camera.</param>
    public ScreenReplayAttack(IReadOnlyList<RenderedFrame> recording, double framesPerSecond, AttackOptions options)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentOutOfRangeException.ThrowIfZero(recording.Count);
        ArgumentNullException.ThrowIfNull(options);
        _recording = recording;
        _framesPerSecond = framesPerSecond;
        _plane = new(options);
    }

    /// <inheritdoc/>
    public void Ask(AskedMotion motion, TimeSpan at) => _plane.Ask(motion, at);

    /// <inheritdoc/>
    public void ShowScreenColour(Vector3 colour, TimeSpan at) => _plane.ShowScreenColour(colour, at);

    /// <inheritdoc/>
    public RenderedFrame Capture(TimeSpan at, int widthPixels, int heightPixels)
    {
        int index = (int)(at.TotalSeconds * _framesPerSecond % _recording.Count);
        return _plane.Capture(new ReplayScreen(_recording[index]), _recording[index].Truth, at, widthPixels, heightPixels);
    }
}
