using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Detection;

/// <summary>How the detector looks.</summary>
public sealed record FaceDetectorOptions
{
    /// <summary>Larger pictures are made smaller until their longer side is this; smaller ones are used as they are. A network with a bound of its own (crop <c>whole-N</c>) keeps to that.</summary>
    public int LongerSidePixels { get; init; } = 640;

    /// <summary>Two boxes whose intersection over union is larger are one face.</summary>
    public float MaximumOverlap { get; init; } = 0.3f;

    /// <summary>Only the best candidates are compared with each other.</summary>
    public int MaximumCandidates { get; init; } = 1000;
}

/// <summary>Finds faces and their five points with a network that answers as YuNet does. Thread-safe.</summary>
public sealed class FaceDetector : IDisposable
{
    private readonly OnnxModel _model;
    private readonly ModelEntry _entry;
    private readonly FaceDetectorOptions _options;
    private readonly float _minimumConfidence;
    private readonly int _longerSidePixels;

    public FaceDetector(ModelCatalog catalog, OnnxModelOptions modelOptions, FaceDetectorOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.LongerSidePixels, 64, nameof(options));
        _entry = catalog.Single("detector");
        _minimumConfidence = _entry.Calibrations.First(c => c.Role == "detect").Threshold;
        _options = options;
        _longerSidePixels = (int?)CropRule.Number(_entry, "whole") ?? options.LongerSidePixels;
        _model = catalog.Load(_entry, modelOptions);
    }

    /// <summary>All faces, the largest first; points and boxes in the pixels of the given image. An empty list means that none was found.</summary>
    public IReadOnlyList<DetectedFace> Detect(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        (int width, int height) = Bounded(image.WidthPixels, image.HeightPixels);
        if (width == image.WidthPixels)
        {
            return DetectAtSize(image, 1, 1);
        }

        using Image smaller = ImageOperations.Resize(image, width, height, Interpolation.Area);
        return DetectAtSize(smaller, (float)image.WidthPixels / width, (float)image.HeightPixels / height);
    }

    /// <summary>Shape of the input for a picture: height and width bounded, then filled up to whole cells of the coarsest grid.</summary>
    internal long[] InputShape(int widthPixels, int heightPixels)
    {
        (int width, int height) = Bounded(widthPixels, heightPixels);
        return [1, 3, RoundUp(height), RoundUp(width)];
    }

    public void Dispose() => _model.Dispose();

    private List<DetectedFace> DetectAtSize(Image image, float scaleX, float scaleY)
    {
        int width = RoundUp(image.WidthPixels);
        int height = RoundUp(image.HeightPixels);
        using OnnxRun run = _model.Rent([1, 3, height, width]);
        TensorFiller.Fill(image, run.Input(), width, height, _entry.Preprocessing);
        run.Execute();
        List<DetectedFace> candidates = YuNetDecoder.Decode(run, width, height, _minimumConfidence, scaleX, scaleY);
        return NonMaximumSuppression.Apply(candidates, _options.MaximumOverlap, _options.MaximumCandidates);
    }

    private (int Width, int Height) Bounded(int width, int height)
    {
        int longer = Math.Max(width, height);
        double factor = (double)_longerSidePixels / longer;
        return longer <= _longerSidePixels
            ? (width, height)
            : (Math.Max(1, (int)Math.Round(width * factor)), Math.Max(1, (int)Math.Round(height * factor)));
    }

    // The coarsest grid of the network has cells of 32 pixels.
    private static int RoundUp(int pixels) => (pixels + 31) / 32 * 32;
}
