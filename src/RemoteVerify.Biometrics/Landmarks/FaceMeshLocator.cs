using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Landmarks;

/// <summary>Finds the face mesh with MediaPipe's network. Thread-safe.</summary>
public sealed class FaceMeshLocator : IDisposable
{
    private const int SidePixels = 192;
    private const float BoxShare = 1.5f;
    private readonly ModelEntry _entry;
    private readonly OnnxModel _model;

    public FaceMeshLocator(ModelCatalog catalog, OnnxModelOptions modelOptions)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        _entry = catalog.Single("landmarks");
        _model = catalog.Load(_entry, modelOptions);
    }

    /// <summary>The mesh of one face.</summary>
    public FaceMesh Locate(Image image, DetectedFace face)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(face);

        // The crop: a square of 1.5 times the longer side round the box's centre, turned so that the eyes are level.
        float side = Math.Max(1, BoxShare * Math.Max(face.Box.Width, face.Box.Height));
        float scale = SidePixels / side;
        float roll = FaceAxes.Of(face.Points).Roll;
        float cos = MathF.Cos(roll) * scale;
        float sin = MathF.Sin(roll) * scale;
        float middle = SidePixels / 2f;
        double[] matrix =
        [
            cos, sin, middle - (cos * face.Box.CentreX) - (sin * face.Box.CentreY),
            -sin, cos, middle + (sin * face.Box.CentreX) - (cos * face.Box.CentreY),
        ];
        using Image crop = ImageOperations.WarpAffine(image, matrix, SidePixels, SidePixels);
        using OnnxRun run = _model.Rent();
        TensorFiller.Fill(crop, run.Input(), SidePixels, SidePixels, _entry.Preprocessing);
        run.Execute();
        return Read(run, face.Box, cos / (scale * scale), sin / (scale * scale), 1 / scale);
    }

    public void Dispose() => _model.Dispose();

    private static FaceMesh Read(OnnxRun run, FaceBox box, float cos, float sin, float perPixel)
    {
        ReadOnlySpan<float> values = run.Output(0);
        ImagePoint[] points = new ImagePoint[FaceMesh.PointCount];
        float[] depths = new float[FaceMesh.PointCount];
        for (int i = 0; i < points.Length; i++)
        {
            float x = values[3 * i] - (SidePixels / 2f);
            float y = values[(3 * i) + 1] - (SidePixels / 2f);
            points[i] = new ImagePoint(box.CentreX + (cos * x) - (sin * y), box.CentreY + (sin * x) + (cos * y));
            depths[i] = values[(3 * i) + 2] * perPixel;
        }

        float score = 1 / (1 + MathF.Exp(-run.Output(1)[0]));
        return new FaceMesh(points, depths, score);
    }
}
