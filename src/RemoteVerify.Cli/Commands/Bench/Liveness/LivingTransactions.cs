using System.Collections.Concurrent;
using RemoteVerify.Biometrics.Evaluation;
using RemoteVerify.Biometrics.Liveness;

namespace RemoteVerify.Cli.Commands.Bench.Liveness;

/// <summary>Living people with as many tries as the policy allows: quality, attack score, challenge and match in one figure. On rendered people a regression gate.</summary>
/// <param name="MaximumTries">Of the policy.</param>
/// <param name="FalseRejection">Share of the people whom no try passed; those who go to an officer are among them.</param>
/// <param name="ToOfficer">How many of these go to an officer.</param>
/// <param name="PassedAtTry">How many the first, second, ... try passed.</param>
internal sealed record LivingTransactions(int MaximumTries, ErrorRate FalseRejection, int ToOfficer, IReadOnlyList<int> PassedAtTry)
{
    /// <summary>Seeds of a person's tries lie this far apart: the same holder, camera and line, other movements.</summary>
    public const int Stride = 6_000_000;

    /// <summary>Gives everybody whose first try asks for another one further tries.</summary>
    public static LivingTransactions Of(IReadOnlyList<(int Seed, CaptureOutcome Outcome)> first, LivenessBench bench, int workers, CancellationToken cancellationToken)
    {
        int most = LivenessPolicy.Default.MaxAttempts;
        ConcurrentBag<(int Tries, CaptureOutcome Last)> ended = [];
        ParallelOptions options = new() { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken };
        Parallel.ForEach(first, options, one =>
        {
            (int tries, CaptureOutcome last) = (1, one.Outcome);
            while (tries < most && (last.Result is CaptureResult.Retry or CaptureResult.Expired))
            {
                last = bench.One(SessionKind.Live, one.Seed + (tries * Stride), ++tries);
            }

            ended.Add((tries, last));
        });
        return new LivingTransactions(
            most,
            ErrorRate.Of(ended.Count(one => !one.Last.IsPassed), Math.Max(1, ended.Count)),
            ended.Count(one => one.Last.Result == CaptureResult.Officer),
            [.. Enumerable.Range(1, most).Select(number => ended.Count(one => one.Last.IsPassed && one.Tries == number))]);
    }
}
