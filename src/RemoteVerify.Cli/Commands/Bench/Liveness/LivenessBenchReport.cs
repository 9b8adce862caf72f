using RemoteVerify.Biometrics.Evaluation;

namespace RemoteVerify.Cli.Commands.Bench.Liveness;

/// <summary>How the sessions of one kind ended.</summary>
/// <param name="Kind">Who or what stood there.</param>
/// <param name="Sessions">All of them.</param>
/// <param name="Passed">Accepted without a person looking, with the interval of the rate.</param>
/// <param name="Officer">Sent to an officer.</param>
/// <param name="Retry">Asked to try again, or refused.</param>
/// <param name="Expired">Ended before they could be judged.</param>
/// <param name="FailedChecks">In how many sessions each check failed; several can fail in one.</param>
/// <param name="PassedSeeds">Seeds of those that passed; for living people, of those that did not.</param>
internal sealed record KindResult(
    string Kind, int Sessions, ErrorRate Passed, int Officer, int Retry, int Expired, IReadOnlyDictionary<string, int> FailedChecks, IReadOnlyList<int> PassedSeeds);

/// <summary>The outcome of a run: a regression gate on rendered people, never an error rate of ISO/IEC 30107-3.</summary>
internal sealed record LivenessBenchReport
{
    public string Meaning => "A regression gate on rendered people. It is no APCER, BPCER or IAPAR and says nothing about people.";

    public required string Set { get; init; }

    public required IReadOnlyDictionary<string, string> Models { get; init; }

    public required int FirstSeed { get; init; }

    /// <summary>Name of the <see cref="BenchLine"/>.</summary>
    public required string Line { get; init; }

    /// <summary>What the clients sent.</summary>
    public required TrafficSummary Traffic { get; init; }

    public required double Seconds { get; init; }

    public required double SecondsPerSession { get; init; }

    /// <summary>Of living sessions, the share that did not pass at the first try.</summary>
    public required ErrorRate LiveLoss { get; init; }

    /// <summary>The same people, each with as many tries as the policy allows.</summary>
    public required LivingTransactions Transactions { get; init; }

    public required double LiveLossLimit { get; init; }

    /// <summary>No attack was accepted, and living sessions were lost within the limit.</summary>
    public required bool Holds { get; init; }

    public required IReadOnlyList<KindResult> Kinds { get; init; }
}
