namespace RemoteVerify.Biometrics.AttackDetection;

/// <summary>
/// Logistic regression in which every weight keeps a given sign, by gradient descent with momentum that projects each weight back to its
/// side of zero. A square penalty keeps the weights finite where the classes are apart. Deterministic.
/// </summary>
internal static class MonotoneLogisticFit
{
    private const int Rounds = 6000;
    private const double Rate = 0.3;
    private const double Momentum = 0.9;

    /// <param name="rows">Standardised features.</param>
    /// <param name="offsets">Added to each row's logarithm of odds as it is.</param>
    /// <param name="living">The truth.</param>
    /// <param name="masses">How much each row counts; they add up to 1.</param>
    /// <param name="signs">1: not below zero; -1: not above.</param>
    /// <param name="penalty">Half of this times the square of each weight is added to the mean loss.</param>
    /// <param name="fitBias">Whether the constant is fitted or stays 0.</param>
    public static (double Bias, double[] Weights) Fit(
        IReadOnlyList<double[]> rows, IReadOnlyList<double> offsets, IReadOnlyList<bool> living, IReadOnlyList<double> masses, IReadOnlyList<int> signs, double penalty,
        bool fitBias)
    {
        int count = signs.Count;
        double[] at = new double[count + 1];
        double[] speed = new double[count + 1];
        double[] slope = new double[count + 1];
        for (int round = 0; round < Rounds; round++)
        {
            Slope(rows, offsets, living, masses, penalty, at, slope);
            for (int i = 0; i <= count; i++)
            {
                speed[i] = (Momentum * speed[i]) - (Rate * slope[i]);
                at[i] += speed[i];
                bool crossed = i < count && at[i] * signs[i] < 0;
                if (crossed || (i == count && !fitBias))
                {
                    (at[i], speed[i]) = (0, 0);
                }
            }
        }

        return (at[count], at[..count]);
    }

    private static void Slope(
        IReadOnlyList<double[]> rows, IReadOnlyList<double> offsets, IReadOnlyList<bool> living, IReadOnlyList<double> masses, double penalty, double[] at, double[] slope)
    {
        int count = at.Length - 1;
        Array.Clear(slope);
        for (int r = 0; r < rows.Count; r++)
        {
            double logit = offsets[r] + at[count];
            for (int i = 0; i < count; i++)
            {
                logit += at[i] * rows[r][i];
            }

            double error = masses[r] * ((1 / (1 + Math.Exp(-logit))) - (living[r] ? 1 : 0));
            for (int i = 0; i < count; i++)
            {
                slope[i] += error * rows[r][i];
            }

            slope[count] += error;
        }

        for (int i = 0; i < count; i++)
        {
            slope[i] += penalty * at[i];
        }
    }
}
