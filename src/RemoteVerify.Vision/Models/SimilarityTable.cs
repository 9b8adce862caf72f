using RemoteVerify.Vision.Images;

namespace RemoteVerify.Vision.Models;

/// <summary>One point of a table.</summary>
/// <param name="Similarity">Cosine.</param>
/// <param name="FalseMatchRate">Share of impostor pairs at or above it, 0 to 1.</param>
public sealed record SimilarityPoint(float Similarity, double FalseMatchRate);

/// <summary>
/// What a cosine is worth: how often two different people of the calibration's pictures are at least so alike. Similarities rise, rates
/// fall; below the last rate nothing was seen.
/// </summary>
/// <param name="DataSet">The pairs that were counted.</param>
/// <param name="ImpostorPairs">How many.</param>
/// <param name="Points">At least two.</param>
public sealed record SimilarityTable(string DataSet, long ImpostorPairs, IReadOnlyList<SimilarityPoint> Points)
{
    /// <summary>The rate that a similarity corresponds to; between points the logarithm of the rate is interpolated.</summary>
    /// <param name="similarity">Cosine.</param>
    /// <param name="isBound">True above the last point (the rate is at most the returned one) and below the first (at least).</param>
    public double FalseMatchRate(float similarity, out bool isBound)
    {
        isBound = similarity < Points[0].Similarity || similarity > Points[^1].Similarity;
        if (isBound)
        {
            return similarity < Points[0].Similarity ? Points[0].FalseMatchRate : Points[^1].FalseMatchRate;
        }

        int above = 1;
        while (above < Points.Count - 1 && Points[above].Similarity < similarity)
        {
            above++;
        }

        (SimilarityPoint low, SimilarityPoint high) = (Points[above - 1], Points[above]);
        double share = (similarity - low.Similarity) / (high.Similarity - low.Similarity);
        double between = Math.Exp(Math.Log(low.FalseMatchRate) + (share * (Math.Log(high.FalseMatchRate) - Math.Log(low.FalseMatchRate))));
        return Math.Clamp(between, high.FalseMatchRate, low.FalseMatchRate);
    }

    /// <exception cref="VisionFormatException">The table does not rise and fall as it must.</exception>
    internal void Check()
    {
        bool sound = Points.Count >= 2 && Points.All(p => p.FalseMatchRate is > 0 and <= 1 && p.Similarity is >= -1 and <= 1)
            && Points.Zip(Points.Skip(1)).All(pair => pair.First.Similarity < pair.Second.Similarity && pair.First.FalseMatchRate > pair.Second.FalseMatchRate);
        if (!sound)
        {
            throw new VisionFormatException("similarity table", -1, "similarities must rise and rates fall, both within their range");
        }
    }
}
