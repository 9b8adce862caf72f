// ISO/IEC 19795-1: the trade-off of the two errors over all thresholds.
namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>One point of a detection error trade-off.</summary>
/// <param name="FalseMatchRate">Share of impostor comparisons at or above the threshold, 0 to 1.</param>
/// <param name="FalseNonMatchRate">Share of genuine comparisons below it, 0 to 1.</param>
/// <param name="Threshold">Similarity.</param>
public sealed record DetPoint(double FalseMatchRate, double FalseNonMatchRate, double Threshold);

/// <summary>Points of the curve, evenly spaced in the logarithm of the false match rate.</summary>
internal static class DetCurve
{
    private const int PointsPerDecade = 10;

    /// <summary>From all impostors down to ten of them; below that a rate rests on single comparisons. Empty without both sides.</summary>
    public static IReadOnlyList<DetPoint> Of(ScoreHistogram genuine, ScoreHistogram impostor)
    {
        List<DetPoint> points = [];
        double next = 1;
        foreach ((double threshold, long below, long above) in genuine.Total == 0 || impostor.Total == 0 ? [] : ScoreHistogram.Walk(genuine, impostor))
        {
            double fmr = (double)above / impostor.Total;
            if (above < 10)
            {
                break;
            }

            if (fmr <= next)
            {
                points.Add(new DetPoint(fmr, (double)below / genuine.Total, threshold));
                next = Math.Min(next, fmr) / Math.Pow(10, 1.0 / PointsPerDecade);
            }
        }

        return points;
    }
}
