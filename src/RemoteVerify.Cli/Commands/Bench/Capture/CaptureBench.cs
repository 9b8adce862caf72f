using System.Diagnostics;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Cli.Commands.Bench.Liveness;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Cli.Commands.Bench.Capture;

/// <summary>What camera sessions cost the service: sessions are filmed once on a simulated clock, then their very bytes are worked through, first alone and then live, several at once.</summary>
internal sealed class CaptureBench(FrameAnalyser analyser, SessionCast cast)
{
    private const int MostAtOnce = 1000;

    /// <summary>Shares of what the cores should carry by processor time, one after the other until the limit is passed.</summary>
    private static readonly double[] Shares = [0.4, 0.6, 0.8, 1];

    private readonly LivenessPolicy _policy = LivenessPolicy.Default.For(analyser.Engine);

    /// <param name="sessions">How many are filmed and worked through alone.</param>
    /// <param name="live">How many run at once in real time; null to search for the most within the limit.</param>
    /// <param name="limit">Milliseconds within which 95 of 100 guide frames must be answered.</param>
    /// <param name="firstSeed">The first session's number.</param>
    /// <param name="progress">One line at a time.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<CaptureBenchReport> RunAsync(int sessions, int? live, int limit, int firstSeed, Action<string> progress, CancellationToken cancellationToken)
    {
        List<Filmed> filmed = [];
        for (int i = 0; i < sessions; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress($"filming {i + 1} of {sessions}");
            filmed.Add(Film(firstSeed + i));
        }

        // Once for nothing: buffers of the networks and compiled code.
        Work(filmed[0]);
        Samples alone = new();
        TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;
        long started = Stopwatch.GetTimestamp();
        filmed.ForEach(one => alone.Add(Work(one)));
        double wall = Stopwatch.GetElapsedTime(started).TotalSeconds;
        double cpu = (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds;
        double length = filmed.Average(one => one.Length.TotalSeconds);
        double perCore = length / (cpu / sessions);
        List<CaptureRung> rungs = [];
        foreach (int atOnce in live is { } one ? [one] : Steps(perCore * Environment.ProcessorCount))
        {
            progress($"{atOnce} sessions live for {length:0} s");
            rungs.Add(await LiveAsync(filmed, atOnce, cancellationToken));
            if (rungs[^1].GuideMilliseconds.P95 > limit)
            {
                break;
            }
        }

        return new CaptureBenchReport
        {
            Set = analyser.Engine.Catalog.Set.Name,
            Cores = Environment.ProcessorCount,
            Sessions = sessions,
            SecondsPerSession = Math.Round(length, 1),
            BytesPerSession = (long)filmed.Average(one => one.Bytes),
            CoreSecondsPerSession = Math.Round(cpu / sessions, 2),
            WallSecondsPerSession = Math.Round(wall / sessions, 2),
            SessionsPerCore = Math.Round(perCore, 1),
            GuideMilliseconds = Percentiles.Of(alone.Guides),
            ProofMilliseconds = Percentiles.Of(alone.Proofs),
            DecisionMilliseconds = Percentiles.Of(alone.Decisions),
            LimitMilliseconds = limit,
            LiveSessions = rungs.LastOrDefault(rung => rung.GuideMilliseconds.P95 <= limit)?.Sessions,
            Rungs = rungs,
        };
    }

    private static IEnumerable<int> Steps(double carried) => Shares.Select(share => Math.Clamp((int)(share * carried), 1, MostAtOnce)).Distinct();

    private Filmed Film(int seed)
    {
        using FaceTemplate portrait = cast.PortraitOf(SessionCast.HolderOf(seed));
        SimulatedCapture capture = new(analyser, _policy, portrait) { Numbers = () => Numbers(seed) };
        (_, RecordedSession recorded) = capture.Run(cast.Pictures(SessionKind.Live, seed));
        return new Filmed(seed, recorded, recorded.Calls[^1].At - recorded.Start, recorded.Calls.Sum(call => (long)(call.Message?.Length ?? 0)));
    }

    /// <summary>Everything that the service does with a session, as fast as it can.</summary>
    private Samples Work(Filmed filmed)
    {
        Samples samples = new();
        using Running running = new(this, filmed);
        foreach (SessionCall call in filmed.Recorded.Calls)
        {
            long from = Stopwatch.GetTimestamp();
            running.Take(call);
            samples.Note(call, Stopwatch.GetElapsedTime(from), running.HasEnded);
        }

        return samples;
    }

    /// <summary>Each call at its own time after the start; frames of one session wait for each other, sessions share the cores.</summary>
    private async Task<CaptureRung> LiveAsync(List<Filmed> filmed, int atOnce, CancellationToken cancellationToken)
    {
        Samples all = new();
        // People come one after the other: the portraits are looked at before, the sessions begin within a few seconds.
        List<(Filmed Film, Running Session)> begun = [.. Enumerable.Range(0, atOnce).Select(number => filmed[number % filmed.Count]).Select(film => (film, new Running(this, film)))];
        (TimeSpan processor, long started) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.GetTimestamp());
        await Task.WhenAll(begun.Select((one, number) => Task.Run(
            async () =>
            {
                Samples own = await RunLiveAsync(one.Film, one.Session, TimeSpan.FromMilliseconds(137 * number % 5000), cancellationToken);
                lock (all)
                {
                    all.Add(own);
                }
            },
            cancellationToken)));
        double busy = (Process.GetCurrentProcess().TotalProcessorTime - processor) / Stopwatch.GetElapsedTime(started) / Environment.ProcessorCount;
        return new CaptureRung(atOnce, Percentiles.Of(all.Guides), Percentiles.Of(all.Decisions), Math.Round(busy, 2));
    }

    private static async Task<Samples> RunLiveAsync(Filmed filmed, Running running, TimeSpan after, CancellationToken cancellationToken)
    {
        Samples samples = new();
        using Running session = running;
        long started = Stopwatch.GetTimestamp();
        foreach (SessionCall call in filmed.Recorded.Calls)
        {
            TimeSpan due = after + ((call.Message is null ? call.At : call.ReceivedAt) - filmed.Recorded.Start);
            TimeSpan early = due - Stopwatch.GetElapsedTime(started);
            if (early > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(early, cancellationToken);
            }

            session.Take(call);
            samples.Note(call, Stopwatch.GetElapsedTime(started) - due, session.HasEnded);
        }

        return samples;
    }

    private static Func<double> Numbers(int seed)
    {
        SeededGenerator generator = new((ulong)seed);
        return () => generator.NextUnit();
    }

    private sealed record Filmed(int Seed, RecordedSession Recorded, TimeSpan Length, long Bytes);

    /// <summary>A session under way.</summary>
    private sealed class Running : IDisposable
    {
        private readonly CaptureBench _bench;
        private readonly FaceTemplate _portrait;
        private readonly LivenessSession _session;
        private readonly FrameReceiver _receiver;

        public Running(CaptureBench bench, Filmed filmed)
        {
            _bench = bench;
            _portrait = bench.Cast.PortraitOf(SessionCast.HolderOf(filmed.Seed));
            LivenessSessionOptions options = new("bench", new string('a', 64), bench._policy, _portrait, EarlierFrames.None, 1, []);
            _session = new LivenessSession(options, new NumberChance(Numbers(filmed.Seed)), filmed.Recorded.Start);
            _receiver = new FrameReceiver(_session.Nonce.Span);
            _session.Connect(filmed.Recorded.Hello, filmed.Recorded.Start);
        }

        public bool HasEnded => _session.Outcome is not null;

        public void Take(SessionCall call)
        {
            if (call.Message is null)
            {
                _session.Tick(call.At);
            }
            else
            {
                _session.Accept(_bench.Analyser.Analyse(_receiver.Receive(call.Message, call.ReceivedAt) with { ComparedOneIn = _session.ComparedOneIn }), call.At);
            }
        }

        public void Dispose()
        {
            _session.Dispose();
            _portrait.Dispose();
        }
    }

    private FrameAnalyser Analyser => analyser;

    private SessionCast Cast => cast;

    /// <summary>Milliseconds of calls: guide frames, proof pictures, and the call that decided.</summary>
    private sealed class Samples
    {
        private bool _decided;

        public List<double> Guides { get; } = [];

        public List<double> Proofs { get; } = [];

        public List<double> Decisions { get; } = [];

        public void Note(SessionCall call, TimeSpan took, bool hasEnded)
        {
            if (hasEnded && !_decided)
            {
                _decided = true;
                Decisions.Add(took.TotalMilliseconds);
            }
            else if (call.Message is { } message)
            {
                (FrameHeader.Read(message).Kind == FrameKind.Guide ? Guides : Proofs).Add(took.TotalMilliseconds);
            }
        }

        public void Add(Samples other)
        {
            Guides.AddRange(other.Guides);
            Proofs.AddRange(other.Proofs);
            Decisions.AddRange(other.Decisions);
        }
    }
}
