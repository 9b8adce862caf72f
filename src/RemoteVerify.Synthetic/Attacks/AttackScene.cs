using System.Numerics;
using RemoteVerify.Synthetic.Cameras;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>One attack drawn from a seed: instrument, hands, pose, room, light and camera. Everything but the shown picture.</summary>
public sealed class AttackScene
{
    private readonly ulong _seed;
    private readonly PrintOptions _print;
    private readonly ScreenOptions _screen;
    private readonly CutOptions _cut;
    private readonly Vector2 _offset;

    private AttackScene(AttackSpecies species, ulong seed)
    {
        (Species, _seed) = (species, SeededGenerator.Mix(seed, (ulong)species));
        SeededGenerator draw = new(SeededGenerator.Mix(_seed, 0x5CE4E));
        bool dark = species == AttackSpecies.Replay && draw.NextChance(0.3f);
        Light = AttackRoom.DrawLight(_seed, dark);
        CameraOptions camera = CameraOptions.Draw(_seed);
        float level = MathF.Max(0.1f, (0.6f * Light.KeyStrength) + (0.6f * Light.AmbientStrength));
        Camera = camera with { Gain = camera.Gain * Math.Clamp(0.8f / MathF.Sqrt(level), 0.8f, 2.2f) };
        Pose = new()
        {
            YawDegrees = Math.Clamp(9 * draw.NextBell(), -28, 28),
            PitchDegrees = Math.Clamp(7 * draw.NextBell(), -20, 20),
            RollDegrees = Math.Clamp(5 * draw.NextBell(), -14, 14),
            DistanceMillimetres = MathF.Exp(draw.NextBetween(MathF.Log(340), MathF.Log(760))),
        };
        _offset = new(0.045f * draw.NextBell(), 0.03f * draw.NextBell());
        _print = PrintOptions.Draw(_seed);
        _screen = ScreenOptions.Draw(_seed);
        _cut = CutOptions.Draw(_seed, species == AttackSpecies.BentMask);
    }

    /// <summary>What kind of attack.</summary>
    public AttackSpecies Species { get; }

    /// <summary>Light and room; render a wearer in it.</summary>
    public SceneLight Light { get; }

    /// <summary>How the instrument is held, as the state of a head; a worn one is where its wearer is, and this is the wearer's state.</summary>
    public HeadState Pose { get; }

    /// <summary>The camera.</summary>
    public CameraOptions Camera { get; }

    /// <summary>Whether a living person wears the instrument.</summary>
    public bool IsWorn => Species == AttackSpecies.BentMask || (Species == AttackSpecies.CutOut && _cut.Worn);

    /// <summary>Draws everything; the same species and seed give the same scene.</summary>
    public static AttackScene Draw(AttackSpecies species, ulong seed)
    {
        if (!Enum.IsDefined(species))
        {
            throw new ArgumentOutOfRangeException(nameof(species));
        }

        return new(species, seed);
    }

    /// <summary>One frame of the attack, with the landmarks where the shown face's are.</summary>
    /// <param name="picture">What is printed or shown.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="wearer">
    /// For a worn instrument, a picture without a camera's faults of the person behind, with the proportions of the frame,
    /// best in <see cref="Light"/> and <see cref="Pose"/>; null renders one (slow). Not used by others.
    /// </param>
    public RenderedFrame RenderStill(RenderedFrame picture, int width, int height, RenderedFrame? wearer = null)
    {
        ArgumentNullException.ThrowIfNull(picture);
        TimeSpan at = TimeSpan.FromMilliseconds(_seed % 60_000);
        if (IsWorn)
        {
            return RenderWorn(picture, wearer ?? Wearer.Render(_seed, Pose, Light, width, height), at);
        }

        Sighting sighting = new(width, height, Camera.ApertureShare, Pose, at);
        Instrument instrument = Species switch
        {
            AttackSpecies.Print => InstrumentMaker.Print(picture, _print, sighting),
            AttackSpecies.Replay => InstrumentMaker.Screen(picture, _screen, sighting),
            _ => InstrumentMaker.CutOut(picture, _cut, sighting),
        };
        Placement placement = Instrument.Hold(Pose, instrument.Picture.PupilMillimetres, width, height);
        placement = placement.WithPointAt(instrument.FaceMiddle, placement.Middle + (_offset * height));
        LightField light = AttackRoom.Paint(Light, width, height);
        InstrumentPainter.Paint(light, instrument, placement, new(Light, Vector3.Zero));
        return new CameraModel(Camera, _seed).Develop(light, TruthOf(instrument, placement, picture.Truth.State), at);
    }

    private RenderedFrame RenderWorn(RenderedFrame picture, RenderedFrame wearer, TimeSpan at)
    {
        int width = wearer.WidthPixels, height = wearer.HeightPixels;
        Sighting sighting = new(width, height, Camera.ApertureShare, wearer.Truth.State, at);
        WornInstrument worn = new(_cut, Species == AttackSpecies.BentMask);
        LightField light = LightField.FromFrame(wearer.Pixels, width, height);
        GroundTruth truth = worn.Paint(light, picture, wearer.Truth, new(Light, Vector3.Zero), sighting);
        return new CameraModel(Camera, _seed).Develop(light, truth, at);
    }

    private GroundTruth TruthOf(Instrument instrument, Placement placement, HeadState shown) => instrument.Picture.Truth.Moved(
        pixel => placement.Project(instrument.PlaceOf(pixel)),
        Pose with { Blink = shown.Blink, Smile = shown.Smile, MouthOpen = shown.MouthOpen });
}
