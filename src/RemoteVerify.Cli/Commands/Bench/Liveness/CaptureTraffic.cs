using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Cli.Commands.Bench.Liveness;

/// <summary>What a client sent in one session; bytes without headers.</summary>
/// <param name="LargestGuide">Bytes of the largest guide frame.</param>
/// <param name="EndedInLowMode">The service allowed one frame at a time in the end.</param>
internal sealed record CaptureTraffic(int Guides, int WebPGuides, long GuideBytes, int LargestGuide, int Proofs, long ProofBytes, TimeSpan Length, bool EndedInLowMode)
{
    public static CaptureTraffic None { get; } = new(0, 0, 0, 0, 0, 0, TimeSpan.Zero, false);

    /// <summary>With one frame more.</summary>
    public CaptureTraffic And(FramePlan plan, int bytes) => plan.Kind == FrameKind.Proof
        ? this with { Proofs = Proofs + 1, ProofBytes = ProofBytes + bytes }
        : this with { Guides = Guides + 1, WebPGuides = WebPGuides + (plan.WebP ? 1 : 0), GuideBytes = GuideBytes + bytes, LargestGuide = Math.Max(LargestGuide, bytes) };
}

/// <summary>The same over many sessions: whether a run measured what it was meant to.</summary>
/// <param name="LowMode">How many ended in low mode.</param>
/// <param name="Seconds">Mean length of a session.</param>
/// <param name="GuidesPerSecond">Mean.</param>
/// <param name="GuideBytes">Mean of a guide frame.</param>
/// <param name="WebPShare">Of the guide frames.</param>
/// <param name="ProofBytes">Mean of a proof picture.</param>
/// <param name="Kilobytes">Mean of all pictures of a session.</param>
internal sealed record TrafficSummary(int Sessions, int LowMode, double Seconds, double GuidesPerSecond, double GuideBytes, double WebPShare, double ProofBytes, double Kilobytes)
{
    public static TrafficSummary Of(IReadOnlyCollection<CaptureTraffic> all)
    {
        double seconds = Math.Max(1e-3, all.Sum(t => t.Length.TotalSeconds)), guides = Math.Max(1, all.Sum(t => t.Guides));
        long bytes = all.Sum(t => t.GuideBytes + t.ProofBytes);
        return new TrafficSummary(
            all.Count,
            all.Count(t => t.EndedInLowMode),
            Math.Round(seconds / Math.Max(1, all.Count), 1),
            Math.Round(guides / seconds, 1),
            Math.Round(all.Sum(t => t.GuideBytes) / guides),
            Math.Round(all.Sum(t => t.WebPGuides) / guides, 2),
            Math.Round((double)all.Sum(t => t.ProofBytes) / Math.Max(1, all.Sum(t => t.Proofs))),
            Math.Round(bytes / 1000.0 / Math.Max(1, all.Count)));
    }

    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Sessions} sessions, {LowMode} in low mode: {Seconds:0.0} s and {Kilobytes:0} KB each; {GuidesPerSecond:0.0} guide frames a second of {GuideBytes:0} bytes, {100 * WebPShare:0} % WebP; proof pictures of {ProofBytes:0} bytes");
}
