using System.Numerics;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>Where a thing is: its middle and its three directions, millimetres in camera space (z towards the camera), and the picture's scale.</summary>
internal readonly record struct Placement(Vector3 Centre, Vector3 Right, Vector3 Up, Vector3 Normal, float Focal, Vector2 Middle)
{
    /// <summary>The same lens as the renderer's.</summary>
    public const float FocalShareOfHeight = 1.15f;

    /// <summary>Pupil distance of a grown person.</summary>
    public const float RealPupilMillimetres = 63;

    /// <summary>Turned as a head with this state would be.</summary>
    /// <param name="state">Angles.</param>
    /// <param name="middle">Middle of the thing in camera space.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    public static Placement Of(HeadState state, Vector3 middle, int width, int height)
    {
        const float radian = MathF.PI / 180;
        Matrix4x4 turn = Matrix4x4.CreateRotationX(-state.PitchDegrees * radian)
            * Matrix4x4.CreateRotationY(state.YawDegrees * radian)
            * Matrix4x4.CreateRotationZ(state.RollDegrees * radian);
        return new(
            middle,
            Vector3.TransformNormal(Vector3.UnitX, turn),
            Vector3.TransformNormal(Vector3.UnitY, turn),
            Vector3.TransformNormal(Vector3.UnitZ, turn),
            height * FocalShareOfHeight,
            new(width / 2f, height / 2f));
    }

    /// <summary>The same turn, moved so that a point of the thing comes to lie on a pixel at the same depth.</summary>
    public Placement WithPointAt(Vector3 local, Vector2 pixel)
    {
        Vector3 now = ToCamera(local);
        Vector2 wanted = (pixel - Middle) * (-now.Z / Focal);
        return this with { Centre = Centre + new Vector3(wanted.X - now.X, -wanted.Y - now.Y, 0) };
    }

    /// <summary>From the thing's own millimetres to camera space.</summary>
    public Vector3 ToCamera(Vector3 local) => Centre + (Right * local.X) + (Up * local.Y) + (Normal * local.Z);

    /// <summary>A direction of the thing in camera space.</summary>
    public Vector3 Turn(Vector3 direction) => (Right * direction.X) + (Up * direction.Y) + (Normal * direction.Z);

    /// <summary>Pixel of a point given in the thing's own millimetres.</summary>
    public Vector2 Project(Vector3 local)
    {
        Vector3 p = ToCamera(local);
        return Middle + (new Vector2(p.X, -p.Y) * (Focal / MathF.Max(1, -p.Z)));
    }

    /// <summary>Millimetres that one pixel sees at a point that faces the camera.</summary>
    public float MillimetresPerPixel(Vector3 local) => -ToCamera(local).Z / Focal;
}
