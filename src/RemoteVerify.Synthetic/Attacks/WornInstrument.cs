using System.Numerics;
using RemoteVerify.Synthetic.Cameras;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>A cut print before the face of a living person: it goes where the head goes.</summary>
internal sealed class WornInstrument(CutOptions options, bool mask)
{
    private static readonly float MaskDepthShare = 0.35f;

    /// <summary>Draws it over its wearer and says what is then seen.</summary>
    /// <param name="picture">The wearer, as linear light.</param>
    /// <param name="shown">What is printed.</param>
    /// <param name="wearer">Where the wearer's face is.</param>
    /// <param name="light">What shines on both.</param>
    /// <param name="sighting">How finely it is seen.</param>
    public GroundTruth Paint(LightField picture, RenderedFrame shown, GroundTruth wearer, InstrumentLight light, Sighting sighting)
    {
        Instrument instrument = mask ? InstrumentMaker.Mask(shown, options, sighting) : InstrumentMaker.CutOut(shown, options, sighting);
        HeadState state = wearer.State with { RollDegrees = wearer.State.RollDegrees + options.Misfit.Z };
        FacePoints points = wearer.Points;
        float unit = ShownPicture.Unit(points);
        // The wearer's own scale says how deep the eyes are; the paper is before them.
        float depth = (Placement.RealPupilMillimetres * Placement.FocalShareOfHeight * sighting.Height / unit) - options.GapMillimetres;
        Placement placement = Placement.Of(state, new(0, 0, -depth), sighting.Width, sighting.Height);
        FacePoints own = shown.Truth.Points;
        Vector3 eyes = instrument.PlaceOf((own.RightEye + own.LeftEye) / 2);
        Vector2 wanted = ((points.RightEye + points.LeftEye) / 2) + (new Vector2(options.Misfit.X, options.Misfit.Y) * unit);
        if (mask)
        {
            // A bent mask touches the cheeks: its middle is farther out than the eyes, so it shows more turn.
            placement = placement with { Centre = placement.Centre + (placement.Normal * (MaskDepthShare * options.GapMillimetres)) };
        }

        placement = placement.WithPointAt(eyes, wanted);
        InstrumentPainter.Paint(picture, instrument, placement, light);
        HeadState face = state with
        {
            Blink = options.EyeHoles ? wearer.State.Blink : shown.Truth.State.Blink,
            Smile = shown.Truth.State.Smile,
            MouthOpen = shown.Truth.State.MouthOpen,
        };
        return shown.Truth.Moved(pixel => placement.Project(instrument.PlaceOf(pixel)), face);
    }
}
