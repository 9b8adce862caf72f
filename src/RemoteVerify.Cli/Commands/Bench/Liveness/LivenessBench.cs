using System.Collections.Concurrent;
using System.Diagnostics;
using RemoteVerify.Biometrics.Evaluation;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Cli.Commands.Face;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Cli.Commands.Bench.Liveness;

/// <summary>Whole sessions on a simulated clock with the real networks, several at once.</summary>
/// <param name="analyser">The networks.</param>
/// <param name="cast">Who stands before the camera.</param>
/// <param name="line">Over which lines they go.</param>
/// <param name="keeper">Keeps the proof pictures; null to keep none.</param>
internal sealed class LivenessBench(FrameAnalyser analyser, SessionCast cast, BenchLine line, ProofKeeper? keeper = null)
{
    /// <summary>Living sessions that may fail at the first try.</summary>
    public const double LiveLossLimit = 0.05;

    // A name as ordinary cameras have it: the signals of injected pictures must not do the work of the other checks.
    private const string OrdinaryCamera = "Integrated Camera (04f2:b6be)";

    private static readonly CaptureTiming[] Lines = [CaptureTiming.Usual, CaptureTiming.LongLine, CaptureTiming.SlowServer];

    /// <summary>Runs the sessions of each kind with seeds from <paramref name="firstSeed"/> on.</summary>
    /// <param name="sessions">How many of each kind.</param>
    /// <param name="progress">Called about every ten seconds: sessions done, of how many.</param>
    public LivenessBenchReport Run(
        IReadOnlyList<(SessionKind Kind, int Count)> sessions, int firstSeed, int workers, Action<int, int> progress, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        (SessionKind Kind, int Seed)[] all = ManySessions.Seeds(sessions, firstSeed);
        ConcurrentBag<(SessionKind Kind, int Seed, CaptureOutcome Outcome)> outcomes = [];
        ConcurrentBag<CaptureTraffic> traffic = [];
        ManySessions.Run(
            all,
            workers,
            one =>
            {
                (CaptureOutcome outcome, CaptureTraffic sent) = Session(one.Kind, one.Seed);
                traffic.Add(sent);
                outcomes.Add((one.Kind, one.Seed, outcome));
                if (one.Kind != SessionKind.Injection)
                {
                    // Pictures that are fed in show living people: no instrument is to be learnt from them.
                    keeper?.Keep(Name(one.Kind), one.Seed, outcome);
                }
            },
            progress,
            cancellationToken);
        keeper?.Finish();
        LivingTransactions transactions = LivingTransactions.Of([.. outcomes.Where(o => o.Kind == SessionKind.Live).Select(o => (o.Seed, o.Outcome))], this, workers, cancellationToken);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        KindResult[] kinds = [.. sessions.Select(s => Result(s.Kind, [.. outcomes.Where(o => o.Kind == s.Kind).Select(o => (o.Seed, o.Outcome))]))];
        KindResult live = kinds.Single(kind => kind.Kind == Name(SessionKind.Live));
        ErrorRate loss = ErrorRate.Of(live.Sessions - live.Passed.Count, live.Sessions);
        return new LivenessBenchReport
        {
            Set = analyser.Engine.Catalog.Set.Name,
            Models = FaceInput.ModelsOf(analyser.Engine),
            FirstSeed = firstSeed,
            Line = line.Name,
            Traffic = TrafficSummary.Of(traffic),
            Seconds = Math.Round(seconds, 1),
            SecondsPerSession = Math.Round(seconds * workers / all.Length, 2),
            LiveLoss = loss,
            LiveLossLimit = LiveLossLimit,
            Transactions = transactions,
            Holds = loss.Rate <= LiveLossLimit && kinds.Where(kind => kind != live).All(kind => kind.Passed.Count == 0),
            Kinds = kinds,
        };
    }

    /// <summary>One session, as often as one likes: the same kind and seed give the same pictures.</summary>
    public CaptureOutcome One(SessionKind kind, int seed, int attempt = 1) => Session(kind, seed, attempt).Outcome;

    private (CaptureOutcome Outcome, CaptureTraffic Traffic) Session(SessionKind kind, int seed, int attempt = 1)
    {
        LivenessPolicy policy = LivenessPolicy.Default.For(analyser.Engine);
        using FaceTemplate portrait = cast.PortraitOf(SessionCast.HolderOf(seed));
        SimulatedCapture capture = new(analyser, policy, portrait)
        {
            Numbers = () => Numbers(seed), Timing = line.Timing(Lines, seed), MakesWebP = line.MakesWebP, CameraLabel = OrdinaryCamera, KeepsRecording = false, Attempt = attempt,
        };
        return (capture.Run(cast.Pictures(kind, seed)).Outcome, capture.Traffic);
    }

    internal static Func<double> Numbers(int seed)
    {
        SeededGenerator generator = new((ulong)seed);
        return () => generator.NextUnit();
    }

    private static KindResult Result(SessionKind kind, (int Seed, CaptureOutcome Outcome)[] ended)
    {
        int Count(params CaptureResult[] results) => ended.Count(one => results.Contains(one.Outcome.Result));
        SortedDictionary<string, int> failed = new(StringComparer.Ordinal);
        foreach (string id in ended.SelectMany(one => one.Outcome.FailedChecks.Select(check => check.Id)))
        {
            failed[id] = failed.GetValueOrDefault(id) + 1;
        }

        bool isLive = kind == SessionKind.Live;
        return new KindResult(
            Name(kind), ended.Length, ErrorRate.Of(Count(CaptureResult.Passed), ended.Length), Count(CaptureResult.Officer), Count(CaptureResult.Retry, CaptureResult.Refused),
            Count(CaptureResult.Expired), failed, [.. ended.Where(one => one.Outcome.IsPassed != isLive).Select(one => one.Seed).Order()]);
    }

    private static string Name(SessionKind kind) => WireNames.Kebab(kind);
}
