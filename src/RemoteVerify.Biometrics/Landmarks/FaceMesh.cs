using RemoteVerify.Biometrics.Detection;

namespace RemoteVerify.Biometrics.Landmarks;

/// <summary>
/// The 468 points of the MediaPipe face mesh in pixels of the picture, and what is read from them. Point numbers are those of the
/// canonical face model of MediaPipe.
/// </summary>
public sealed class FaceMesh
{
    public const int PointCount = 468;
    private const int Chin = 152;
    private const int UpperInnerLip = 13;
    private const int LowerInnerLip = 14;
    private const int RightMouthCorner = 61;
    private const int LeftMouthCorner = 291;

    // Corner, upper lid twice, corner, lower lid twice: the order of the eye aspect ratio.
    private static readonly int[] RightEye = [33, 160, 158, 133, 153, 144];
    private static readonly int[] LeftEye = [362, 385, 387, 263, 373, 380];

    private readonly ImagePoint[] _points;
    private readonly float[] _depths;

    internal FaceMesh(ImagePoint[] points, float[] depths, float confidence)
    {
        _points = points;
        _depths = depths;
        Confidence = confidence;
    }

    /// <summary>0 to 1: whether the network thinks that a face is in its crop.</summary>
    public float Confidence { get; }

    /// <summary>Points in pixels of the picture.</summary>
    public IReadOnlyList<ImagePoint> Points => _points;

    /// <summary>Depths on the scale of the points; smaller is nearer to the camera. Learned, not measured.</summary>
    public IReadOnlyList<float> Depths => _depths;

    /// <summary>Eye aspect ratio of the subject's right eye: height over width, 0.20 to 0.35 for open eyes, towards 0 when closed.</summary>
    public float RightEyeOpenness => AspectRatio(RightEye);

    /// <summary>Eye aspect ratio of the subject's left eye.</summary>
    public float LeftEyeOpenness => AspectRatio(LeftEye);

    /// <summary>Gap between the inner lips over the mouth's width; 0 when closed.</summary>
    public float MouthOpenness
    {
        get
        {
            float width = Distance(RightMouthCorner, LeftMouthCorner);
            return width < 1e-3f ? 0 : Distance(UpperInnerLip, LowerInnerLip) / width;
        }
    }

    /// <summary>Distance from the middle of the eye centres to the chin in pixels (T of ISO/IEC 29794-5).</summary>
    public float EyeChinDistancePixels
    {
        get
        {
            ImagePoint middle = Middle(EyeCentre(RightEye), EyeCentre(LeftEye));
            return Distance(middle, _points[Chin]);
        }
    }

    /// <summary>Largest distance between the lids of either eye, the smaller of the two eyes, in pixels.</summary>
    public float SmallerLidGapPixels => Math.Min(LidGap(RightEye), LidGap(LeftEye));

    /// <summary>Gap between the inner lips in pixels.</summary>
    public float LipGapPixels => Distance(UpperInnerLip, LowerInnerLip);

    public override string ToString() => $"FaceMesh of {PointCount} points";

    private float LidGap(int[] eye) => Math.Max(Distance(eye[1], eye[5]), Distance(eye[2], eye[4]));

    private float AspectRatio(int[] eye)
    {
        float width = Distance(eye[0], eye[3]);
        return width < 1e-3f ? 0 : (Distance(eye[1], eye[5]) + Distance(eye[2], eye[4])) / (2 * width);
    }

    private ImagePoint EyeCentre(int[] eye) => Middle(_points[eye[0]], _points[eye[3]]);

    private float Distance(int a, int b) => Distance(_points[a], _points[b]);

    private static ImagePoint Middle(ImagePoint a, ImagePoint b) => new((a.X + b.X) / 2, (a.Y + b.Y) / 2);

    private static float Distance(ImagePoint a, ImagePoint b) => MathF.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));
}
