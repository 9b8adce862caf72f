using RemoteVerify.Biometrics.Liveness.Checks;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Biometrics.Matching;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>
/// One capture as a state machine: observations and times in, server messages out. It never looks at a clock or a pixel. What it
/// collects is judged once, at the end, so that the client never learns which answer was wrong. Not thread-safe.
/// </summary>
public sealed partial class LivenessSession : IDisposable
{
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(26);

    /// <summary>No frame for so long: the line may be broken without either side having noticed.</summary>
    private static readonly TimeSpan StallLimit = TimeSpan.FromSeconds(3);

    private readonly LivenessSessionOptions _options;
    private readonly LivenessPolicy _policy;
    private readonly IChance _chance;
    private readonly SessionRecord _record = new();
    private readonly FaceTrack _track;
    private readonly NeutralWindow _window;
    private readonly FramePolicyController _frames;
    private readonly ProofPlan _proofs;
    private readonly DateTimeOffset _createdAt;
    private readonly List<ServerMessage> _out = [];
    private IReadOnlyList<LivenessStep> _steps = [];
    private StepTracker? _tracker;
    private FaceMeasure? _baseline;
    private FaceMeasure? _stepNeutral;
    private ColourPhase? _colours;

    /// <summary>After how many steps the screen changes its colour; null when it does not, or has done so.</summary>
    private int? _coloursAfter;
    private int _finished;
    private int _redraws;
    private int _timeFactor = 1;
    private TimeSpan _pauseFrom;
    private TimeSpan? _revealAt;
    private TimeSpan _lastFrame;

    /// <summary>How long frames wait for this server's own analysis; a step is over only when what was sent in time has been seen.</summary>
    private TimeSpan _backlog;
    private LivenessStep? _next;

    /// <param name="createdAt">The host's clock.</param>
    public LivenessSession(LivenessSessionOptions options, IChance chance, DateTimeOffset createdAt)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Policy.Validate();
        _options = options;
        _policy = options.Policy;
        _chance = chance;
        _createdAt = createdAt;
        _frames = new FramePolicyController(_policy.ProofFrames + _policy.ProofFramesDuringSteps);
        _track = new FaceTrack(_policy);
        _window = new NeutralWindow(_policy.NeutralFrames);
        _proofs = new ProofPlan(_policy, _record, chance);
        _record.Lines.Add(new LineRecord(Nonce16(), 0, TimeSpan.Zero));
    }

    public LivenessState State { get; private set; } = LivenessState.Created;

    /// <summary>16 bytes: the start of the hash chain of the line in use.</summary>
    public ReadOnlyMemory<byte> Nonce => _record.Nonce;

    /// <summary>
    /// Of so many guide frames one is to be compared with the proof pictures: about one a second, whatever the line carries. Whoever pretends to a slow line, on which few frames
    /// come, must not escape the comparison.
    /// </summary>
    public int ComparedOneIn => _frames.IsLowMode ? 2 : Math.Clamp((int)_frames.Current.FramesPerSecond, 2, 8);

    /// <summary>Set when the session has ended.</summary>
    public CaptureOutcome? Outcome { get; private set; }

    /// <summary>The client said hello and its ticket was good.</summary>
    public IReadOnlyList<ServerMessage> Connect(ClientHello hello, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(hello);
        if (State != LivenessState.Created)
        {
            throw new InvalidOperationException("A session is connected once.");
        }

        _record.Hello = hello;
        _record.ReadyAt = now;
        _timeFactor = hello.Needs.TimeFactor;
        _steps = StepSequence.Draw(_policy, hello.Needs.NoHeadTurn, _chance);
        if (hello.ScreenColours && !hello.Needs.NoFlash && _policy.ScreenColours > 0)
        {
            _coloursAfter = 1 + _chance.Below(_policy.StepCount);
        }

        _frames.TakesWebP = hello.WebP;
        State = LivenessState.Framing;
        return [Ready()];
    }

    /// <summary>Takes in one analysed frame; frames come in the order of their arrival.</summary>
    /// <returns>The acknowledgement first, then whatever follows.</returns>
    public IReadOnlyList<ServerMessage> Accept(FrameObservation observation, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(observation);
        if (State is LivenessState.Created or LivenessState.Ended)
        {
            observation.Erase();
            return [];
        }

        _out.Clear();
        TimeSpan received = observation.ReceivedAt - _record.ReadyAt;
        FrameRecord frame = _track.Record(observation, received);
        _record.Frames.Add(frame);
        _record.Lines[^1].ChainHash = observation.ChainHash;
        TimeSpan lag = received - Captured(frame);
        _record.Lag = lag < _record.Lag ? lag : _record.Lag;
        _lastFrame = now - _record.ReadyAt;
        _backlog = now - observation.ReceivedAt;
        if (!TokenRule.Holds(frame, _record, _proofs.Outstanding, Scaled(_policy.TokenGraceMilliseconds)))
        {
            _record.TokenFaults.Add(frame.Header.Sequence);
        }

        if (observation.GuideTemplate is FaceTemplate template)
        {
            _record.GuideTemplates.Add((frame.Header.Sequence, template));
        }

        if (frame.IsGuide)
        {
            AcceptGuide(frame);
        }
        else if (_proofs.Outstanding?.Token == frame.Header.Token)
        {
            _proofs.Receive(frame, observation.Proof, received);
        }
        else
        {
            // Nobody asked for this picture: it is on record as a fault, and its template is not needed.
            observation.Proof?.Template.Dispose();
        }

        int width = _frames.Current.Width;
        Arrival arrival = new(received, observation.PictureBytes + FrameHeader.Size, frame.IsGuide, frame.Header.AcknowledgementMilliseconds, _backlog);
        FramePolicy? policy = _frames.Arrived(arrival, State is not (LivenessState.Challenge or LivenessState.Colours));
        if (policy is not null && policy.Width != width)
        {
            // The next step is judged on frames of the new size, so the neutral place must come from such frames too.
            _window.Clear();
        }

        Advance(now - _record.ReadyAt, now);
        _out.Insert(0, new AckMessage(frame.Header.Sequence, StateName, SessionGuidance.For(frame, State, _baseline, _policy, _record.Hello.Needs.AudioPrompts), policy));
        return [.. _out];
    }

    /// <summary>Lets time pass; call it a few times per second.</summary>
    public IReadOnlyList<ServerMessage> Tick(DateTimeOffset now)
    {
        _out.Clear();
        if (State == LivenessState.Created && now - _createdAt > TimeSpan.FromMilliseconds(_policy.ConnectMilliseconds))
        {
            End(EndCode.NotConnected, now);
        }
        else if (State is not (LivenessState.Created or LivenessState.Ended))
        {
            Advance(now - _record.ReadyAt, now);
        }

        return [.. _out];
    }

    /// <summary>Something happened on the client.</summary>
    public IReadOnlyList<ServerMessage> Note(ClientEvent happened, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(happened);
        _out.Clear();
        if (State is LivenessState.Created or LivenessState.Ended || _record.Events.Count >= 100)
        {
            return [];
        }

        string[] known = [ClientEvent.Hidden, ClientEvent.Visible, ClientEvent.DeviceChange, ClientEvent.CameraEnded, ClientEvent.Cancel];
        _record.Events.Add((known.Contains(happened.Name) ? happened.Name : "unknown", now - _record.ReadyAt));
        if (happened.Name is ClientEvent.Cancel or ClientEvent.CameraEnded)
        {
            End(happened.Name == ClientEvent.Cancel ? EndCode.Cancelled : EndCode.CameraEnded, now);
        }

        return [.. _out];
    }

    /// <summary>Ends a session from outside, for example because the line was lost; an ended session keeps its outcome.</summary>
    /// <param name="code">One of <see cref="EndCode"/>.</param>
    public CaptureOutcome End(string code, DateTimeOffset now)
    {
        if (Outcome is null)
        {
            CaptureResult result = code == EndCode.ProofNotReceived ? CaptureResult.Officer : CaptureResult.Expired;
            Finish(new Decision(result, code, [], []), now);
        }

        return Outcome!;
    }

    /// <summary>Erases the templates; evidence and outcome stay.</summary>
    public void Dispose()
    {
        foreach (ProofRecord proof in _record.Proofs)
        {
            proof.Observation?.Template.Dispose();
        }

        foreach ((uint _, FaceTemplate template) in _record.GuideTemplates)
        {
            template.Dispose();
        }
    }

    private string StateName => State switch
    {
        LivenessState.Challenge => "challenge",
        LivenessState.Proof => "proof",
        LivenessState.Colours => "colours",
        LivenessState.Ended => "decide",
        _ => "framing",
    };

    private static TimeSpan Captured(FrameRecord frame) => TimeSpan.FromMilliseconds(frame.Header.CaptureMilliseconds);

    private TimeSpan Scaled(int milliseconds) =>
        TimeSpan.FromMilliseconds((long)milliseconds * Math.Max(_timeFactor, _frames.IsLowMode ? 2 : 1));
}
