using System.Numerics;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Synthetic.People;

/// <summary>Five points in pixels (x to the right, y down, (0,0) is the outer corner of the first pixel); right and left are the subject's.</summary>
public sealed record FacePoints(Vector2 RightEye, Vector2 LeftEye, Vector2 NoseTip, Vector2 RightMouthCorner, Vector2 LeftMouthCorner)
{
    /// <summary>Distance between the eye centres in pixels.</summary>
    public float InterEyeDistancePixels => Vector2.Distance(RightEye, LeftEye);

    /// <summary>The same points after a movement of the picture.</summary>
    public FacePoints Move(Func<Vector2, Vector2> movement)
    {
        ArgumentNullException.ThrowIfNull(movement);
        return new(movement(RightEye), movement(LeftEye), movement(NoseTip), movement(RightMouthCorner), movement(LeftMouthCorner));
    }
}

/// <summary>What is certainly so in a picture, because the picture was made from it.</summary>
/// <param name="Points">Five landmarks, projected from the shape.</param>
/// <param name="State">Pose, expression and distance.</param>
public sealed record GroundTruth(FacePoints Points, HeadState State)
{
    /// <summary>Whether more than half of the eye's opening is left.</summary>
    public bool EyesOpen => State.Blink < 0.5f;
}

/// <summary>A picture as interleaved blue, green, red bytes without padding, with its truth.</summary>
public sealed class RenderedFrame
{
    /// <summary>Takes ownership of the pixels.</summary>
    /// <param name="widthPixels">Columns.</param>
    /// <param name="heightPixels">Rows.</param>
    /// <param name="pixels">width * height * 3 bytes, blue first.</param>
    /// <param name="truth">What the picture shows.</param>
    public RenderedFrame(int widthPixels, int heightPixels, byte[] pixels, GroundTruth truth)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, widthPixels * heightPixels * 3);
        WidthPixels = widthPixels;
        HeightPixels = heightPixels;
        Pixels = pixels;
        Truth = truth;
    }

    /// <summary>Columns.</summary>
    public int WidthPixels { get; }

    /// <summary>Rows.</summary>
    public int HeightPixels { get; }

    /// <summary>Interleaved Bgr24, rows from the top, no padding.</summary>
    public byte[] Pixels { get; }

    /// <summary>
    /// What white light of strength 1 from the screen in front of the person would add, Bgr24, as the square root of linear
    /// light; null when it was not asked for.
    /// </summary>
    public byte[]? ScreenResponse { get; init; }

    /// <summary>What the picture shows.</summary>
    public GroundTruth Truth { get; }

    /// <summary>The same pixels for the engines; the caller disposes it.</summary>
    public Image ToImage() => Image.FromBgr24(Pixels, WidthPixels, HeightPixels);
}
