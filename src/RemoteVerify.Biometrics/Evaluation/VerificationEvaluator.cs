using RemoteVerify.Biometrics.Matching;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>Gives the bytes of a picture of a test set, or null where the host can't open it.</summary>
public delegate ReadOnlyMemory<byte>? TestImageLookup(string name);

/// <summary>How far an evaluation has come.</summary>
public readonly record struct EvaluationProgress(int Done, int Total);

/// <summary>Measures the error rates of an engine on a list of pairs.</summary>
public sealed class VerificationEvaluator(BiometricEngine engine, TimeProvider clock)
{
    /// <summary>Embeds every picture once and compares.</summary>
    /// <param name="pairs">The list.</param>
    /// <param name="allImpostors">Takes as impostors all pairs of different people among the pictures, not only the listed ones; the list must then name all genuine pairs.</param>
    /// <param name="lookup">Opens a picture.</param>
    /// <param name="progress">Told after each picture; may be null.</param>
    /// <param name="cancellationToken">Stops between pictures.</param>
    public VerificationFigures Evaluate(
        IReadOnlyList<ImagePair> pairs, bool allImpostors, TestImageLookup lookup, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(lookup);
        string[] names = [.. pairs.SelectMany(p => new[] { p.A, p.B }).Distinct(StringComparer.Ordinal)];
        using TemplateBuilder builder = new(engine, clock);
        for (int i = 0; i < names.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            builder.Add(names[i], lookup(names[i]));
            progress?.Report(new EvaluationProgress(i + 1, names.Length));
        }

        builder.Finish();
        IReadOnlyDictionary<string, FaceTemplate> templates = builder.Templates;
        return Measure(pairs, allImpostors, templates, names.Length - templates.Count, builder.MedianMilliseconds, cancellationToken);
    }

    private VerificationFigures Measure(
        IReadOnlyList<ImagePair> pairs, bool allImpostors, IReadOnlyDictionary<string, FaceTemplate> templates, int failures, double median, CancellationToken cancellationToken)
    {
        List<ScoredPair> scored = [];
        ScoreHistogram genuine = new();
        ScoreHistogram listed = new();
        foreach (ImagePair pair in pairs)
        {
            if (templates.TryGetValue(pair.A, out FaceTemplate? a) && templates.TryGetValue(pair.B, out FaceTemplate? b))
            {
                float similarity = a.Similarity(b).Value;
                scored.Add(new ScoredPair(pair, similarity));
                (pair.Same ? genuine : listed).Add(similarity);
            }
        }

        ScoreHistogram impostor = allImpostors ? AllImpostors(pairs, templates, cancellationToken) : listed;
        (double at2, double threshold2) = VerificationStatistics.FnmrAtFmr(genuine, impostor, 1e-2);
        (double at3, double threshold3) = VerificationStatistics.FnmrAtFmr(genuine, impostor, 1e-3);
        (double at4, double threshold4) = VerificationStatistics.FnmrAtFmr(genuine, impostor, 1e-4);
        (double eer, double thresholdEer) = VerificationStatistics.EqualError(genuine, impostor);
        (double plain, double balanced) = VerificationStatistics.BestAccuracy(genuine, listed);
        return new VerificationFigures(
            (int)genuine.Total, impostor.Total, failures, eer, at2, at3, at4, plain, median, balanced,
            new VerificationThresholds(thresholdEer, threshold2, threshold3, threshold4),
            AtPolicy(scored))
        {
            FnmrIntervals = FnmrIntervals(pairs, scored, [threshold2, threshold3, threshold4], out int people),
            Det = DetCurve.Of(genuine, impostor),
            Pictures = templates.Count + failures,
            People = people,
        };
    }

    private static ScoreHistogram AllImpostors(IReadOnlyList<ImagePair> pairs, IReadOnlyDictionary<string, FaceTemplate> templates, CancellationToken cancellationToken)
    {
        IdentityGroups identities = new(pairs);
        string[] people = [.. templates.Keys.Select(identities.Of)];
        TemplateMatrix matrix = new([.. templates.Values]);
        ScoreHistogram impostor = new();
        matrix.VisitPairs(
            (i, j, similarity) =>
            {
                if (!ReferenceEquals(people[i], people[j]) && people[i] != people[j])
                {
                    impostor.Add(similarity);
                }
            },
            cancellationToken);
        matrix.Clear();
        return impostor;
    }

    private PolicyFigures[] AtPolicy(List<ScoredPair> scored)
    {
        IEnumerable<string> groups = scored.Select(s => s.Pair.Group).Where(g => g.Length > 0).Distinct().Order(StringComparer.Ordinal);
        return [PolicyFigure(string.Empty, scored), .. groups.Select(g => PolicyFigure(g, [.. scored.Where(s => s.Pair.Group == g)]))];
    }

    private PolicyFigures PolicyFigure(string group, List<ScoredPair> scored)
    {
        float accept = engine.MatchPolicy.Accept.Threshold.Value;
        float officer = engine.MatchPolicy.Officer.Threshold.Value;
        return new PolicyFigures(
            group,
            scored.Count(s => s.Pair.Same),
            scored.Count(s => !s.Pair.Same),
            Share(scored, same: true, s => s < accept),
            Share(scored, same: false, s => s >= accept),
            Share(scored, same: true, s => s < officer),
            Share(scored, same: false, s => s >= officer));
    }

    private static (double Low, double High)?[] FnmrIntervals(IReadOnlyList<ImagePair> all, List<ScoredPair> scored, double[] thresholds, out int people)
    {
        IdentityGroups identities = new(all);
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        int Number(string picture) => numbers.TryGetValue(identities.Of(picture), out int known) ? known : numbers[identities.Of(picture)] = numbers.Count;
        foreach (ImagePair pair in all)
        {
            _ = (Number(pair.A), Number(pair.B));
        }

        people = numbers.Count;
        PeopleBootstrap bootstrap = new(people);
        (double Low, double High)?[] intervals = new (double, double)?[thresholds.Length];
        for (int i = 0; i < thresholds.Length; i++)
        {
            (int[] pairs, int[] below) = (new int[people], new int[people]);
            foreach (ScoredPair one in scored.Where(one => one.Pair.Same))
            {
                int person = Number(one.Pair.A);
                pairs[person]++;
                below[person] += one.Similarity < thresholds[i] ? 1 : 0;
            }

            intervals[i] = double.IsNaN(thresholds[i]) ? null : bootstrap.Share(pairs, below);
        }

        return intervals;
    }

    private static ErrorRate? Share(List<ScoredPair> scored, bool same, Func<float, bool> wrong)
    {
        int total = scored.Count(s => s.Pair.Same == same);
        return total == 0 ? null : ErrorRate.Of(scored.Count(s => s.Pair.Same == same && wrong(s.Similarity)), total);
    }

    private readonly record struct ScoredPair(ImagePair Pair, float Similarity);
}
