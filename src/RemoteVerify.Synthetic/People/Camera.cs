using System.Numerics;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.People;

/// <summary>How a picture looks through the lens; a cut-out of a camera's frame has the focal length of that frame.</summary>
/// <param name="FocalPixels">Focal length in pixels of the picture.</param>
/// <param name="PrincipalPoint">Where the optical axis meets the picture, in pixels; may lie outside a cut-out.</param>
public sealed record CameraView(float FocalPixels, Vector2 PrincipalPoint)
{
    // Vertical angle of view about 47 degrees, as of common webcams.
    private const float FocalShareOfHeight = 1.15f;

    /// <summary>The whole frame of a common webcam.</summary>
    public static CameraView Whole(int widthPixels, int heightPixels) => new(heightPixels * FocalShareOfHeight, new(widthPixels / 2f, heightPixels / 2f));

    /// <summary>The part of this view from an upper left corner on, made larger or smaller.</summary>
    public CameraView Cut(Vector2 corner, float scale) => new(FocalPixels * scale, (PrincipalPoint - corner) * scale);
}

/// <summary>A camera with one fixed focal length: coming closer makes the face larger and its middle bulge, as in life.</summary>
internal sealed class Camera
{
    private readonly float _focal;
    private readonly Vector2 _middle;

    public Camera(HeadState state, int width, int height)
        : this(state, CameraView.Whole(width, height))
    {
    }

    public Camera(HeadState state, CameraView view)
    {
        _focal = view.FocalPixels;
        _middle = view.PrincipalPoint;
        // The face's front lies half a unit before the origin; the lens is at the height of the nose.
        Position = new(0, -0.12f, 0.5f + (state.DistanceMillimetres / FaceMeasures.MillimetresPerUnit));
    }

    public Vector3 Position { get; }

    /// <summary>Directions of sight through points of the picture.</summary>
    public Packet3 Rays(Lanes x, Lanes y) => new Packet3(
        (x - Vector256.Create(_middle.X)) * (1 / _focal),
        (Vector256.Create(_middle.Y) - y) * (1 / _focal),
        Vector256.Create(-1f)).Normalise();

    /// <summary>Where a point of the room falls in the picture.</summary>
    public Vector2 Project(Vector3 room)
    {
        Vector3 d = room - Position;
        return _middle + (new Vector2(d.X, -d.Y) * (_focal / -d.Z));
    }
}
