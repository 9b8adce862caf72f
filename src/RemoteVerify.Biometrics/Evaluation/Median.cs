namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>The middle of a list of numbers.</summary>
internal static class Median
{
    /// <summary>NaN for none; the mean of the two middle ones for an even count.</summary>
    public static double Of(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
        {
            return double.NaN;
        }

        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
