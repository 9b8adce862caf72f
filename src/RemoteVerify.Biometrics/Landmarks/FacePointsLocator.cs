using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Landmarks;

/// <summary>
/// Finds 74 points, the direction of the head, and how far eyes and mouth are open with a network of the project's own: outputs
/// <c>points</c> (x, y in pixels of the crop), <c>pose</c> (yaw, pitch, roll in degrees in the crop, signs of <see cref="HeadPose"/>),
/// <c>eyes</c> (right, left; 0 shut, 1 as wide as that person's open eye) and <c>mouth</c> (0 closed, 1 wide open). Thread-safe.
/// </summary>
internal sealed class FacePointsLocator : ILandmarkLocator
{
    // Every shut eye of the rendered validation people lies below the first; the second is between lips that hardly part and a mouth half open.
    private const float EyeOpenFrom = 0.42f;
    private const float MouthOpenFrom = 0.3f;
    private static readonly (string Name, int Length)[] Known = [("points", 2 * 74), ("pose", 3), ("eyes", 2), ("mouth", 1)];
    private readonly ModelEntry _entry;
    private readonly OnnxModel _model;
    private readonly float _share;
    private readonly int _sidePixels;

    public FacePointsLocator(ModelCatalog catalog, ModelEntry entry, OnnxModelOptions modelOptions)
    {
        _entry = entry;
        _share = CropRule.Number(entry, "eyes-level") ?? 1;
        _sidePixels = CropRule.SidePixels(entry);
        _model = catalog.Load(entry, modelOptions);
    }

    /// <summary>Whether the outputs are the four of this network.</summary>
    public static bool Reads(ModelEntry entry) => entry.Outputs.Count == Known.Length
        && Known.All(known => entry.Outputs.Any(output => output.Name == known.Name && output.Shape is [_, var length] && length == known.Length));

    public FaceLandmarks Locate(Image image, DetectedFace face)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(face);
        EyesLevelCrop square = new(face, _share, _sidePixels);
        using Image crop = square.CutAveraged(image);
        using OnnxRun run = _model.Rent([1, 3, _sidePixels, _sidePixels]);
        TensorFiller.Fill(crop, run.Input(), _sidePixels, _sidePixels, _entry.Preprocessing);
        run.Execute();
        return Read(run.Output("points"), run.Output("pose"), run.Output("eyes"), run.Output("mouth"), square);
    }

    public void Dispose() => _model.Dispose();

    /// <summary>Reads the network's four outputs.</summary>
    internal static FaceLandmarks Read(
        ReadOnlySpan<float> values, ReadOnlySpan<float> pose, ReadOnlySpan<float> eyes, ReadOnlySpan<float> mouth, EyesLevelCrop square)
    {
        ImagePoint[] points = new ImagePoint[LandmarkScheme.Points74.PointCount];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = square.ToPicture(values[2 * i], values[(2 * i) + 1]);
        }

        return new FaceLandmarks(
            new FaceShape(LandmarkScheme.Points74, points),
            new HeadPose(pose[0], pose[1], pose[2]).Turned(square.TurnRadians),
            HeadPoseBasis.Network,
            new Openness(Math.Clamp(eyes[0], 0, 1), EyeOpenFrom),
            new Openness(Math.Clamp(eyes[1], 0, 1), EyeOpenFrom),
            new Openness(Math.Clamp(mouth[0], 0, 1), MouthOpenFrom),
            Confidence: null);
    }
}
