using RemoteVerify.Biometrics.AttackDetection;
using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>Measures the attack detector on single pictures.</summary>
public sealed class AttackEvaluator(BiometricEngine engine, TimeProvider clock)
{
    /// <summary>Scores every picture.</summary>
    public AttackFigures Evaluate(
        IReadOnlyList<AttackSample> samples, TestImageLookup lookup, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(lookup);
        List<ScoredSample> scored = [];
        List<double> times = [];
        foreach (AttackSample sample in samples)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long start = clock.GetTimestamp();
            scored.Add(new ScoredSample(sample.File, sample.Species, Score(lookup(sample.File))));
            times.Add(clock.GetElapsedTime(start).TotalMilliseconds);
            progress?.Report(new EvaluationProgress(scored.Count, samples.Count));
        }

        return AttackStatistics.Figures(scored, engine.AttackPolicy.BonaFide, Median.Of(times), samples.Any(sample => sample.IsSimulated));
    }

    private float? Score(ReadOnlyMemory<byte>? bytes)
    {
        if (bytes is null)
        {
            return null;
        }

        try
        {
            using Image image = ImageCodec.Decode(bytes.Value.Span, ImageLimits.Default);
            DetectedFace? face = MainFace.Of(engine.Detector.Detect(image), image.WidthPixels, image.HeightPixels);
            return face is null ? null : engine.AttackDetector.Score(image, face).Value;
        }
        catch (VisionFormatException)
        {
            return null;
        }
    }
}
