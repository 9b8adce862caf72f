using RemoteVerify.Biometrics.Liveness.Checks;
using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>
/// One capture as a state machine: observations and times in, server messages out. It never looks at a clock or a pixel. What it
/// collects is judged once, at the end, so that the client never learns which answer was wrong. Not thread-safe.
/// </summary>
public sealed class LivenessSession : IDisposable
{
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(20);

    private readonly LivenessSessionOptions _options;
    private readonly LivenessPolicy _policy;
    private readonly IChance _chance;
    private readonly SessionRecord _record = new();
    private readonly FaceTrack _track;
    private readonly NeutralWindow _window;
    private readonly FramePolicyController _frames = new();
    private readonly ProofPlan _proofs;
    private readonly DateTimeOffset _createdAt;
    private readonly List<ServerMessage> _out = [];
    private IReadOnlyList<LivenessStep> _steps = [];
    private StepTracker? _tracker;
    private FaceMeasure? _baseline;
    private FaceMeasure? _stepNeutral;
    private int _finished;
    private int _redraws;
    private int _timeFactor = 1;
    private TimeSpan _pauseFrom;
    private TimeSpan? _revealAt;
    private TimeSpan _lastFrame;
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
        _track = new FaceTrack(_policy);
        _window = new NeutralWindow(_policy.NeutralFrames);
        _proofs = new ProofPlan(_policy, _record, chance);
        byte[] nonce = new byte[16];
        chance.Fill(nonce);
        _record.Nonce = nonce;
    }

    public LivenessState State { get; private set; } = LivenessState.Created;

    /// <summary>16 bytes: the start of the hash chain.</summary>
    public ReadOnlyMemory<byte> Nonce => _record.Nonce;

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
        State = LivenessState.Framing;
        return
        [
            new ReadyMessage(
                Convert.ToHexStringLower(_record.Nonce),
                _frames.Current,
                ProtocolLimits.MaxGuideFrameBytes,
                ProtocolLimits.MaxProofFrameBytes,
                (int)Scaled(_policy.SessionMilliseconds).TotalSeconds,
                _policy.StepCount),
        ];
    }

    /// <summary>Takes in one analysed frame; frames come in the order of their arrival.</summary>
    /// <returns>The acknowledgement first, then whatever follows.</returns>
    public IReadOnlyList<ServerMessage> Accept(FrameObservation observation, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(observation);
        if (State is LivenessState.Created or LivenessState.Ended)
        {
            return [];
        }

        _out.Clear();
        TimeSpan received = observation.ReceivedAt - _record.ReadyAt;
        FrameRecord frame = _track.Record(observation, received);
        _record.Frames.Add(frame);
        _record.ChainHash = observation.ChainHash;
        TimeSpan lag = received - Captured(frame);
        _record.Lag = lag < _record.Lag ? lag : _record.Lag;
        _lastFrame = now - _record.ReadyAt;
        if (!TokenRule.Holds(frame, _record, _proofs.Outstanding, Scaled(_policy.TokenGraceMilliseconds)))
        {
            _record.TokenFaults.Add(frame.Header.Sequence);
        }

        if (frame.IsGuide)
        {
            AcceptGuide(frame);
        }
        else if (_proofs.Outstanding?.Token == frame.Header.Token)
        {
            _proofs.Receive(frame, observation.Proof, received);
        }

        FramePolicy? policy = _frames.Arrived(received, frame.Header.AcknowledgementMilliseconds, State != LivenessState.Challenge);
        if (policy is not null)
        {
            // The next step is judged on frames of the new size, so the neutral place must come from such frames too.
            _window.Clear();
        }

        Advance(now - _record.ReadyAt, now);
        _out.Insert(0, new AckMessage(frame.Header.Sequence, StateName, SessionGuidance.For(frame, State, _baseline, _policy), policy));
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
    }

    private string StateName => State switch
    {
        LivenessState.Challenge => "challenge",
        LivenessState.Proof => "proof",
        LivenessState.Ended => "decide",
        _ => "framing",
    };

    private static TimeSpan Captured(FrameRecord frame) => TimeSpan.FromMilliseconds(frame.Header.CaptureMilliseconds);

    private TimeSpan Scaled(int milliseconds) =>
        TimeSpan.FromMilliseconds((long)milliseconds * Math.Max(_timeFactor, _frames.IsLowMode ? 2 : 1));

    private void AcceptGuide(FrameRecord frame)
    {
        switch (State)
        {
            case LivenessState.Framing:
                AcceptFraming(frame);
                break;
            case LivenessState.Proof:
                AcceptPause(frame);
                break;
            case LivenessState.Challenge:
                TimeSpan elapsed = Elapsed(frame);
                if (elapsed >= TimeSpan.Zero && _tracker!.Accept(frame, elapsed))
                {
                    StepOver(frame.ReceivedAt);
                }

                break;
        }
    }

    private void AcceptFraming(FrameRecord frame)
    {
        if (FramingGuide.For(frame, _policy) != GuidanceCode.None || frame.Measure is null)
        {
            _window.Clear();
            return;
        }

        _window.Add(frame.Measure);
        if (_window.Settled is FaceMeasure settled)
        {
            _baseline = settled;
            _record.ChallengeFrom = frame.Header.Sequence + 1;
            EnterPause(frame.ReceivedAt);
        }
    }

    private void AcceptPause(FrameRecord frame)
    {
        if (frame.Measure is null || !StandsWell(frame, frame.Measure))
        {
            _window.Clear();
            return;
        }

        _window.Add(frame.Measure);
        if (_window.Settled is FaceMeasure settled && settled.PictureWidth != _baseline!.PictureWidth)
        {
            _baseline = settled;
        }
    }

    private bool StandsWell(FrameRecord frame, FaceMeasure measure) => measure.PictureWidth == _baseline!.PictureWidth
        ? Movement.Between(_baseline, measure, _policy).IsNeutral && FramingGuide.Place(frame, _policy) is null
        : FramingGuide.For(frame, _policy) == GuidanceCode.None;

    /// <summary>From the reveal to the taking of the frame on the client's clock, but never more than on the server's.</summary>
    private TimeSpan Elapsed(FrameRecord frame)
    {
        TimeSpan taken = Captured(frame) + _record.Lag;
        return (taken < frame.ReceivedAt ? taken : frame.ReceivedAt) - _tracker!.Record.RevealedAt;
    }

    private void Advance(TimeSpan at, DateTimeOffset now)
    {
        if (State == LivenessState.Ended)
        {
            return;
        }

        if (Overdue(at) is string code)
        {
            End(code, now);
            return;
        }

        if (State == LivenessState.Challenge && _tracker!.IsOver(at - _tracker.Record.RevealedAt - LineDelay))
        {
            StepOver(at);
        }

        if (State == LivenessState.Proof)
        {
            AdvancePause(at, now);
        }

        if (State != LivenessState.Ended && _proofs.Ask(at) is ProofMessage proof)
        {
            _out.Add(proof);
        }
    }

    private TimeSpan LineDelay => _record.Lag == TimeSpan.MaxValue || _record.Lag < TimeSpan.Zero ? TimeSpan.Zero : _record.Lag;

    private string? Overdue(TimeSpan at)
    {
        if (at - _lastFrame > SilenceLimit)
        {
            return EndCode.LineLost;
        }

        if (_proofs.Outstanding is ProofRecord proof && at - proof.AskedAt > Scaled(_policy.ProofMilliseconds))
        {
            return EndCode.ProofNotReceived;
        }

        if (State == LivenessState.Framing && at > Scaled(_policy.FramingMilliseconds))
        {
            return EndCode.FramingTime;
        }

        return at > Scaled(_policy.SessionMilliseconds) ? EndCode.SessionTime : null;
    }

    private void AdvancePause(TimeSpan at, DateTimeOffset now)
    {
        bool forced = at - _pauseFrom > Scaled(_policy.ReturnMilliseconds);
        FaceMeasure? settled = _window.Settled;
        if (settled is null && !forced)
        {
            return;
        }

        _stepNeutral = settled ?? _stepNeutral ?? _baseline;
        _revealAt ??= at + _chance.Between(_policy.PauseMinimumMilliseconds, _policy.PauseMaximumMilliseconds);
        _proofs.Settled(at);
        if (!_proofs.IsPauseDone || at < _revealAt)
        {
            return;
        }

        if (_finished < _policy.StepCount)
        {
            Reveal(at);
            return;
        }

        _proofs.AddExtra();
        if (_proofs.IsPauseDone)
        {
            Finish(Decision.Of(CheckList.Evaluate(_record, _options), _policy, _options.Attempt), now);
        }
    }

    private void EnterPause(TimeSpan at)
    {
        State = LivenessState.Proof;
        _pauseFrom = at;
        _revealAt = null;
        _proofs.EnterPause(_finished);
    }

    private void Reveal(TimeSpan at)
    {
        LivenessStep step = _next ?? _steps[_finished];
        _next = null;
        StepRecord record = new(_record.Steps.Count + 1, step, _chance.Token(), at);
        _record.Steps.Add(record);
        _tracker = new StepTracker(record, _stepNeutral!, _policy, Math.Max(_timeFactor, _frames.IsLowMode ? 2 : 1));
        State = LivenessState.Challenge;
        _window.Clear();
        _proofs.EnterStep(_finished, at);
        _out.Add(new StepMessage(
            record.Number,
            _finished,
            _policy.StepCount,
            step.Name(),
            ProtocolCodec.Token(record.Token),
            _policy.ResponseEarliestMilliseconds,
            (int)Scaled(_policy.ResponseLatestMilliseconds).TotalMilliseconds));
    }

    private void StepOver(TimeSpan at)
    {
        StepRecord record = _tracker!.Record;
        _window.Clear();
        if (record.Answer is null && _redraws < _policy.MaxRedraws)
        {
            _redraws++;
            record.IsRedrawn = true;
            _next = StepSequence.Redraw(record.Step, _policy, _record.Hello.Needs.NoHeadTurn, _chance);
            State = LivenessState.Proof;
            _pauseFrom = at;
            _revealAt = null;
            return;
        }

        _finished++;
        EnterPause(at);
    }

    private void Finish(Decision decision, DateTimeOffset now)
    {
        State = LivenessState.Ended;
        Outcome = OutcomeBuilder.Build(_options, _record, decision, _createdAt, now);
        _out.Add(new ResultMessage(OutcomeBuilder.WireName(decision.Result), decision.PublicCode, Outcome.TriesLeft));
    }
}
