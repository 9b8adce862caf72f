using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RemoteVerify.Cases.Recording;

/// <summary>What an operator can have measured about acts, under the names of OpenTelemetry's conventions. Tags are codes from closed lists, never people, cases or tenants.</summary>
public static class CaseMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "RemoteVerify.Cases";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Histogram<double> ActDuration = Meter.CreateHistogram<double>("remoteverify.act.duration", "s", "Time of acts by code and result.");
    private static readonly Counter<long> CaptureCount = Meter.CreateCounter<long>("remoteverify.captures", "{capture}", "Captures that ended, by verdict.");
    private static readonly Counter<long> VerificationCount = Meter.CreateCounter<long>("remoteverify.verifications", "{verification}", "Verifications that were decided or sent to an officer, by state and who decided.");

    internal static void Act(Act act, string result, TimeSpan took) => ActDuration.Record(took.TotalSeconds, new TagList { { "remoteverify.act", act.Code }, { "remoteverify.result", result } });

    internal static void Capture(string verdict) => CaptureCount.Add(1, new TagList { { "remoteverify.verdict", verdict } });

    internal static void Verification(string state, string by) => VerificationCount.Add(1, new TagList { { "remoteverify.state", state }, { "remoteverify.decided_by", by } });
}
