using RemoteVerify.Biometrics.Evaluation;
using RemoteVerify.Cli.Commands.Bench.Liveness;

namespace RemoteVerify.Cli.Commands.Bench.Injection;

/// <summary>How the clips of one method ended, or the sessions of the living.</summary>
/// <param name="Method">Name in the catalogue, or <c>living</c>.</param>
/// <param name="Instrument">What was injected.</param>
/// <param name="Entry">How it came in.</param>
/// <param name="Clips">All of them.</param>
/// <param name="Accepted">Passed every automatic check, with the exact interval; nothing takes effect by that.</param>
/// <param name="Officer">Sent to an officer.</param>
/// <param name="Retry">Asked to try again, or refused.</param>
/// <param name="Expired">Ended before they could be judged.</param>
/// <param name="FailedChecks">In how many clips each check failed.</param>
/// <param name="Signals">In how many clips each injection signal was found, failed or not.</param>
/// <param name="Measures">What the measured signals measured, smallest first; clips that had nothing to measure are not among them.</param>
/// <param name="AcceptedSeeds">Seeds of the accepted; for the living, of those that were not.</param>
internal sealed record MethodResult(
    string Method,
    string Instrument,
    string Entry,
    int Clips,
    ErrorRate Accepted,
    int Officer,
    int Retry,
    int Expired,
    IReadOnlyDictionary<string, int> FailedChecks,
    IReadOnlyDictionary<string, int> Signals,
    IReadOnlyDictionary<string, IReadOnlyList<double>> Measures,
    IReadOnlyList<int> AcceptedSeeds);

/// <summary>A run over the catalogue: what gets through is named, and living sessions that the injection checks cost are counted.</summary>
internal sealed record InjectionBenchReport
{
    /// <summary>Share of living sessions that the checks against injection may cost (the figure of a product tested by CEN/TS 18099 is 1.3 %).</summary>
    public const double LivingLossAim = 0.015;

    public string Meaning => "Rendered people on a simulated clock: a regression gate, no test by CEN/TS 18099 and no IAPAR.";

    public required string Set { get; init; }

    public required IReadOnlyDictionary<string, string> Models { get; init; }

    public required int FirstSeed { get; init; }

    /// <summary>Name of the <see cref="BenchLine"/>.</summary>
    public required string Line { get; init; }

    /// <summary>What the clients sent.</summary>
    public required TrafficSummary Traffic { get; init; }

    public required double Seconds { get; init; }

    public required double SecondsPerSession { get; init; }

    public required IReadOnlyList<MethodResult> Methods { get; init; }

    /// <summary>Null when no living session was run.</summary>
    public MethodResult? Living { get; init; }

    /// <summary>Living sessions in which a check against injection or repetition failed.</summary>
    public ErrorRate? LivingLoss { get; init; }

    /// <summary>Methods of which a clip passed all automatic checks.</summary>
    public IReadOnlyList<string> Through => [.. Methods.Where(m => m.Accepted.Count > 0).Select(m => m.Method)];
}
