using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Evaluation;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Checks;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Cli.Commands.Bench.Liveness;
using RemoteVerify.Cli.Commands.Demo;
using RemoteVerify.Cli.Commands.Face;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.Injection;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Cli.Commands.Bench.Injection;

/// <summary>Clips of the injection catalogue, and living people, in whole sessions on a simulated clock with the real networks.</summary>
internal sealed class InjectionBench
{
    private const string Living = "living";

    /// <summary>Checks that would lose a living person only because of what this part of the system looks for.</summary>
    private static readonly string[] OwnChecks =
        [CheckIds.InjectionSignals, CheckIds.DuplicateFrames, CheckIds.FrozenFrames, CheckIds.LoopedFrames, CheckIds.GuideIdentity, CheckIds.EarlierFrames];

    private static readonly string[] MeasuredChecks = [CheckIds.LoopedFrames, CheckIds.GuideIdentity, CheckIds.AttackScore, CheckIds.ScreenLight];

    // Mostly lines on which guide frames stay small: there noise and seams are hardest to see.
    private static readonly CaptureTiming[] Lines =
    [
        CaptureTiming.LongLine, CaptureTiming.SlowServer, CaptureTiming.LongLine, CaptureTiming.SlowServer, CaptureTiming.LongLine,
        CaptureTiming.SlowServer, CaptureTiming.LongLine, CaptureTiming.SlowServer, CaptureTiming.LongLine, CaptureTiming.Usual,
    ];

    private readonly FrameAnalyser _analyser;
    private readonly BenchLine _line;
    private readonly InjectionMaterial[] _materials;
    private readonly byte[][] _portraits;

    /// <param name="analyser">The networks.</param>
    /// <param name="line">Over which lines the sessions go.</param>
    /// <param name="atlasOf">A person's rendered frames; renders what is not there yet.</param>
    /// <param name="cancellationToken">Ends the rendering.</param>
    public InjectionBench(FrameAnalyser analyser, BenchLine line, Func<CastMember, FrameAtlas> atlasOf, CancellationToken cancellationToken)
    {
        CastMember[] members = [CastList.WithRole(CastRole.Citizen), CastList.WithRole(CastRole.Impostor)];
        FrameAtlas[] people = [.. members.Select(atlasOf)];
        (_analyser, _line) = (analyser, line);
        _materials = [new InjectionMaterial(people[0], people[1]), new InjectionMaterial(people[1], people[0])];
        _portraits = [.. members.Select(member => Portrait.RenderJpeg(member.Looks, cancellationToken))];
    }

    /// <summary>An analyser that chooses the same guide frames in every run.</summary>
    public static FrameAnalyser Analyser(BiometricEngine engine) => new(engine, new NumberChance(Numbers(1)));

    private sealed record Ended(string Method, int Seed, CaptureOutcome Outcome, CaptureTraffic Traffic);

    /// <summary>Runs the methods and the living, with seeds from <paramref name="firstSeed"/> on.</summary>
    /// <param name="progress">Called about every ten seconds: sessions done, of how many.</param>
    /// <param name="cancellationToken">Ends the run after the sessions in hand; what has ended is reported.</param>
    public InjectionBenchReport Run(
        IReadOnlyList<InjectionMethod> methods, int clips, int living, int firstSeed, int workers, Action<int, int> progress, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        (InjectionMethod? Method, int Seed)[] all = Order(methods, clips, living, firstSeed);
        ConcurrentBag<Ended> ended = [];
        try
        {
            ManySessions.Run(all, workers, one => ended.Add(One(one.Method, one.Seed)), progress, cancellationToken);
        }
        catch (OperationCanceledException) when (!ended.IsEmpty)
        {
            // What has ended is reported; the numbers of clips say how far the run came.
        }

        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Ended[] Of(string name) => [.. ended.Where(e => e.Method == name)];
        Ended[] alive = Of(Living);
        return new InjectionBenchReport
        {
            Set = _analyser.Engine.Catalog.Set.Name,
            Models = FaceInput.ModelsOf(_analyser.Engine),
            FirstSeed = firstSeed,
            Line = _line.Name,
            Traffic = TrafficSummary.Of([.. ended.Select(e => e.Traffic)]),
            Seconds = Math.Round(seconds, 1),
            SecondsPerSession = Math.Round(seconds * workers / ended.Count, 2),
            Methods = [.. methods.Where(m => Of(m.Name).Length > 0).Select(m => Result(m.Name, m.Instrument, m.Entry.Name, Of(m.Name), expected: false))],
            Living = alive.Length == 0 ? null : Result(Living, "the holder, living", "a camera", alive, expected: true),
            LivingLoss = alive.Length == 0 ? null : ErrorRate.Of(alive.Count(e => e.Outcome.FailedChecks.Any(c => OwnChecks.Contains(c.Id))), alive.Length),
        };
    }

    /// <summary>Clip by clip over the methods with living people between, so that a run that is cut short has seen something of each.</summary>
    private static (InjectionMethod? Method, int Seed)[] Order(IReadOnlyList<InjectionMethod> methods, int clips, int living, int firstSeed)
    {
        int share = (living + clips - 1) / clips;
        return
        [
            .. Enumerable.Range(0, clips).SelectMany(clip => methods.Select(method => ((InjectionMethod?)method, firstSeed + clip))
                .Concat(Enumerable.Range(clip * share, Math.Clamp(living - (clip * share), 0, share)).Select(i => ((InjectionMethod?)null, firstSeed + i)))),
        ];
    }

    /// <summary>One session: the same method and seed give the same pictures; no method is a living holder.</summary>
    private Ended One(InjectionMethod? method, int seed)
    {
        InjectionMaterial material = _materials[seed & 1];
        InjectedStream stream = method?.Clip(material, (ulong)seed) ?? new InjectedStream(material.Holder((ulong)seed), new InjectionEntry { Name = "camera" });
        LivenessPolicy policy = LivenessPolicy.Default.For(_analyser.Engine.MatchPolicy);
        using FaceTemplate portrait = _analyser.EmbedPortrait(_portraits[seed & 1]) ?? throw CommandException.Environment("No face was found in a rendered portrait.");
        SimulatedCapture capture = new(_analyser, policy, portrait)
        {
            Numbers = () => Numbers(seed),
            Timing = _line.Timing(Lines, seed),
            MakesWebP = _line.MakesWebP,
            Hello = Hello(stream.Entry),
            Events = stream.Entry.DeviceChangeAt is TimeSpan at ? [(at, ClientEvent.DeviceChange)] : [],
            HasPerfectCadence = stream.Entry.HasPerfectCadence,
            KeepsRecording = false,
        };
        CaptureOutcome outcome = capture.Run(new SyntheticPictures(stream.Source) { CameraSize = (640, 480) }).Outcome;
        return new Ended(method?.Name ?? Living, seed, outcome, capture.Traffic);
    }

    private static ClientHello Hello(InjectionEntry entry) => new()
    {
        ScreenColours = true,
        Camera = new CameraFacts
        {
            Label = entry.CameraLabel, Width = 640, Height = 480, FrameRate = entry.FrameRate, FacingMode = entry.FacingMode, Capabilities = entry.Capabilities, Cameras = 1,
        },
        Device = new DeviceFacts { Mobile = entry.IsMobile, Gpu = entry.Gpu, WebDriver = entry.IsWebDriver, PatchedFunctions = entry.HasPatchedFunctions },
    };

    private static Func<double> Numbers(int seed)
    {
        SeededGenerator generator = new((ulong)seed);
        return () => generator.NextUnit();
    }

    private static MethodResult Result(string name, string instrument, string entry, Ended[] ended, bool expected)
    {
        int Count(params CaptureResult[] results) => ended.Count(one => results.Contains(one.Outcome.Result));
        return new MethodResult(
            name,
            instrument,
            entry,
            ended.Length,
            ErrorRate.Of(Count(CaptureResult.Passed), ended.Length),
            Count(CaptureResult.Officer),
            Count(CaptureResult.Retry, CaptureResult.Refused),
            Count(CaptureResult.Expired),
            Counted(ended.SelectMany(one => one.Outcome.FailedChecks.Select(check => check.Id))),
            Counted(ended.SelectMany(one => SignalsOf(one.Outcome))),
            Measures(ended),
            [.. ended.Where(one => one.Outcome.IsPassed != expected).Select(one => one.Seed).Order()]);
    }

    private static SortedDictionary<string, int> Counted(IEnumerable<string> names)
    {
        SortedDictionary<string, int> counted = new(StringComparer.Ordinal);
        foreach (string name in names)
        {
            counted[name] = counted.GetValueOrDefault(name) + 1;
        }

        return counted;
    }

    private static SortedDictionary<string, IReadOnlyList<double>> Measures(Ended[] ended)
    {
        SortedDictionary<string, IReadOnlyList<double>> measures = new(StringComparer.Ordinal);
        IEnumerable<(string Name, double Value)> all =
        [
            .. ended.SelectMany(one => Client(one.Outcome).GetProperty("signalMeasures").EnumerateObject().Select(m => (m.Name, m.Value.GetDouble()))),
            .. ended.SelectMany(one => one.Outcome.Checks.Where(c => MeasuredChecks.Contains(c.Id) && c.Outcome != CheckOutcome.NotApplicable).Select(c => (c.Id, c.Value))),
        ];
        foreach (IGrouping<string, (string Name, double Value)> measure in all.GroupBy(m => m.Name))
        {
            measures[measure.Key] = [.. measure.Select(m => Math.Round(m.Value, 4)).Order()];
        }

        return measures;
    }

    /// <summary>The evidence names the signals, whether or not they were enough.</summary>
    private static IEnumerable<string> SignalsOf(CaptureOutcome outcome) => Client(outcome).GetProperty("signals").EnumerateArray().Select(signal => signal.GetString()!);

    private static JsonElement Client(CaptureOutcome outcome)
    {
        using JsonDocument evidence = JsonDocument.Parse(outcome.Evidence.Json);
        return evidence.RootElement.GetProperty("client").Clone();
    }
}
