namespace RemoteVerify.Biometrics.Liveness;

/// <summary>
/// A page gets to a picture when it gets to it: times of taking lie milliseconds off the camera's beat. A program with a clock of its
/// own keeps the beat. A weak sign, because a browser that is not busy keeps it nearly as well.
/// </summary>
internal static class CadenceSign
{
    private const int LeastFrames = 30;
    private const double ConstantMilliseconds = 0.6;
    private const double ConstantShare = 0.002;

    public static InjectionFinding Find(SessionRecord record)
    {
        double? off = record.Frames.Count < LeastFrames ? null : Math.Min(OffTheBeat(record.Frames), OffEvenGaps(record.Frames));
        return new("constant-cadence", 15, off < ConstantMilliseconds, off);
    }

    /// <summary>Root mean square distance in milliseconds of the times from the straight line through them over the camera's own count.</summary>
    private static double OffTheBeat(List<FrameRecord> frames)
    {
        // The first frame may have been taken before the session was ready; its time is then cut to nought.
        frames = frames[1..];
        double meanCount = frames.Average(f => (double)f.Header.PresentedFrames), meanTime = frames.Average(f => (double)f.Header.CaptureMilliseconds);
        double slope = frames.Sum(f => (f.Header.PresentedFrames - meanCount) * (f.Header.CaptureMilliseconds - meanTime))
            / Math.Max(1e-9, frames.Sum(f => Math.Pow(f.Header.PresentedFrames - meanCount, 2)));
        return Math.Sqrt(frames.Average(f => Math.Pow(f.Header.CaptureMilliseconds - meanTime - (slope * (f.Header.PresentedFrames - meanCount)), 2)));
    }

    /// <summary>The same for a client that sends at equal gaps, whatever it says about the count.</summary>
    private static double OffEvenGaps(List<FrameRecord> frames)
    {
        double[] gaps = [.. frames.Zip(frames.Skip(1), (a, b) => (double)b.Header.CaptureMilliseconds - a.Header.CaptureMilliseconds)];
        double mean = gaps.Average();
        double deviation = Math.Sqrt(gaps.Average(g => (g - mean) * (g - mean)));
        return mean > 0 && deviation / mean < ConstantShare ? 0 : Math.Max(deviation, ConstantMilliseconds);
    }
}
