namespace RemoteVerify.Biometrics.Detection;

/// <summary>Keeps the best of boxes that show the same face.</summary>
internal static class NonMaximumSuppression
{
    /// <summary>Greedy by confidence; the result is ordered by area, the largest first.</summary>
    public static List<DetectedFace> Apply(List<DetectedFace> candidates, float maximumOverlap, int maximumCandidates)
    {
        List<DetectedFace> kept = [];
        foreach (DetectedFace candidate in candidates.OrderByDescending(c => c.Confidence).Take(maximumCandidates))
        {
            if (kept.TrueForAll(k => Overlap(k.Box, candidate.Box) <= maximumOverlap))
            {
                kept.Add(candidate);
            }
        }

        kept.Sort((a, b) => b.Box.Area.CompareTo(a.Box.Area));
        return kept;
    }

    /// <summary>Intersection over union, 0 to 1.</summary>
    public static float Overlap(FaceBox a, FaceBox b)
    {
        float width = Math.Min(a.X + a.Width, b.X + b.Width) - Math.Max(a.X, b.X);
        float height = Math.Min(a.Y + a.Height, b.Y + b.Height) - Math.Max(a.Y, b.Y);
        if (width <= 0 || height <= 0)
        {
            return 0;
        }

        float intersection = width * height;
        return intersection / (a.Area + b.Area - intersection);
    }
}
