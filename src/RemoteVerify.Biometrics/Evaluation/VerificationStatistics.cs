namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>Error rates from two piles of similarities (ISO/IEC 19795-1 clauses on FMR, FNMR and detection error trade-off).</summary>
internal static class VerificationStatistics
{
    /// <summary>False non-match rate and threshold at the lowest threshold that holds a false match rate.</summary>
    public static (double Fnmr, double Threshold) FnmrAtFmr(ScoreHistogram genuine, ScoreHistogram impostor, double falseMatchRate)
    {
        if (genuine.Total == 0 || impostor.Total == 0)
        {
            return (double.NaN, double.NaN);
        }

        double threshold = impostor.LowestThreshold(falseMatchRate);
        return (1 - genuine.ShareAtOrAbove((float)threshold), threshold);
    }

    /// <summary>The rate where both errors meet; the mean of the two at the threshold where they are nearest.</summary>
    public static (double Rate, double Threshold) EqualError(ScoreHistogram genuine, ScoreHistogram impostor)
    {
        double best = double.NaN;
        double at = double.NaN;
        double nearest = double.PositiveInfinity;
        foreach ((double threshold, long below, long above) in ScoreHistogram.Walk(genuine, impostor))
        {
            double fnmr = (double)below / genuine.Total;
            double fmr = (double)above / impostor.Total;
            if (Math.Abs(fnmr - fmr) < nearest)
            {
                nearest = Math.Abs(fnmr - fmr);
                best = (fnmr + fmr) / 2;
                at = threshold;
            }
        }

        return (best, at);
    }

    /// <summary>Best share of right answers over all pairs, and best mean of the two sides' shares.</summary>
    public static (double Plain, double Balanced) BestAccuracy(ScoreHistogram genuine, ScoreHistogram impostor)
    {
        double plain = double.NaN;
        double balanced = double.NaN;
        foreach ((_, long below, long above) in ScoreHistogram.Walk(genuine, impostor))
        {
            long rightGenuine = genuine.Total - below;
            long rightImpostor = impostor.Total - above;
            plain = Larger(plain, (double)(rightGenuine + rightImpostor) / (genuine.Total + impostor.Total));
            balanced = Larger(balanced, (((double)rightGenuine / genuine.Total) + ((double)rightImpostor / impostor.Total)) / 2);
        }

        return (plain, balanced);
    }

    private static double Larger(double a, double b) => double.IsNaN(a) || b > a ? b : a;
}
