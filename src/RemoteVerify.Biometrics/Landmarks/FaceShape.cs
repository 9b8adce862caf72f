using RemoteVerify.Biometrics.Detection;

namespace RemoteVerify.Biometrics.Landmarks;

/// <summary>The dense points of a face, and what is measured on them in the words of ISO/IEC 29794-5. Biometric data: it prints no values.</summary>
public sealed class FaceShape
{
    private readonly LandmarkScheme _scheme;
    private readonly ImagePoint[] _points;

    internal FaceShape(LandmarkScheme scheme, ImagePoint[] points)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(points.Length, scheme.PointCount, nameof(points));
        _scheme = scheme;
        _points = points;
    }

    /// <summary>Name of the numbering of the points: <c>mesh-468</c> or <c>points-74</c>.</summary>
    public string Scheme => _scheme.Name;

    /// <summary>In pixels of the picture, numbered by the scheme.</summary>
    public IReadOnlyList<ImagePoint> Points => _points;

    /// <summary>Eye aspect ratio of the subject's right eye (Soukupova and Cech 2016): height over width, 0.20 to 0.35 for open eyes, towards 0 when closed.</summary>
    public float RightEyeAspectRatio => AspectRatio(_scheme.RightEye);

    /// <summary>Eye aspect ratio of the subject's left eye.</summary>
    public float LeftEyeAspectRatio => AspectRatio(_scheme.LeftEye);

    /// <summary>Gap between the inner lips over the mouth's width; 0 when closed.</summary>
    public float MouthAspectRatio => Ratio(LipGapPixels, Distance(_scheme.Mouth.RightCorner, _scheme.Mouth.LeftCorner));

    /// <summary>Distance from the middle of the eye centres to the chin in pixels (T of ISO/IEC 29794-5).</summary>
    public float EyeChinDistancePixels => Distance(Middle(Centre(_scheme.RightEye), Centre(_scheme.LeftEye)), _points[_scheme.Chin]);

    /// <summary>Largest distance between the lids of either eye, the smaller of the two eyes, in pixels.</summary>
    public float SmallerLidGapPixels => Math.Min(LidGap(_scheme.RightEye), LidGap(_scheme.LeftEye));

    /// <summary>Gap between the inner lips in pixels.</summary>
    public float LipGapPixels => Distance(_scheme.Mouth.UpperInnerLip, _scheme.Mouth.LowerInnerLip);

    /// <summary>Distance between the outer corners of the eyes in pixels.</summary>
    public float OuterEyeDistancePixels => Distance(_scheme.RightEye.OuterCorner, _scheme.LeftEye.OuterCorner);

    /// <summary>The middle of the subject's right cheek.</summary>
    public ImagePoint RightCheek => Middle(_points[_scheme.RightCheek.A], _points[_scheme.RightCheek.B]);

    /// <summary>The middle of the subject's left cheek.</summary>
    public ImagePoint LeftCheek => Middle(_points[_scheme.LeftCheek.A], _points[_scheme.LeftCheek.B]);

    /// <summary>The edge of the face, round it in one direction; without the forehead where the network has no points there.</summary>
    public IReadOnlyList<ImagePoint> Outline => [.. _scheme.Outline.Select(i => _points[i])];

    public override string ToString() => $"face shape ({Scheme})";

    private float LidGap(EyeScheme eye) => eye.Lids.Max(lids => Distance(lids.Upper, lids.Lower));

    private float AspectRatio(EyeScheme eye) => Ratio(eye.Lids.Average(lids => Distance(lids.Upper, lids.Lower)), Distance(eye.OuterCorner, eye.InnerCorner));

    private ImagePoint Centre(EyeScheme eye) => Middle(_points[eye.OuterCorner], _points[eye.InnerCorner]);

    private float Distance(int a, int b) => Distance(_points[a], _points[b]);

    private static float Ratio(float gap, float width) => width < 1e-3f ? 0 : gap / width;

    private static ImagePoint Middle(ImagePoint a, ImagePoint b) => new((a.X + b.X) / 2, (a.Y + b.Y) / 2);

    private static float Distance(ImagePoint a, ImagePoint b) => MathF.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));
}
