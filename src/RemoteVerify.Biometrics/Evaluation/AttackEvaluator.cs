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
            AttackAssessment? seen = Assess(lookup(sample.File));
            scored.Add(new ScoredSample(sample.File, sample.Species, seen?.Decisive.Value) { Network = seen?.Network.Value, Fused = seen?.Fused?.Score.Value });
            times.Add(clock.GetElapsedTime(start).TotalMilliseconds);
            progress?.Report(new EvaluationProgress(scored.Count, samples.Count));
        }

        bool simulated = samples.Any(sample => sample.IsSimulated);
        double milliseconds = Median.Of(times);
        AttackFigures figures = AttackStatistics.Figures(scored, engine.AttackPolicy.BonaFide, milliseconds, simulated);
        if (engine.AttackPolicy.Fusion is not { } fusion)
        {
            return figures;
        }

        // The way that does not decide, measured beside the one that does.
        (string by, float threshold, Func<ScoredSample, float?> score) = fusion.Decides
            ? ("network", engine.Catalog.Set.Calibration("bona-fide").Threshold, (Func<ScoredSample, float?>)(s => s.Network))
            : ("fused", fusion.Median, s => s.Fused);
        return figures with
        {
            Beside = new OtherAttackFigures(by, AttackStatistics.Figures([.. scored.Select(s => s with { Score = score(s) })], threshold, milliseconds, simulated)),
        };
    }

    private AttackAssessment? Assess(ReadOnlyMemory<byte>? bytes)
    {
        if (bytes is null)
        {
            return null;
        }

        try
        {
            using Image image = ImageCodec.Decode(bytes.Value.Span, ImageLimits.Default);
            DetectedFace? face = MainFace.Of(engine.Detector.Detect(image), image.WidthPixels, image.HeightPixels);
            return face is null ? null : engine.AttackDetector.Assess(image, face);
        }
        catch (VisionFormatException)
        {
            return null;
        }
    }
}
