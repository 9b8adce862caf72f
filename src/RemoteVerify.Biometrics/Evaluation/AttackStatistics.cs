namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>Rates from scored pictures. A picture without a detected face has no score and counts as refused.</summary>
internal static class AttackStatistics
{
    public static AttackFigures Figures(IReadOnlyList<ScoredSample> scored, float threshold, double medianMilliseconds, bool simulated)
    {
        ScoredSample[] living = [.. scored.Where(s => s.Species.Length == 0)];
        SpeciesFigures[] species =
        [
            .. BySpecies(scored).Select(g => new SpeciesFigures(g.Key, g.Count(), g.Count(s => s.Score is null), AcceptedShare(g, threshold))),
        ];
        return new AttackFigures(
            threshold,
            living.Length,
            living.Count(s => s.Score is null),
            LostShare(living, threshold),
            species,
            species.Length == 0 ? double.NaN : species.Max(s => s.Apcer),
            medianMilliseconds,
            scored,
            simulated ? Gate(scored, threshold) : null);
    }

    private static AttackGateFigures Gate(IReadOnlyList<ScoredSample> scored, float threshold) =>
        new(Point(scored, threshold), Point(scored, ThresholdAtLiveLoss(scored, AttackGateFigures.LiveLossLimit)));

    /// <summary>The highest threshold that loses at most this share; where faces that were not found are more already, one that loses no other.</summary>
    internal static float ThresholdAtLiveLoss(IReadOnlyList<ScoredSample> scored, double limit)
    {
        ScoredSample[] living = [.. scored.Where(s => s.Species.Length == 0)];
        float[] ascending = [.. living.Where(s => s.Score is not null).Select(s => s.Score!.Value).Order()];
        if (ascending.Length == 0)
        {
            return float.NaN;
        }

        int mayBeLost = (int)Math.Floor((limit * living.Length) + 1e-9) - (living.Length - ascending.Length);
        return ascending[Math.Clamp(mayBeLost, 0, ascending.Length - 1)];
    }

    private static AttackGatePoint Point(IReadOnlyList<ScoredSample> scored, float threshold) => new(
        threshold,
        LostShare([.. scored.Where(s => s.Species.Length == 0)], threshold),
        [.. BySpecies(scored).Select(g => new SpeciesAcceptance(g.Key, g.Count(), AcceptedShare(g, threshold)))]);

    private static IEnumerable<IGrouping<string, ScoredSample>> BySpecies(IReadOnlyList<ScoredSample> scored) =>
        scored.Where(s => s.Species.Length > 0).GroupBy(s => s.Species, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal);

    private static double LostShare(ScoredSample[] living, float threshold) =>
        living.Length == 0 ? double.NaN : (double)living.Count(s => s.Score is null || s.Score < threshold) / living.Length;

    private static double AcceptedShare(IGrouping<string, ScoredSample> species, float threshold) => (double)species.Count(s => s.Score >= threshold) / species.Count();
}
