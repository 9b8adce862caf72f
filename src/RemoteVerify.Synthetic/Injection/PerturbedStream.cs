using System.Numerics;
using RemoteVerify.Synthetic.Cameras;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Injection;

/// <summary>
/// Another stream with fresh noise, a little wander of brightness and crop, and compression: no byte comes twice. A second
/// camera's noise on top of pictures that were taken long ago.
/// </summary>
internal sealed class PerturbedStream : IFrameSource
{
    private readonly IFrameSource _inner;
    private readonly CameraModel _camera;
    private readonly float _phase;
    private readonly float _wander;

    /// <param name="inner">What is shown.</param>
    /// <param name="seed">Chance.</param>
    /// <param name="wander">Share of the picture by which the crop wanders; 0 keeps it.</param>
    public PerturbedStream(IFrameSource inner, ulong seed, float wander)
    {
        SeededGenerator draw = new(SeededGenerator.Mix(seed, 0x9E47));
        (_inner, _wander, _phase) = (inner, wander, draw.NextBetween(0, MathF.Tau));
        _camera = new(new() { Gain = draw.NextBetween(0.6f, 1.4f), ExposureDrift = draw.NextBetween(0.01f, 0.05f), JpegQuality = 70 + draw.NextIndex(25) }, seed);
    }

    public void Ask(AskedMotion motion, TimeSpan at) => _inner.Ask(motion, at);

    public void ShowScreenColour(Vector3 colour, TimeSpan at) => _inner.ShowScreenColour(colour, at);

    public RenderedFrame Capture(TimeSpan at, int widthPixels, int heightPixels)
    {
        RenderedFrame frame = _inner.Capture(at, widthPixels, heightPixels);
        return _camera.Apply(_wander > 0 ? Cropped(frame, (float)at.TotalSeconds) : frame, at);
    }

    private RenderedFrame Cropped(RenderedFrame frame, float seconds)
    {
        float zoom = 1 + (_wander * (1.2f + MathF.Sin((0.31f * seconds) + _phase)));
        Vector2 size = new(frame.WidthPixels, frame.HeightPixels);
        Vector2 sway = _wander * size * new Vector2(MathF.Sin((0.23f * seconds) + _phase), MathF.Sin((0.37f * seconds) + (2 * _phase))) * 0.5f;
        FrameView view = new(frame.WidthPixels, frame.HeightPixels, zoom, ((size - (size / zoom)) / 2) + sway);
        byte[] pixels = FaceWarp.Between(frame.Truth.Points, frame.Truth.Points).Apply(frame.Pixels, frame.WidthPixels, frame.HeightPixels, view);
        return new(frame.WidthPixels, frame.HeightPixels, pixels, frame.Truth.Moved(view.ToView, frame.Truth.State));
    }
}
