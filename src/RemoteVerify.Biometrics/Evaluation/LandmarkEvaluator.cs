using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>Measures detector, dense points, head direction, blinks and open mouths on frames whose truth is known.</summary>
public sealed class LandmarkEvaluator(BiometricEngine engine, TimeProvider clock)
{
    /// <summary>Runs over every frame. A frame that can't be opened counts as a miss of the detector.</summary>
    /// <param name="truths">The frames.</param>
    /// <param name="lookup">Opens a picture.</param>
    /// <param name="progress">Told after each frame; may be null.</param>
    /// <param name="cancellationToken">Stops between frames.</param>
    public LandmarkFigures Evaluate(
        IReadOnlyList<FrameTruth> truths, TestImageLookup lookup, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(truths);
        ArgumentNullException.ThrowIfNull(lookup);
        List<FrameResult> results = [];
        List<double> times = [];
        foreach (FrameTruth truth in truths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlyMemory<byte>? bytes = lookup(truth.File);
            long start = clock.GetTimestamp();
            results.Add(Result(truth, bytes));
            times.Add(clock.GetElapsedTime(start).TotalMilliseconds);
            progress?.Report(new EvaluationProgress(results.Count, truths.Count));
        }

        return LandmarkStatistics.Figures(results, Median.Of(times));
    }

    private FrameResult Result(FrameTruth truth, ReadOnlyMemory<byte>? bytes)
    {
        if (bytes is null)
        {
            return new FrameResult(truth, null, null, 0);
        }

        try
        {
            using Image image = ImageCodec.Decode(bytes.Value.Span, ImageLimits.Default);
            (DetectedFace? face, int elsewhere) = FrameResult.Sort(truth, engine.Detector.Detect(image));
            return new FrameResult(truth, face, face is null ? null : engine.LandmarkLocator.Locate(image, face), elsewhere);
        }
        catch (VisionFormatException)
        {
            return new FrameResult(truth, null, null, 0);
        }
    }
}
