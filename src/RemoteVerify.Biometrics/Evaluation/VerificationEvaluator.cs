using RemoteVerify.Biometrics.Matching;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>Gives the bytes of a picture of a test set, or null where the host can't open it.</summary>
public delegate ReadOnlyMemory<byte>? TestImageLookup(string name);

/// <summary>How far an evaluation has come.</summary>
public readonly record struct EvaluationProgress(int Done, int Total);

/// <summary>Measures the error rates of an engine on a list of pairs.</summary>
public sealed class VerificationEvaluator(BiometricEngine engine, TimeProvider clock)
{
    /// <summary>What is known of the pictures: who is on them, and the groups. May be empty; then the pairs say who is who.</summary>
    public IReadOnlyList<LabelledPicture> Pictures { get; init; } = [];

    /// <summary>What others measured with the same networks on these pictures, to be held against; those of other sets are passed over.</summary>
    public IReadOnlyList<PublishedFigure> Published { get; init; } = [];

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
        IEnumerable<string> known = allImpostors ? Pictures.Select(picture => picture.File) : [];
        string[] names = [.. pairs.SelectMany(p => new[] { p.A, p.B }).Concat(known).Distinct(StringComparer.Ordinal)];
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

        GroupTable groups = new([.. templates.Keys], Pictures, pairs, engine.MatchPolicy.Accept.Threshold.Value, engine.MatchPolicy.Officer.Threshold.Value);
        ScoreHistogram impostor = allImpostors ? AllImpostors(pairs, templates, groups, cancellationToken) : listed;
        groups.AddListed(scored);
        (double at2, double threshold2) = VerificationStatistics.FnmrAtFmr(genuine, impostor, 1e-2);
        (double at3, double threshold3) = VerificationStatistics.FnmrAtFmr(genuine, impostor, 1e-3);
        (double at4, double threshold4) = VerificationStatistics.FnmrAtFmr(genuine, impostor, 1e-4);
        (double eer, double thresholdEer) = VerificationStatistics.EqualError(genuine, impostor);
        (double plain, double balanced) = VerificationStatistics.BestAccuracy(genuine, listed);
        VerificationFigures figures = new(
            (int)genuine.Total, impostor.Total, failures, eer, at2, at3, at4, plain, median, balanced,
            new VerificationThresholds(thresholdEer, threshold2, threshold3, threshold4),
            AtPolicy(scored))
        {
            FnmrIntervals = FnmrIntervals(pairs, scored, [threshold2, threshold3, threshold4], out int people),
            Det = DetCurve.Of(genuine, impostor),
            Pictures = templates.Count + failures,
            People = people,
            ImpostorAtAccept = AtOrAbove(impostor, engine.MatchPolicy.Accept.Threshold.Value),
            ImpostorAtOfficer = AtOrAbove(impostor, engine.MatchPolicy.Officer.Threshold.Value),
            Groups = groups.Figures(pairs, templates.ContainsKey),
            Beside = Beside(genuine, impostor),
        };
        GroupFigures everybody = Everybody(figures);
        figures = figures with { GroupComparisons = GroupComparer.Compare(figures.Groups, everybody) };
        return figures with { NotShown = NotShown.Of(figures, groups.TooMany) };
    }

    private IReadOnlyList<BesidePublished> Beside(ScoreHistogram genuine, ScoreHistogram impostor) => genuine.Total == 0 || impostor.Total == 0 ? [] :
    [
        .. Published.Where(figure => figure.Set == engine.Catalog.Set.Name).Select(figure => new BesidePublished(
            figure,
            VerificationStatistics.FnmrAtFmr(genuine, impostor, figure.FalseMatchRate).Threshold,
            ErrorRate.Of(genuine.Total - AtOrAbove(genuine, (float)figure.Threshold)!.Count, genuine.Total),
            AtOrAbove(impostor, (float)figure.Threshold)!)),
    ];

    private static ErrorRate? AtOrAbove(ScoreHistogram scores, float threshold) =>
        scores.Total == 0 ? null : ErrorRate.Of((long)Math.Round(scores.ShareAtOrAbove(threshold) * scores.Total), scores.Total);

    private static GroupFigures Everybody(VerificationFigures figures) => new(
        string.Empty, string.Empty, figures.Pictures, figures.Pictures == 0 ? null : ErrorRate.Of(figures.FailureToEnrol, figures.Pictures), figures.Genuine, figures.Impostor,
        figures.AtPolicy[0].FnmrAtAccept, figures.ImpostorAtAccept, figures.AtPolicy[0].FnmrAtOfficer, figures.ImpostorAtOfficer, figures.Thresholds.AtFmr1e3);

    private ScoreHistogram AllImpostors(
        IReadOnlyList<ImagePair> pairs, IReadOnlyDictionary<string, FaceTemplate> templates, GroupTable groups, CancellationToken cancellationToken)
    {
        Func<string, string> personOf = PersonOf(pairs);
        string[] people = [.. templates.Keys.Select(personOf)];
        TemplateMatrix matrix = new([.. templates.Values]);
        ScoreHistogram impostor = new();
        groups.CountFromMatrix();
        matrix.VisitPairs(
            (i, j, similarity) =>
            {
                if (!ReferenceEquals(people[i], people[j]) && people[i] != people[j])
                {
                    impostor.Add(similarity);
                    groups.AddImpostor(i, j, similarity);
                }
            },
            cancellationToken);
        matrix.Clear();
        return impostor;
    }

    /// <summary>By the list of pictures where it names them, else by the genuine pairs.</summary>
    private Func<string, string> PersonOf(IReadOnlyList<ImagePair> pairs)
    {
        IdentityGroups identities = new(pairs);
        Dictionary<string, string> named = Pictures.ToDictionary(picture => picture.File, picture => "person " + picture.Person, StringComparer.Ordinal);
        return file => named.TryGetValue(file, out string? person) ? person : identities.Of(file);
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

    private (double Low, double High)?[] FnmrIntervals(IReadOnlyList<ImagePair> all, List<ScoredPair> scored, double[] thresholds, out int people)
    {
        Func<string, string> personOf = PersonOf(all);
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        int Number(string picture) => numbers.TryGetValue(personOf(picture), out int known) ? known : numbers[personOf(picture)] = numbers.Count;
        foreach (ImagePair pair in all)
        {
            _ = (Number(pair.A), Number(pair.B));
        }

        foreach (LabelledPicture picture in Pictures)
        {
            _ = Number(picture.File);
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
}
