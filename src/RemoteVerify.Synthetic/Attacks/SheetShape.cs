using System.Numerics;

namespace RemoteVerify.Synthetic.Attacks;

/// <summary>How a sheet lies in space: from millimetres on the sheet to millimetres around its middle, x right, y up, z towards the camera.</summary>
internal abstract class SheetShape
{
    /// <summary>Cells that the surface is cut into for drawing, across and down.</summary>
    public abstract (int Across, int Down) Cells { get; }

    public abstract Vector3 Place(Vector2 at);

    /// <summary>Direction that the front faces, of length 1.</summary>
    public Vector3 Normal(Vector2 at)
    {
        Vector3 across = Place(at + new Vector2(0.5f, 0)) - Place(at - new Vector2(0.5f, 0));
        Vector3 up = Place(at + new Vector2(0, 0.5f)) - Place(at - new Vector2(0, 0.5f));
        return Vector3.Normalize(Vector3.Cross(across, up));
    }
}

/// <summary>Flat, as screens are.</summary>
internal sealed class FlatShape : SheetShape
{
    public override (int Across, int Down) Cells => (1, 1);

    public override Vector3 Place(Vector2 at) => new(at, 0);
}

/// <summary>Paper bent round a cylinder, with an old fold across.</summary>
/// <param name="curvature">One over the radius in millimetres; positive: the middle is nearest.</param>
/// <param name="bendAt">Where the cylinder touches the sheet's plane, from the middle.</param>
/// <param name="bendAngle">Direction across the cylinder's axis, radians from the sheet's x.</param>
/// <param name="foldAngle">Direction across the fold.</param>
/// <param name="foldAt">Distance of the fold from the middle.</param>
/// <param name="foldSlope">Rise per millimetre on both sides; 0 no fold.</param>
internal sealed class BentShape(float curvature, float bendAt, float bendAngle, float foldAngle, float foldAt, float foldSlope) : SheetShape
{
    private readonly Vector2 _across = new(MathF.Cos(bendAngle), MathF.Sin(bendAngle));
    private readonly Vector2 _fold = new(MathF.Cos(foldAngle), MathF.Sin(foldAngle));

    public override (int Across, int Down) Cells => (36, 36);

    public override Vector3 Place(Vector2 at)
    {
        float s = Vector2.Dot(at, _across) - bendAt;
        float bentS = s, z = 0;
        if (MathF.Abs(curvature) > 1e-6f)
        {
            float angle = s * curvature;
            bentS = MathF.Sin(angle) / curvature;
            z = (MathF.Cos(angle) - 1) / curvature;
        }

        float fold = Vector2.Dot(at, _fold) - foldAt;
        z -= foldSlope * (MathF.Sqrt((fold * fold) + 4) - 2);
        return new(at + (_across * (bentS - s)), z);
    }
}
