using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RemoteVerify.Server.Telemetry;

/// <summary>What this room measures beside the acts: jobs and the outbox.</summary>
internal static class ServiceMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "RemoteVerify.Server";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Histogram<double> JobDuration = Meter.CreateHistogram<double>("remoteverify.job.duration", "s", "Time of jobs by name and outcome.");
    private static long _waiting;
    private static double _lagSeconds;

    static ServiceMetrics()
    {
        Meter.CreateObservableGauge("remoteverify.outbox.waiting", () => Volatile.Read(ref _waiting), "{event}", "Events that are not delivered yet.");
        Meter.CreateObservableGauge("remoteverify.outbox.lag", () => Volatile.Read(ref _lagSeconds), "s", "Age of the oldest event that is not delivered yet.");
    }

    public static void Job(string name, bool succeeded, TimeSpan took) =>
        JobDuration.Record(took.TotalSeconds, new TagList { { "remoteverify.job", name }, { "remoteverify.outcome", succeeded ? "success" : "failure" } });

    public static void Outbox(long waiting, TimeSpan lag)
    {
        Volatile.Write(ref _waiting, waiting);
        Volatile.Write(ref _lagSeconds, lag.TotalSeconds);
    }
}
