namespace RemoteVerify.Vision.Codes;

/// <summary>Pieces of ink that follow one another like letters of one line: y = <paramref name="Offset"/> + <paramref name="Slope"/> x.</summary>
/// <param name="Blobs">From left to right.</param>
/// <param name="Offset">Where the line meets the left edge.</param>
/// <param name="Slope">How much it falls a pixel.</param>
/// <param name="PitchPixels">Usual distance of two neighbours.</param>
internal sealed record BlobLine(IReadOnlyList<InkBlob> Blobs, double Offset, double Slope, double PitchPixels)
{
    private const int LeastBlobs = 16;
    private const int SlopeBlobs = 8;

    public double At(double x) => Offset + (Slope * x);

    /// <summary>The lines of a picture.</summary>
    /// <param name="blobs">From left to right.</param>
    public static List<BlobLine> Find(IReadOnlyList<InkBlob> blobs)
    {
        List<BlobLine> found = [];
        bool[] used = new bool[blobs.Count];
        for (int start = 0; start < blobs.Count; start++)
        {
            if (used[start])
            {
                continue;
            }

            List<int> chain = [start];
            while (Next(blobs, used, chain) is { } next)
            {
                chain.Add(next);
            }

            if (chain.Count >= LeastBlobs)
            {
                chain.ForEach(at => used[at] = true);
                found.Add(Fit([.. chain.Select(at => blobs[at])]));
            }
        }

        return found;
    }

    /// <summary>The nearest piece to the right that has about the same height and lies where the line leads.</summary>
    private static int? Next(IReadOnlyList<InkBlob> blobs, bool[] used, List<int> chain)
    {
        InkBlob last = blobs[chain[^1]];
        double slope = 0;
        if (chain.Count >= 4)
        {
            InkBlob before = blobs[chain[Math.Max(0, chain.Count - SlopeBlobs)]];
            slope = (last.Y - before.Y) / (last.X - before.X);
        }

        int? best = null;
        double nearest = double.MaxValue;
        for (int at = chain[^1] + 1; at < blobs.Count; at++)
        {
            InkBlob blob = blobs[at];
            double across = blob.X - last.X;
            if (across > 2.6 * last.Height)
            {
                break;
            }

            double off = Math.Abs(blob.Y - last.Y - (slope * across));
            double distance = across + (2 * off);
            if (!used[at] && across > 0.35 * last.Height && off <= (0.28 * last.Height) + (0.08 * across) && blob.Height >= 0.6 * last.Height && blob.Height <= 1.65 * last.Height && distance < nearest)
            {
                (best, nearest) = (at, distance);
            }
        }

        return best;
    }

    private static BlobLine Fit(IReadOnlyList<InkBlob> blobs)
    {
        double meanX = blobs.Average(blob => blob.X);
        double meanY = blobs.Average(blob => blob.Y);
        double slope = blobs.Sum(blob => (blob.X - meanX) * (blob.Y - meanY)) / blobs.Sum(blob => (blob.X - meanX) * (blob.X - meanX));
        double[] steps = [.. blobs.Zip(blobs.Skip(1), (one, next) => next.X - one.X).Order()];
        return new BlobLine(blobs, meanY - (slope * meanX), slope, steps[steps.Length / 2]);
    }
}
