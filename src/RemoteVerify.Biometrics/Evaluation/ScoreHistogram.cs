namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>Similarities counted in steps of one millionth, so that any number of comparisons needs the same memory.</summary>
internal sealed class ScoreHistogram
{
    private const int StepsPerUnit = 1_000_000;
    private const int Bins = (2 * StepsPerUnit) + 1;
    private readonly int[] _counts = new int[Bins];

    public long Total { get; private set; }

    public void Add(float similarity)
    {
        _counts[Bin(similarity)]++;
        Total++;
    }

    /// <summary>Share of scores at or above the threshold.</summary>
    public double ShareAtOrAbove(float threshold)
    {
        long above = 0;
        for (int bin = Bin(threshold); bin < Bins; bin++)
        {
            above += _counts[bin];
        }

        return Total == 0 ? double.NaN : (double)above / Total;
    }

    /// <summary>The lowest threshold with at most this share of scores at or above it.</summary>
    public double LowestThreshold(double share)
    {
        long allowed = (long)Math.Floor(share * Total + 1e-9);
        long above = 0;
        for (int bin = Bins - 1; bin >= 0; bin--)
        {
            above += _counts[bin];
            if (above > allowed)
            {
                return Value(bin + 1);
            }
        }

        return -1;
    }

    /// <summary>Walks thresholds upwards: (threshold, genuine below it, impostors at or above it) at every place where a count changes.</summary>
    public static IEnumerable<(double Threshold, long GenuineBelow, long ImpostorsAtOrAbove)> Walk(ScoreHistogram genuine, ScoreHistogram impostor)
    {
        long below = 0;
        long above = impostor.Total;
        yield return (-1, 0, above);
        for (int bin = 0; bin < Bins; bin++)
        {
            if (genuine._counts[bin] == 0 && impostor._counts[bin] == 0)
            {
                continue;
            }

            below += genuine._counts[bin];
            above -= impostor._counts[bin];
            yield return (Value(bin + 1), below, above);
        }
    }

    private static int Bin(float similarity) => Math.Clamp((int)Math.Floor((similarity + 1.0) * StepsPerUnit + 0.5), 0, Bins - 1);

    private static double Value(int bin) => ((double)bin / StepsPerUnit) - 1;
}
