using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Cli.Commands.Demo;

namespace RemoteVerify.Cli.Commands.Bench.Liveness;

/// <summary>Client, line and service in one thread on a fake clock; frames as the camera page sends them, pixels, encoders, detector, recogniser and attack networks are real.</summary>
internal sealed class SimulatedCapture(FrameAnalyser analyser, LivenessPolicy policy, FaceTemplate portrait)
{
    private static readonly TimeSpan CameraFrame = TimeSpan.FromSeconds(1.0 / 30);
    private static readonly TimeSpan ServerBeat = TimeSpan.FromMilliseconds(50);

    private readonly Queue<(TimeSpan Due, byte[] Bytes)> _toClient = new();
    private readonly Queue<(TimeSpan Due, byte[] Bytes)> _toServer = new();
    private readonly Queue<(byte[]? Message, DateTimeOffset ReceivedAt)> _queue = new();
    private readonly CaptureClient _client = new();
    private readonly List<SessionCall> _calls = [];
    private DateTimeOffset _start;
    private DateTimeOffset _now = new(2026, 1, 5, 2, 0, 0, TimeSpan.Zero);
    private FrameReceiver _receiver = null!;
    private TimeSpan _lastPicture = -CameraFrame;
    private TimeSpan _clientFree;
    private TimeSpan _serverFree;
    private TimeSpan _upFree;
    private TimeSpan _downFree;
    private FrameObservation? _working;
    private int _noted;
    private CaptureTraffic _traffic = CaptureTraffic.None;

    /// <summary>A new source of numbers from 0 to below 1, the same each time: a second session then shows the same steps under the same tokens.</summary>
    public required Func<Func<double>> Numbers { get; init; }

    public CaptureTiming Timing { get; init; } = CaptureTiming.Usual;

    /// <summary>Recorded bytes are kept only where somebody wants to feed them again.</summary>
    public bool KeepsRecording { get; init; } = true;

    public EarlierFrames Earlier { get; init; } = EarlierFrames.None;

    /// <summary>Which try of the person this is, 1 for the first.</summary>
    public int Attempt { get; init; } = 1;

    public string CameraLabel { get; init; } = "RemoteVerify synthetic camera";

    /// <summary>Whether the client makes WebP, as all browsers of today but Safari do.</summary>
    public bool MakesWebP { get; init; } = true;

    /// <summary>What the client says about itself; null for the facts of an ordinary computer under <see cref="CameraLabel"/>.</summary>
    public ClientHello? Hello { get; init; }

    /// <summary>The session's draws; null for <see cref="Numbers"/>.</summary>
    public Func<IChance>? Chance { get; init; }

    /// <summary>The models in use, for the evidence.</summary>
    public IReadOnlyList<ModelIdentity> Models { get; init; } = [];

    /// <summary>What the client reports, and when; in the order of time.</summary>
    public IReadOnlyList<(TimeSpan At, string Name)> Events { get; init; } = [];

    /// <summary>Whether the times of taking lie exactly on the camera's beat, and not at the moment at which the page got to it.</summary>
    public bool HasPerfectCadence { get; init; }

    /// <summary>What went up the line so far.</summary>
    public CaptureTraffic Traffic => _traffic with { Length = Now, EndedInLowMode = _client.Policy is { Window: < ProtocolLimits.Window } };

    private TimeSpan Now => _now - _start;

    /// <summary>Runs a session to its end.</summary>
    public (CaptureOutcome Outcome, RecordedSession Recorded) Run(IPictureSource pictures)
    {
        _start = _now;
        ClientHello hello = (Hello ?? new() { ScreenColours = true, Camera = new CameraFacts { Label = CameraLabel, Width = 640, Height = 480, FrameRate = 30, Cameras = 1 } }) with { WebP = MakesWebP };
        using LivenessSession session = Session(_start);
        _receiver = new FrameReceiver(session.Nonce.Span);
        Send(session.Connect(hello, _start));
        Func<double> jitter = Numbers();
        TimeSpan beat = ServerBeat;
        while (session.Outcome is null)
        {
            RunClient(pictures);
            NoteEvents(session);
            if (Now >= beat)
            {
                beat += ServerBeat;
                if (_queue.Count < ProtocolLimits.Window + 6)
                {
                    _queue.Enqueue((null, default));
                }
            }

            RunServer(session);
            if (pictures.IsOver(Now) && session.Outcome is null)
            {
                Send(session.Note(new ClientEvent { Name = ClientEvent.CameraEnded }, _now));
            }

            _now += TimeSpan.FromMilliseconds(4 + (2 * jitter()));
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
                session.Accept(analyser.Analyse(receiver.Receive(call.Message, call.ReceivedAt) with { ComparedOneIn = session.ComparedOneIn }), call.At);
            }
        }

        return session.Outcome ?? throw new InvalidOperationException("The session did not end where it ended before.");
    }

    private LivenessSession Session(DateTimeOffset start) =>
        new(new LivenessSessionOptions("simulated", new string('a', 64), policy, portrait, Earlier, Attempt, Models), Chance?.Invoke() ?? new NumberChance(Numbers()), start);

    private void RunClient(IPictureSource pictures)
    {
        if (Now < _clientFree)
        {
            return;
        }

        while (_toClient.TryPeek(out (TimeSpan Due, byte[] Bytes) message) && message.Due <= Now)
        {
            bool wasActive = _client.IsStepActive;
            ServerMessage received = _client.Receive(_toClient.Dequeue().Bytes, Now);
            if (received is ColourMessage colour)
            {
                pictures.Shown(ScreenColour.Parse(colour.Colour), Now);
            }
            else if (received is StepMessage step)
            {
                pictures.Asked(LivenessSteps.FromName(step.Step)!.Value, Now);
            }
            else if (wasActive && !_client.IsStepActive)
            {
                pictures.Released(Now);
            }
        }

        if (pictures.HasNew(Now, _lastPicture) && _client.Next(Now) is FramePlan plan)
        {
            _lastPicture = Now;
            _clientFree = Now + Timing.Picture;
            TimeSpan taken = HasPerfectCadence ? Math.Floor(Now / CameraFrame) * CameraFrame : Now;
            byte[] message = _client.Frame(plan, pictures.Picture(plan, Now), taken, pictures.Presented(Now), _clientFree);
            _traffic = _traffic.And(plan, message.Length - FrameHeader.Size);
            _toServer.Enqueue((Timing.Arrival(ref _upFree, _clientFree, message.Length, Timing.UpBytesPerSecond), message));
        }
    }

    private void NoteEvents(LivenessSession session)
    {
        for (; _noted < Events.Count && Events[_noted].At <= Now; _noted++)
        {
            Send(session.Note(new ClientEvent { Name = Events[_noted].Name }, _now));
        }
    }

    private void RunServer(LivenessSession session)
    {
        while (_toServer.TryPeek(out (TimeSpan Due, byte[] Bytes) message) && message.Due <= Now)
        {
            _queue.Enqueue((_toServer.Dequeue().Bytes, _now));
        }

        while (Now >= _serverFree && session.Outcome is null)
        {
            if (_working is not null)
            {
                Send(session.Accept(_working, _now));
                _calls[^1] = _calls[^1] with { At = _now };
                _working = null;
            }
            else if (!_queue.TryDequeue(out (byte[]? Message, DateTimeOffset ReceivedAt) item))
            {
                return;
            }
            else if (item.Message is null)
            {
                _calls.Add(new SessionCall(_now, default, null));
                Send(session.Tick(_now));
            }
            else
            {
                _calls.Add(new SessionCall(default, item.ReceivedAt, KeepsRecording ? item.Message : null));
                _working = analyser.Analyse(_receiver.Receive(item.Message, item.ReceivedAt) with { ComparedOneIn = session.ComparedOneIn });
                _serverFree = Now + (_working.Header.Kind == FrameKind.Proof ? Timing.ProofAnalysis : Timing.GuideAnalysis);
            }
        }
    }

    private void Send(IReadOnlyList<ServerMessage> messages)
    {
        foreach (ServerMessage message in messages)
        {
            byte[] bytes = ProtocolCodec.Write(message);
            _toClient.Enqueue((Timing.Arrival(ref _downFree, Now, bytes.Length, Timing.DownBytesPerSecond), bytes));
        }
    }
}
