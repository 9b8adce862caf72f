using RemoteVerify.Biometrics.AttackDetection;
using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>Reads a list for attack detection: a header line with the columns file and kind; live, bona-fide, real and genuine mean bona fide, any other kind names an instrument.</summary>
public static class AttackSampleList
{
    private static readonly string[] BonaFideWords = ["live", "bona-fide", "bonafide", "real", "genuine"];

    /// <exception cref="VisionFormatException">A column is missing or a line is not as the header says.</exception>
    public static IReadOnlyList<AttackSample> Read(ReadOnlySpan<byte> csv)
    {
        CsvTable table = CsvTable.Read(csv, "attack list");
        int file = table.Column("file");
        int kind = table.Column("kind");
        return [.. table.Rows.Select(row => new AttackSample(row[file], Species(row[kind])))];
    }

    private static string Species(string kind)
    {
        if (kind.Length == 0)
        {
            throw new VisionFormatException("attack list", -1, "a kind is empty");
        }

        return BonaFideWords.Contains(kind, StringComparer.OrdinalIgnoreCase) ? string.Empty : kind;
    }
}

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

        return Measure(scored, Median.Of(times));
    }

    private AttackFigures Measure(List<ScoredSample> scored, double median)
    {
        float threshold = engine.AttackPolicy.BonaFide;
        ScoredSample[] living = [.. scored.Where(s => s.Species.Length == 0)];
        SpeciesFigures[] species =
        [
            .. scored.Where(s => s.Species.Length > 0).GroupBy(s => s.Species, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new SpeciesFigures(g.Key, g.Count(), g.Count(s => s.Score is null), (double)g.Count(s => s.Score >= threshold) / g.Count())),
        ];
        return new AttackFigures(
            threshold,
            living.Length,
            living.Count(s => s.Score is null),
            living.Length == 0 ? double.NaN : (double)living.Count(s => s.Score is null || s.Score < threshold) / living.Length,
            species,
            species.Length == 0 ? double.NaN : species.Max(s => s.Apcer),
            median,
            scored);
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
