namespace RemoteVerify.Biometrics.Matching;

/// <summary>
/// Measures that a portrait mixed of two people pushes down: such a picture is less like either of them than a genuine one, in each network.
/// Differential, without training; how little they separate is measured by <c>./rv face evaluate-morphs</c>. Advice for an officer only.
/// </summary>
public static class MorphCheck
{
    /// <summary>The set's own similarity.</summary>
    public const string Similarity = "similarity";

    /// <summary>The lowest of the networks' similarities; only with several recognisers.</summary>
    public const string WeakestNetwork = "weakest-network";

    /// <summary>1 minus the spread of the networks' similarities; only with several recognisers.</summary>
    public const string Agreement = "agreement";

    /// <summary>All measures of one portrait and one live picture, by name; low means suspected.</summary>
    public static IReadOnlyDictionary<string, double> Scores(FaceRecogniser recogniser, FaceTemplate portrait, FaceTemplate live)
    {
        ArgumentNullException.ThrowIfNull(recogniser);
        ArgumentNullException.ThrowIfNull(portrait);
        IReadOnlyList<Similarity> each = recogniser.SimilarityByNetwork(portrait, live);
        Dictionary<string, double> scores = new(StringComparer.Ordinal) { [Similarity] = portrait.Similarity(live).Value };
        if (each.Count > 1)
        {
            scores[WeakestNetwork] = each.Min(one => one.Value);
            scores[Agreement] = 1 - (each.Max(one => one.Value) - each.Min(one => one.Value));
        }

        return scores;
    }
}
