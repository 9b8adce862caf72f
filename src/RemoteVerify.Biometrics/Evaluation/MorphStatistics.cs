namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>A portrait beside a live picture.</summary>
/// <param name="Person">Whose portrait it is, or the first of the two in a morph.</param>
/// <param name="Partner">The second of a morph; -1 for a genuine portrait.</param>
/// <param name="Shown">Who is on the live picture.</param>
/// <param name="Similarity">Of the set.</param>
/// <param name="Scores">By name; low means suspected.</param>
internal sealed record MorphComparison(int Person, int Partner, int Shown, float Similarity, IReadOnlyDictionary<string, double> Scores)
{
    public bool IsMorph => Partner >= 0;
}

/// <summary>Thresholds from one half of the people, rates from the other.</summary>
internal static class MorphStatistics
{
    public static MorphFigures Figures(IReadOnlyList<MorphComparison> all, int people, int morphs, float accept)
    {
        MorphComparison[] ofMorphs = [.. all.Where(one => one.IsMorph)];
        IGrouping<(int, int), MorphComparison>[] byMorph = [.. ofMorphs.GroupBy(one => (one.Person, one.Partner))];
        string[] names = [.. all.SelectMany(one => one.Scores.Keys).Distinct(StringComparer.Ordinal)];
        return new MorphFigures(
            people,
            morphs,
            all.Count - ofMorphs.Length,
            ofMorphs.Length,
            Rate(ofMorphs.Count(one => one.Similarity >= accept), ofMorphs.Length),
            Rate(byMorph.Count(morph => Matches(morph, morph.Key.Item1, accept) && Matches(morph, morph.Key.Item2, accept)), byMorph.Length),
            [
                .. names.Select(name => Score(name, all, false)),
                .. names.Select(name => Score(name, [.. all.Where(one => one.Similarity >= accept)], true)),
            ]);
    }

    private static bool Matches(IEnumerable<MorphComparison> morph, int person, float accept) => morph.Any(one => one.Shown == person && one.Similarity >= accept);

    private static MorphScoreFigures Score(string name, IReadOnlyList<MorphComparison> all, bool amongAccepted)
    {
        double[] calibrate = [.. all.Where(one => !one.IsMorph && one.Person % 2 == 0).Select(one => one.Scores[name]).Order()];
        if (calibrate.Length == 0)
        {
            return new MorphScoreFigures(name, double.NaN, null, null, amongAccepted);
        }

        double threshold = calibrate[(int)Math.Floor(MorphFigures.WantedBscer * calibrate.Length)];
        double[] genuine = [.. all.Where(one => !one.IsMorph && one.Person % 2 == 1).Select(one => one.Scores[name])];
        double[] morphs = [.. all.Where(one => one.IsMorph && one.Person % 2 == 1).Select(one => one.Scores[name])];
        return new MorphScoreFigures(name, threshold, Rate(genuine.Count(s => s < threshold), genuine.Length), Rate(morphs.Count(s => s >= threshold), morphs.Length), amongAccepted);
    }

    private static ErrorRate? Rate(int count, int trials) => trials == 0 ? null : ErrorRate.Of(count, trials);
}
