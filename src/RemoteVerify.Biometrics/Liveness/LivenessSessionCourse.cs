using RemoteVerify.Biometrics.Liveness.Checks;
using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>The course of a session: from the framing through pauses and steps to the end.</summary>
public sealed partial class LivenessSession
{
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
                if (elapsed >= TimeSpan.Zero && (_tracker!.IsOver(elapsed) || _tracker.Accept(frame, elapsed)))
                {
                    StepOver(frame.ReceivedAt);
                }

                break;
        }
    }

    private void AcceptFraming(FrameRecord frame)
    {
        if (FramingGuide.AtFirst(frame, _policy) != GuidanceCode.None || frame.Measure is null)
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
    }

    /// <summary>In pictures of another size the height of the nose does not compare; its sideways place and the size of the face do.</summary>
    private bool StandsWell(FrameRecord frame, FaceMeasure measure)
    {
        Movement movement = Movement.Between(_baseline!, measure, _policy);
        return measure.PictureWidth == _baseline!.PictureWidth
            ? movement.IsNeutral && FramingGuide.Place(frame, _policy) is null
            : movement.IsInPlace && FramingGuide.For(frame, _policy) == GuidanceCode.None;
    }

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

        if (IsAway(at))
        {
            // Nobody is there to see what would be shown now; a client that comes back gets it drawn anew.
            return;
        }

        if (State == LivenessState.Challenge && _tracker!.IsOver(at - _backlog - _tracker.Record.RevealedAt - LineDelay))
        {
            StepOver(at);
        }

        if (State == LivenessState.Colours)
        {
            AdvanceColours(at);
        }

        if (State == LivenessState.Proof)
        {
            AdvancePause(at, now);
        }

        if (State != LivenessState.Ended && _proofs.Ask(at, _frames.IsLowMode) is ProofMessage proof)
        {
            _out.Add(proof);
        }
    }

    private TimeSpan LineDelay => _record.Lag == TimeSpan.MaxValue || _record.Lag < TimeSpan.Zero ? TimeSpan.Zero : _record.Lag;

    /// <summary>The line is broken, or so long without a frame that it may be.</summary>
    private bool IsAway(TimeSpan at) => _suspendedAt is not null || (at - _lastFrame > StallLimit && MayResume);

    private string? Overdue(TimeSpan at)
    {
        if (IsGone(at) || (_suspendedAt is null && at - _lastFrame > SilenceLimit))
        {
            return EndCode.LineLost;
        }

        // A dead line brings no proof picture either; how long that may last is told above.
        if (!IsAway(at) && _proofs.Outstanding is ProofRecord proof && at - proof.AskedAt > Scaled(_policy.ProofMilliseconds))
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
        if ((settled is null && !forced) || !_frames.KnowsLine)
        {
            return;
        }

        _stepNeutral = settled ?? _stepNeutral ?? _baseline;
        _revealAt ??= at + _chance.Pause(at, _policy.PauseMinimumMilliseconds, _policy.PauseMaximumMilliseconds);
        _proofs.Settled(at);
        if (!_proofs.IsPauseDone || at < _revealAt)
        {
            return;
        }

        if (_coloursAfter <= _finished && MayShowColours(at))
        {
            _coloursAfter = null;
            _colours = new ColourPhase(_policy, _record, _chance, Scaled(_policy.ScreenColourNoticeMilliseconds));
            State = LivenessState.Colours;
            AdvanceColours(at);
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

    /// <summary>Not on a slow line, where too few frames come to measure anything, and not when the time is needed for the steps.</summary>
    private bool MayShowColours(TimeSpan at) =>
        !_frames.IsLowMode && at < Scaled(_policy.SessionMilliseconds) - TimeSpan.FromMilliseconds(30_000);

    private void AdvanceColours(TimeSpan at)
    {
        if (_colours!.Next(at) is ColourMessage colour)
        {
            _out.Add(colour);
        }
        else if (_colours.IsOver(at))
        {
            _window.Clear();
            BackToPause(at);
        }
    }

    /// <summary>Waits for the person to stand still again; this pause has no proof pictures of its own.</summary>
    private void BackToPause(TimeSpan at)
    {
        State = LivenessState.Proof;
        _pauseFrom = at;
        _revealAt = null;
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
        if (_stepNeutral!.PictureWidth != _baseline!.PictureWidth)
        {
            // Only now: at the first still moment of a pause a head may still be on its way back.
            _baseline = _stepNeutral;
        }

        LivenessStep step = _next ?? _steps[_finished];
        _next = null;
        StepRecord record = new(_record.Steps.Count + 1, step, _chance.Token(), at);
        _record.Steps.Add(record);
        _record.Reveals.Add(new Reveal(record.Number, record.Token, at));
        _tracker = new StepTracker(record, _stepNeutral, _policy, Math.Max(_timeFactor, _frames.IsLowMode ? 2 : 1));
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
            BackToPause(at);
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
