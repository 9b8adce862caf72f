namespace RemoteVerify.Cli.Commands.Bench.Capture;

/// <summary>What camera sessions cost on this machine.</summary>
internal sealed record CaptureBenchReport
{
    public required string Set { get; init; }

    public required int Cores { get; init; }

    public required int Sessions { get; init; }

    /// <summary>Length of a session for its person.</summary>
    public required double SecondsPerSession { get; init; }

    /// <summary>Frames of a session, headers included.</summary>
    public required long BytesPerSession { get; init; }

    /// <summary>Processor time of a session.</summary>
    public required double CoreSecondsPerSession { get; init; }

    public required double WallSecondsPerSession { get; init; }

    /// <summary>Sessions that one core could carry at once, by processor time.</summary>
    public required double SessionsPerCore { get; init; }

    /// <summary>From taking a guide frame to the answer, nothing else running.</summary>
    public required Percentiles GuideMilliseconds { get; init; }

    public required Percentiles ProofMilliseconds { get; init; }

    /// <summary>From the last frame to the outcome with its evidence.</summary>
    public required Percentiles DecisionMilliseconds { get; init; }

    /// <summary>Within which 95 of 100 guide frames must be answered.</summary>
    public required int LimitMilliseconds { get; init; }

    /// <summary>The most sessions at once, of those that were tried, that kept the limit; null when none did.</summary>
    public required int? LiveSessions { get; init; }

    /// <summary>What was tried in real time, by the number of sessions.</summary>
    public required IReadOnlyList<CaptureRung> Rungs { get; init; }
}

/// <summary>Sessions that ran at once in real time.</summary>
/// <param name="Sessions">How many.</param>
/// <param name="GuideMilliseconds">From the arrival of a guide frame to the answer with all of them running, waiting included.</param>
/// <param name="DecisionMilliseconds">From the last frame to the outcome with its evidence, waiting included.</param>
/// <param name="ProcessorShare">Processor time of this process by that of all cores.</param>
internal sealed record CaptureRung(int Sessions, Percentiles GuideMilliseconds, Percentiles DecisionMilliseconds, double ProcessorShare);

/// <summary>Median and 95th percentile.</summary>
internal sealed record Percentiles(double Median, double P95, int Count)
{
    public static Percentiles Of(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        double At(double share) => sorted.Length == 0 ? 0 : Math.Round(sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))], 1);
        return new Percentiles(At(0.5), At(0.95), sorted.Length);
    }
}
