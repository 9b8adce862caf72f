namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>
/// Intervals by drawing people, not pairs, with replacement: all pairs of one person hang together, so drawing pairs would make intervals
/// far too narrow. A pair of people counts as often as both were drawn.
/// </summary>
internal sealed class PeopleBootstrap
{
    public const int Resamples = 500;
    private readonly int[][] _weights;

    /// <param name="people">How many people there are.</param>
    public PeopleBootstrap(int people)
    {
        // A fixed start: the same pictures always give the same intervals.
        ulong state = 0x5256_4341_4C49_4252;
        _weights = new int[Resamples][];
        for (int i = 0; i < Resamples; i++)
        {
            int[] drawn = _weights[i] = new int[people];
            for (int j = 0; j < people; j++)
            {
                drawn[(int)(((UInt128)Next(ref state) * (uint)people) >> 64)]++;
            }
        }
    }

    /// <summary>95 % interval of the threshold that holds a false match rate.</summary>
    public (double Low, double High) Threshold(ImpostorPair[] highestFirst, int[] picturesOf, double falseMatchRate) =>
        Middle95([.. _weights.Select(weights => Threshold(highestFirst, picturesOf, falseMatchRate, weights))]);

    /// <summary>95 % interval of the share of genuine pairs below a threshold; null where there are none.</summary>
    public (double Low, double High)? Share(int[] pairs, int[] below)
    {
        List<double> shares = [];
        foreach (int[] weights in _weights)
        {
            long all = 0;
            long wrong = 0;
            for (int i = 0; i < weights.Length; i++)
            {
                all += (long)weights[i] * pairs[i];
                wrong += (long)weights[i] * below[i];
            }

            if (all > 0)
            {
                shares.Add((double)wrong / all);
            }
        }

        return shares.Count == 0 ? null : Middle95([.. shares]);
    }

    private static double Threshold(ImpostorPair[] highestFirst, int[] picturesOf, double falseMatchRate, int[] weights)
    {
        double all = 0;
        double within = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            double pictures = (double)weights[i] * picturesOf[i];
            all += pictures;
            within += pictures * pictures;
        }

        double allowed = falseMatchRate * ((all * all) - within) / 2;
        double above = 0;
        foreach (ImpostorPair pair in highestFirst)
        {
            above += (double)weights[pair.A] * weights[pair.B];
            if (above > allowed)
            {
                return pair.Similarity;
            }
        }

        return highestFirst[^1].Similarity;
    }

    private static (double Low, double High) Middle95(double[] values)
    {
        Array.Sort(values);
        return (values[(int)(0.025 * (values.Length - 1))], values[(int)Math.Ceiling(0.975 * (values.Length - 1))]);
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood 2014): no secret hangs on it.</summary>
    private static ulong Next(ref ulong state)
    {
        ulong z = state += 0x9E37_79B9_7F4A_7C15;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
