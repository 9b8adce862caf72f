using RemoteVerify.Biometrics.Matching;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>Everybody compared with everybody, as a calibration needs it.</summary>
internal sealed class ComparedPeople
{
    // Pairs at the top that are kept one by one: ten times what the largest rate needs, so that a resample never runs out of them.
    private const double KeptShare = 1e-2;
    private const double KeptAtLeast = 20_000;
    private readonly TemplateMatrix _templates;
    private readonly int[] _people;

    /// <param name="templates">One per picture.</param>
    /// <param name="people">Number of the person of each picture, from 0.</param>
    /// <param name="cancellationToken">Stops between blocks of comparisons.</param>
    public ComparedPeople(IReadOnlyList<FaceTemplate> templates, IReadOnlyList<int> people, CancellationToken cancellationToken)
    {
        _templates = new TemplateMatrix(templates);
        _people = [.. people];
        PicturesOf = new int[people.Count == 0 ? 0 : people.Max() + 1];
        foreach (int person in people)
        {
            PicturesOf[person]++;
        }

        _templates.VisitPairs((i, j, similarity) => Count(_people[i], _people[j], similarity), cancellationToken);
        HighestImpostors = Highest(cancellationToken);
    }

    /// <summary>Similarities of all pairs of two people.</summary>
    public ScoreHistogram Impostor { get; } = new();

    public long GenuinePairs { get; private set; }

    /// <summary>Pictures of each person.</summary>
    public int[] PicturesOf { get; }

    /// <summary>The impostor pairs with the highest similarity, the highest first.</summary>
    public ImpostorPair[] HighestImpostors { get; }

    /// <summary>For each person: genuine pairs, and those below the threshold.</summary>
    public (int[] Pairs, int[] Below) GenuineBelow(float threshold, CancellationToken cancellationToken)
    {
        int[] pairs = new int[PicturesOf.Length];
        int[] below = new int[PicturesOf.Length];
        _templates.VisitPairs(
            (i, j, similarity) =>
            {
                if (_people[i] == _people[j])
                {
                    pairs[_people[i]]++;
                    below[_people[i]] += similarity < threshold ? 1 : 0;
                }
            },
            cancellationToken);
        return (pairs, below);
    }

    /// <summary>Erases the templates.</summary>
    public void Clear() => _templates.Clear();

    private void Count(int a, int b, float similarity)
    {
        if (a == b)
        {
            GenuinePairs++;
        }
        else
        {
            Impostor.Add(similarity);
        }
    }

    private ImpostorPair[] Highest(CancellationToken cancellationToken)
    {
        if (Impostor.Total == 0)
        {
            return [];
        }

        double from = Impostor.LowestThreshold(Math.Min(1, Math.Max(KeptShare, KeptAtLeast / Impostor.Total)));
        List<ImpostorPair> highest = [];
        _templates.VisitPairs(
            (i, j, similarity) =>
            {
                if (_people[i] != _people[j] && similarity >= from)
                {
                    highest.Add(new ImpostorPair(similarity, _people[i], _people[j]));
                }
            },
            cancellationToken);
        return [.. highest.OrderByDescending(pair => pair.Similarity)];
    }
}

/// <summary>A comparison of two people.</summary>
internal readonly record struct ImpostorPair(float Similarity, int A, int B);
