using System.Numerics;
using RemoteVerify.Synthetic.Cameras;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>A hand that holds an instrument before a camera, in front of a room, and moves it as asked: in perspective, as the surface that it is.</summary>
internal sealed class HeldInstrument(AttackOptions options)
{
    private readonly HeadMotion _motion = new(options.Motion, options.Seed);
    private readonly CameraModel _camera = new(options.Camera, options.Seed);
    private readonly ScreenGlow _glow = new();

    public void Ask(AskedMotion motion, TimeSpan at) => _motion.Ask(motion, at);

    public void ShowScreenColour(Vector3 colour, TimeSpan at) => _glow.Show(colour, at);

    /// <summary>The frame of a moment.</summary>
    /// <param name="make">Puts the instrument together for a sighting.</param>
    /// <param name="at">The moment.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public RenderedFrame Capture(Func<Sighting, Instrument> make, TimeSpan at, int width, int height)
    {
        HeadState state = _motion.At(at);
        Instrument instrument = make(new(width, height, options.Camera.ApertureShare, HeadState.Neutral, at));
        float pupil = instrument.Picture.PupilMillimetres;
        Placement placement = Instrument.Hold(state, pupil, width, height);
        Vector2 sway = _motion.SwayAt(at) * (-placement.Centre.Z);
        placement = placement with { Centre = placement.Centre + new Vector3(sway.X, -sway.Y, 0) };
        LightField light = AttackRoom.Paint(options.Light, width, height);
        InstrumentPainter.Paint(light, instrument, placement, new(options.Light, _glow.At(at)));
        HeadState shown = instrument.Picture.Truth.State;
        // What the sheet does replaces what the shown head seems to do, except for its lids and mouth.
        HeadState seen = state with { Blink = shown.Blink, Smile = shown.Smile, MouthOpen = shown.MouthOpen };
        return _camera.Develop(light, instrument.Picture.Truth.Moved(pixel => placement.Project(instrument.PlaceOf(pixel)), seen), at);
    }
}
