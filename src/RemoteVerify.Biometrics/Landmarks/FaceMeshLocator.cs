using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Landmarks;

/// <summary>Finds the face mesh with MediaPipe's network: 468 points of three numbers, and a score. Thread-safe.</summary>
internal sealed class FaceMeshLocator : ILandmarkLocator
{
    // Aspect ratios: open eyes have 0.20 to 0.35, shut ones below 0.1; closed lips hardly gape. Neither was calibrated on people.
    private const float EyeOpenFrom = 0.15f;
    private const float MouthOpenFrom = 0.15f;
    private readonly ModelEntry _entry;
    private readonly OnnxModel _model;
    private readonly float _share;
    private readonly int _sidePixels;

    public FaceMeshLocator(ModelCatalog catalog, ModelEntry entry, OnnxModelOptions modelOptions)
    {
        _entry = entry;
        _share = CropRule.Number(entry, "eyes-level") ?? 1;
        _sidePixels = CropRule.SidePixels(entry);
        _model = catalog.Load(entry, modelOptions);
    }

    /// <summary>Whether the outputs are those of the mesh.</summary>
    public static bool Reads(ModelEntry entry) => entry.Outputs is [{ Shape: [_, 3 * 468, ..] }, { Shape: [_, 1, ..] }];

    public FaceLandmarks Locate(Image image, DetectedFace face)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(face);
        EyesLevelCrop square = new(face, _share, _sidePixels);
        using Image crop = square.Cut(image);
        using OnnxRun run = _model.Rent();
        TensorFiller.Fill(crop, run.Input(), _sidePixels, _sidePixels, _entry.Preprocessing);
        run.Execute();
        return Read(run.Output(0), run.Output(1), square, face);
    }

    public void Dispose() => _model.Dispose();

    /// <summary>Reads the network's two outputs.</summary>
    internal static FaceLandmarks Read(ReadOnlySpan<float> values, ReadOnlySpan<float> score, EyesLevelCrop square, DetectedFace face)
    {
        // The third number is a depth that was learned, not measured: not used.
        ImagePoint[] points = new ImagePoint[LandmarkScheme.Mesh468.PointCount];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = square.ToPicture(values[3 * i], values[(3 * i) + 1]);
        }

        FaceShape shape = new(LandmarkScheme.Mesh468, points);
        return new FaceLandmarks(
            shape,
            HeadPose.FromFivePoints(face.Points),
            HeadPoseBasis.FivePoints,
            new Openness(shape.RightEyeAspectRatio, EyeOpenFrom),
            new Openness(shape.LeftEyeAspectRatio, EyeOpenFrom),
            new Openness(shape.MouthAspectRatio, MouthOpenFrom),
            1 / (1 + MathF.Exp(-score[0])));
    }
}
