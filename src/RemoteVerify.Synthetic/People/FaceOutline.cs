using System.Numerics;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.People;

/// <summary>
/// The 74 points of a face in head space, read off the shapes themselves, so that the truth cannot disagree with the picture.
/// Right and left are the subject's.
/// </summary>
/// <remarks>
/// 0-7 right eye's lids (0 outer corner, 1-3 upper lid towards the nose, 4 inner corner, 5-7 lower lid away from it), 8-15 left
/// eye's; 16-20 right iris (centre, then the rim to the right of the picture, above, to the left, below), 21-25 left iris; 26-30
/// right brow from the outer end, 31-35 left brow; 36-38 bridge of the nose downwards, 39 tip, 40 right wing, 41 left wing, 42
/// base; 43-54 outer border of the lips (43 right corner, 44-48 upper, 49 left corner, 50-54 lower), 55-62 inner border (55 right
/// corner, 56-58 upper, 59 left corner, 60-62 lower); 63-73 border of the face (63 right temple, 68 chin, 73 left temple).
/// </remarks>
internal sealed class FaceOutline
{
    public const int PointCount = 74;
    private static readonly float[] LidPlaces = [1, 0.5f, 0, -0.5f, -1, -0.5f, 0, 0.5f];
    private readonly Scene _scene;
    private readonly FaceMeasures _face;
    private readonly Vector3[] _points = new Vector3[PointCount];

    private FaceOutline(Scene scene)
    {
        _scene = scene;
        _face = scene.Face;
        Eyes();
        Brows();
        Nose();
        Lips();
        Border();
    }

    /// <summary>The points in the order above, and the middle of the forehead below the hair, in head space before the skew of the face.</summary>
    public static (IReadOnlyList<Vector3> Points, Vector3 Forehead) Of(Scene scene)
    {
        FaceOutline outline = new(scene);
        return (outline._points, outline.OnFront(0, 0.60f));
    }

    private void Eyes()
    {
        EyeShape eyes = _scene.Head.Eyes;
        float tilt = _scene.Person.EyeTilt * 1.6f, share = 1 / (1 + (tilt * tilt));
        for (int i = 0; i < 8; i++)
        {
            float along = LidPlaces[i] * _face.EyeHalfWidth;
            Vector3 axis = _face.Eye + new Vector3(along * share, along * tilt * share, 0);
            (Lanes up, Lanes down) = eyes.Edges(Packet3.Splat(axis));
            float upper = up[0], lower = MathF.Min(down[0], upper);
            float height = i is 0 or 4 ? (upper + lower) / 2 : i < 4 ? upper : lower;
            Vector2 off = new((along - (height * tilt)) * share, (height + (along * tilt)) * share);
            float radius = _face.EyeRadius + 0.012f;
            float depth = MathF.Sqrt(MathF.Max((radius * radius) - off.LengthSquared(), 0.12f * radius * radius));
            Vector3 left = _face.Eye + new Vector3(off, depth);
            _points[8 + i] = left;
            _points[i] = Mirror(left);
        }

        Iris(16, -1);
        Iris(21, 1);
    }

    private void Iris(int first, int side)
    {
        Vector3 centre = _face.Eye with { X = side * _face.Eye.X };
        Vector3 gaze = OtherColours.Gaze(_scene.State, side);
        Vector3 right = Vector3.Normalize(Vector3.UnitX - (gaze * gaze.X)), up = Vector3.Cross(gaze, right);
        float sine = OtherColours.IrisSine(_scene.Person), cosine = MathF.Sqrt(1 - (sine * sine));
        ReadOnlySpan<Vector3> ways = [right, up, -right, -up];
        _points[first] = centre + (gaze * _face.EyeRadius);
        for (int i = 0; i < 4; i++)
        {
            _points[first + 1 + i] = centre + (((gaze * cosine) + (ways[i] * sine)) * _face.EyeRadius);
        }
    }

    private void Brows()
    {
        for (int i = 0; i < 5; i++)
        {
            // From the outer end inwards.
            Vector2 at = SkinColour.BrowAt(_scene.Person, _face, 0.92f - (0.46f * i));
            Vector3 left = OnFront(at.X, at.Y);
            _points[31 + i] = left;
            _points[26 + i] = Mirror(left);
        }
    }

    private void Nose()
    {
        for (int i = 0; i < 3; i++)
        {
            _points[36 + i] = OnFront(0, float.Lerp(0.10f, _face.NoseTip.Y + 0.09f, i / 2f));
        }

        _points[39] = new(0, _face.NoseTip.Y - 0.01f, _face.NoseTip.Z + (_face.NoseTipRadius * 0.95f));
        float width = _scene.Person.NoseWidth;
        _points[41] = new((0.108f + 0.070f) * width, _face.NoseTip.Y - 0.028f, _face.NoseTip.Z - 0.080f);
        _points[40] = Mirror(_points[41]);
        _points[42] = OnFront(0, _face.NoseTip.Y - 0.125f);
    }

    private void Lips()
    {
        for (int i = 0; i <= 6; i++)
        {
            float x = _face.MouthHalfWidth * (i is 0 or 6 ? -0.97f + (1.94f * i / 6) : -0.9f + (0.3f * i));
            (Lanes upper, Lanes lower) = _scene.Head.LipBorders(Vector256.Create(x));
            if (i is 0 or 6)
            {
                _points[43 + i] = new(x, _scene.Head.LipLine(Vector256.Create(x))[0], LipFront(x));
                continue;
            }

            _points[43 + i] = new(x, upper[0], LipFront(x) + 0.005f);
            _points[55 - i] = new(x, lower[0], LipFront(x));
        }

        for (int i = 0; i <= 4; i++)
        {
            float x = _face.MouthHalfWidth * 0.46f * (i - 2) * (i is 0 or 4 ? 1 : 0.9f);
            float t = x / _face.MouthHalfWidth;
            float gap = MathF.Max(0, 1 - (t * t)) * _face.MouthGap, line = _scene.Head.LipLine(Vector256.Create(x))[0];
            _points[55 + i] = new(x, i is 0 or 4 ? line - (0.6f * gap) : line + (0.4f * gap), LipFront(x));
            if (i is > 0 and < 4)
            {
                _points[63 - i] = new(x, line - (1.6f * gap), LipFront(x));
            }
        }
    }

    private float LipFront(float x) => 0.690f - (0.03f * _face.Smile) + (0.022f * _scene.Person.LipProjection) - (x * x * 0.95f);

    private void Border()
    {
        float chin = _face.ChinY;
        ReadOnlySpan<(Vector3 From, Vector3 Towards)> left =
        [
            (new(0, 0.30f, 0.20f), new(1, 0, 0.25f)),
            (new(0, 0.02f, 0.15f), new(1, 0, 0.15f)),
            (new(0, -0.26f, 0.15f), new(1, -0.05f, 0.10f)),
            (new(0, float.Lerp(-0.26f, chin, 0.42f), 0.18f), new(1, -0.12f, 0.08f)),
            (new(0, float.Lerp(-0.26f, chin, 0.72f), 0.30f), new(1, -0.40f, 0.10f)),
        ];
        for (int i = 0; i < 5; i++)
        {
            Vector3 point = Outwards(left[i].From, Vector3.Normalize(left[i].Towards));
            _points[73 - i] = point;
            _points[63 + i] = Mirror(point);
        }

        _points[68] = Outwards(new(0, chin + 0.05f, 0.42f), Vector3.Normalize(new(0, -1, 0.55f)));
    }

    private static Vector3 Mirror(Vector3 point) => point with { X = -point.X };

    // The face without its skew: the skew is undone when points are placed.
    private float Distance(Vector3 point) => _scene.Head.Distance(Packet3.Splat(_scene.Unskew(point)), fine: false)[0];

    private Vector3 OnFront(float x, float y)
    {
        float z = 1.25f;
        for (int i = 0; i < 60; i++)
        {
            float d = Distance(new(x, y, z));
            if (d < 0.002f || z < -0.2f)
            {
                break;
            }

            z -= 0.8f * d;
        }

        return new(x, y, z);
    }

    private Vector3 Outwards(Vector3 from, Vector3 towards)
    {
        float way = 0.02f;
        for (int i = 0; i < 80 && way < 1.4f; i++)
        {
            float d = Distance(from + (towards * way));
            if (d > -0.003f)
            {
                break;
            }

            way += MathF.Max(-0.7f * d, 0.004f);
        }

        return from + (towards * way);
    }
}
