namespace RemoteVerify.Biometrics.Liveness;

/// <summary>The exposure of a real camera follows the face that comes nearer, and lamps are never quite steady; a pasted room keeps its brightness.</summary>
internal static class SteadyLightSign
{
    private const int LeastFrames = 40;
    private const double LeastDeviation = 0.1;

    public static InjectionFinding Find(SessionRecord record)
    {
        // Of one size only: scaling changes what lies in the corners. The size that most frames have.
        double[] light = record.Frames.Where(f => f.IsGuide && f.Appearance.Traces is not null)
            .GroupBy(f => f.WidthPixels)
            .OrderByDescending(g => g.Count())
            .Take(1)
            .SelectMany(g => g.Select(f => f.Appearance.Traces!.CornerLuminance))
            .ToArray();
        double? deviation = light.Length < LeastFrames ? null : Math.Sqrt(light.Average(v => Math.Pow(v - light.Average(), 2)));
        return new("steady-light", 30, deviation < LeastDeviation, deviation);
    }
}
