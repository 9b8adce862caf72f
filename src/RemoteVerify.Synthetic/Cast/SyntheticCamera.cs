using System.Numerics;
using RemoteVerify.Synthetic.Cameras;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Cast;

/// <summary>How a person behaves in front of the camera, and the camera.</summary>
public sealed record SyntheticCameraOptions
{
    /// <summary>Two cameras with the same seed deliver the same bytes for the same questions.</summary>
    public ulong Seed { get; init; } = 1;

    public MotionOptions Motion { get; init; } = new();

    public CameraOptions Camera { get; init; } = new();
}

/// <summary>
/// A webcam before a living person: takes the nearest frame of the atlas, bends it to the wanted state (the landmarks of
/// both are known exactly), scales it and adds what a sensor adds. No two frames are equal.
/// </summary>
public sealed class SyntheticCamera : IFrameSource
{
    private readonly FrameAtlas _atlas;
    private readonly HeadMotion _motion;
    private readonly CameraModel _camera;
    private readonly ScreenGlow _glow = new();

    public SyntheticCamera(FrameAtlas atlas, SyntheticCameraOptions options)
    {
        ArgumentNullException.ThrowIfNull(atlas);
        ArgumentNullException.ThrowIfNull(options);
        _atlas = atlas;
        _motion = new(options.Motion, options.Seed);
        _camera = new(options.Camera, options.Seed);
    }

    /// <inheritdoc/>
    public void Ask(AskedMotion motion, TimeSpan at) => _motion.Ask(motion, at);

    /// <inheritdoc/>
    public void ShowScreenColour(Vector3 colour, TimeSpan at) => _glow.Show(colour, at);

    /// <summary>What the person does at a time.</summary>
    public HeadState StateAt(TimeSpan at) => _motion.At(at);

    /// <inheritdoc/>
    public RenderedFrame Capture(TimeSpan at, int widthPixels, int heightPixels) =>
        Capture(_motion.At(at), _motion.SwayAt(at), at, widthPixels, heightPixels);

    /// <summary>The frame for a state that the caller chooses, for tests of poses.</summary>
    public RenderedFrame Capture(HeadState state, TimeSpan at, int widthPixels, int heightPixels) =>
        Capture(state, Vector2.Zero, at, widthPixels, heightPixels);

    private RenderedFrame Capture(HeadState state, Vector2 sway, TimeSpan at, int width, int height)
    {
        RenderedFrame source = _atlas.Frame(_atlas.NearestIndex(state));
        // Lids and mouth come from the frame; pose, distance and sway from the wish.
        HeadState shown = state with { Blink = source.Truth.State.Blink, Smile = source.Truth.State.Smile, MouthOpen = source.Truth.State.MouthOpen };
        Vector2 shift = sway * source.HeightPixels;
        FacePoints wanted = HeadRenderer.Project(_atlas.Member.Looks, shown, source.WidthPixels, source.HeightPixels).Move(point => point + shift);
        FaceWarp warp = FaceWarp.Between(source.Truth.Points, wanted);
        FrameView view = FrameView.Fill(source.WidthPixels, source.HeightPixels, width, height);
        byte[] pixels = warp.Apply(source.Pixels, source.WidthPixels, source.HeightPixels, view);
        LightField light = LightField.FromFrame(pixels, width, height);
        Vector3 screen = _glow.At(at);
        if (screen != Vector3.Zero && source.ScreenResponse is not null)
        {
            light.AddScreen(warp.Apply(source.ScreenResponse, source.WidthPixels, source.HeightPixels, view), screen);
        }

        return _camera.Develop(light, new(wanted.Move(view.ToView), shown), at);
    }
}
