using RemoteVerify.Cli.Commands.Demo;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.TestKit;

namespace RemoteVerify.Cli.Tests.Commands.Demo;

/// <summary>How long things take on the simulated clock.</summary>
/// <param name="Line">On the line, each way.</param>
/// <param name="Picture">The client's making of a picture; it does nothing else meanwhile.</param>
/// <param name="GuideAnalysis">The server's work on a guide frame; frames wait for each other.</param>
/// <param name="ProofAnalysis">The same for a proof frame.</param>
internal sealed record CaptureTiming(TimeSpan Line, TimeSpan Picture, TimeSpan GuideAnalysis, TimeSpan ProofAnalysis)
{
    /// <summary>A near server: guide frames grow to 640 pixels.</summary>
    public static CaptureTiming Usual { get; } = Of(10, 15, 20);

    /// <summary>A line on which guide frames stay at 320 pixels.</summary>
    public static CaptureTiming LongLine { get; } = Of(120, 15, 20);

    /// <summary>A busy server: frames wait for 150 ms each.</summary>
    public static CaptureTiming SlowServer { get; } = Of(10, 30, 150);

    public static CaptureTiming Of(int line, int picture, int analysis) => new(
        TimeSpan.FromMilliseconds(line), TimeSpan.FromMilliseconds(picture), TimeSpan.FromMilliseconds(analysis), TimeSpan.FromMilliseconds(3 * analysis));
}

/// <summary>One call of a session: a frame's bytes and when they were received, or only the passing of time.</summary>
internal sealed record SessionCall(DateTimeOffset At, DateTimeOffset ReceivedAt, byte[]? Message);

/// <summary>Everything that went into a session: fed again with the same chance, it must run the same way.</summary>
internal sealed record RecordedSession(ClientHello Hello, DateTimeOffset Start, IReadOnlyList<SessionCall> Calls);

/// <summary>Client, line and service in one thread on a fake clock; pixels, JPEG, detector, recogniser and attack networks are real.</summary>
internal sealed class SimulatedCapture(FrameAnalyser analyser, LivenessPolicy policy, FaceTemplate portrait)
{
    private static readonly TimeSpan CameraFrame = TimeSpan.FromSeconds(1.0 / 30);
    private static readonly TimeSpan ServerBeat = TimeSpan.FromMilliseconds(50);

    private readonly FakeClock _clock = new();
    private readonly Queue<(TimeSpan Due, byte[] Bytes)> _toClient = new();
    private readonly Queue<(TimeSpan Due, byte[] Bytes)> _toServer = new();
    private readonly Queue<(byte[]? Message, DateTimeOffset ReceivedAt)> _queue = new();
    private readonly CaptureClient _client = new();
    private readonly List<SessionCall> _calls = [];
    private DateTimeOffset _start;
    private FrameReceiver _receiver = null!;
    private TimeSpan _lastPicture = -CameraFrame;
    private TimeSpan _clientFree;
    private TimeSpan _serverFree;
    private FrameObservation? _working;

    public int Seed { get; init; } = 1;

    public CaptureTiming Timing { get; init; } = CaptureTiming.Usual;

    public EarlierFrames Earlier { get; init; } = EarlierFrames.None;

    public string CameraLabel { get; init; } = "RemoteVerify synthetic camera";

    public uint FramesSent => _client.FramesSent;

    private TimeSpan Now => _clock.GetUtcNow() - _start;

    /// <summary>Runs a session to its end.</summary>
    public (CaptureOutcome Outcome, RecordedSession Recorded) Run(IPictureSource pictures)
    {
        _start = _clock.GetUtcNow();
        ClientHello hello = new() { Camera = new CameraFacts { Label = CameraLabel, Width = 640, Height = 480, FrameRate = 30, Cameras = 1 } };
        using LivenessSession session = Session(_start);
        _receiver = new FrameReceiver(session.Nonce.Span);
        Send(session.Connect(hello, _start));
        Random jitter = new(Seed);
        TimeSpan beat = ServerBeat;
        while (session.Outcome is null)
        {
            RunClient(pictures);
            if (Now >= beat)
            {
                beat += ServerBeat;
                if (_queue.Count < ProtocolLimits.Window + 6)
                {
                    _queue.Enqueue((null, default));
                }
            }

            RunServer(session);
            _clock.Advance(TimeSpan.FromMilliseconds(4 + (2 * jitter.NextDouble())));
        }

        return (session.Outcome, new RecordedSession(hello, _start, _calls));
    }

    /// <summary>Feeds the very same bytes at the very same times to a new session under another policy.</summary>
    public CaptureOutcome Feed(RecordedSession recorded)
    {
        using LivenessSession session = Session(recorded.Start);
        FrameReceiver receiver = new(session.Nonce.Span);
        session.Connect(recorded.Hello, recorded.Start);
        foreach (SessionCall call in recorded.Calls)
        {
            if (call.Message is null)
            {
                session.Tick(call.At);
            }
            else
            {
                session.Accept(analyser.Analyse(receiver.Receive(call.Message, call.ReceivedAt)), call.At);
            }
        }

        return session.Outcome ?? throw new InvalidOperationException("The session did not end where it ended before.");
    }

    private LivenessSession Session(DateTimeOffset start) =>
        new(new LivenessSessionOptions("simulated", new string('a', 64), policy, portrait, Earlier, 1, []), new SeededChance(Seed), start);

    private void RunClient(IPictureSource pictures)
    {
        if (Now < _clientFree)
        {
            return;
        }

        while (_toClient.TryPeek(out (TimeSpan Due, byte[] Bytes) message) && message.Due <= Now)
        {
            bool wasActive = _client.IsStepActive;
            if (_client.Receive(_toClient.Dequeue().Bytes, Now) is StepMessage step)
            {
                pictures.Asked(LivenessSteps.FromName(step.Step)!.Value, Now);
            }
            else if (wasActive && !_client.IsStepActive)
            {
                pictures.Released(Now);
            }
        }

        if (Now >= _lastPicture + CameraFrame && _client.Next(Now) is FramePlan plan)
        {
            _lastPicture = Now;
            _clientFree = Now + Timing.Picture;
            byte[] message = _client.Frame(plan, pictures.Picture(plan, Now), Now, (uint)(Now / CameraFrame));
            _toServer.Enqueue((_clientFree + Timing.Line, message));
        }
    }

    private void RunServer(LivenessSession session)
    {
        while (_toServer.TryPeek(out (TimeSpan Due, byte[] Bytes) message) && message.Due <= Now)
        {
            _queue.Enqueue((_toServer.Dequeue().Bytes, _clock.GetUtcNow()));
        }

        while (Now >= _serverFree && session.Outcome is null)
        {
            if (_working is not null)
            {
                Send(session.Accept(_working, _clock.GetUtcNow()));
                _calls[^1] = _calls[^1] with { At = _clock.GetUtcNow() };
                _working = null;
            }
            else if (!_queue.TryDequeue(out (byte[]? Message, DateTimeOffset ReceivedAt) item))
            {
                return;
            }
            else if (item.Message is null)
            {
                _calls.Add(new SessionCall(_clock.GetUtcNow(), default, null));
                Send(session.Tick(_clock.GetUtcNow()));
            }
            else
            {
                _calls.Add(new SessionCall(default, item.ReceivedAt, item.Message));
                _working = analyser.Analyse(_receiver.Receive(item.Message, item.ReceivedAt));
                _serverFree = Now + (_working.Header.Kind == FrameKind.Proof ? Timing.ProofAnalysis : Timing.GuideAnalysis);
            }
        }
    }

    private void Send(IReadOnlyList<ServerMessage> messages)
    {
        foreach (ServerMessage message in messages)
        {
            _toClient.Enqueue((Now + Timing.Line, ProtocolCodec.Write(message)));
        }
    }

    /// <summary>Repeatable chance, so that a second session shows the same steps under the same tokens.</summary>
    private sealed class SeededChance(int seed) : IChance
    {
        private readonly Random _random = new(seed);

        public void Fill(Span<byte> target) => _random.NextBytes(target);

        public int Below(int exclusive) => _random.Next(exclusive);
    }
}
