using System.Numerics;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>How finely, and from where at first, an instrument is seen.</summary>
/// <param name="Width">Columns of the frame.</param>
/// <param name="Height">Rows of the frame.</param>
/// <param name="Aperture">Share of a pixel's width that measures.</param>
/// <param name="Start">How it is held at first; reflections are where the options say in this pose.</param>
/// <param name="At">Time of the frame: flicker depends on it.</param>
internal sealed record Sighting(int Width, int Height, float Aperture, HeadState Start, TimeSpan At);

/// <summary>A sheet or device that shows a face: how it lies, its edge, its looks, and who holds it.</summary>
/// <param name="Shape">How the sheet lies.</param>
/// <param name="Outline">Its edge.</param>
/// <param name="Look">Its front.</param>
/// <param name="Picture">What it shows.</param>
/// <param name="PictureMiddle">Where the picture's middle is on the sheet.</param>
/// <param name="Hands">Who holds it.</param>
internal sealed record Instrument(SheetShape Shape, Outline Outline, SheetLook Look, ShownPicture Picture, Vector2 PictureMiddle, IReadOnlyList<HandGrip> Hands)
{
    /// <summary>Light that the instrument throws on the hands.</summary>
    public Vector3 Lift { get; init; }

    /// <summary>Width of the shadow on what is right behind it; 0 when nothing is.</summary>
    public float ShadowMillimetres { get; init; }

    /// <summary>Held so near that the shown face is as large as a real one in this state would be; the middle is before the lens.</summary>
    public static Placement Hold(HeadState state, float pupilMillimetres, int width, int height) =>
        Placement.Of(state, new(0, 0, -state.DistanceMillimetres * pupilMillimetres / Placement.RealPupilMillimetres), width, height);

    /// <summary>Place in space of a pixel of the shown picture, around the instrument's middle.</summary>
    public Vector3 PlaceOf(Vector2 pixel) => Shape.Place(Picture.PlaceOf(pixel) + PictureMiddle);

    /// <summary>Middle of the shown face.</summary>
    public Vector3 FaceMiddle
    {
        get
        {
            FacePoints points = Picture.Truth.Points;
            return PlaceOf((points.RightEye + points.LeftEye + points.RightMouthCorner + points.LeftMouthCorner) / 4);
        }
    }
}
