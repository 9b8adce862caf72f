using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>A broken line: the session waits for a new one, and what was going on is drawn anew, never continued.</summary>
public sealed partial class LivenessSession
{
    private int _resumes;
    private TimeSpan? _suspendedAt;

    /// <summary>Whether a client that comes back would be let in again.</summary>
    public bool MayResume => State is not (LivenessState.Created or LivenessState.Ended) && _resumes < _policy.MaxResumes;

    /// <summary>The line broke: from now on only the time to come back runs.</summary>
    /// <returns>False when the session can't be resumed; then it is to be ended.</returns>
    public bool Suspend(DateTimeOffset now)
    {
        if (!MayResume)
        {
            return false;
        }

        _suspendedAt ??= now - _record.ReadyAt;
        return true;
    }

    /// <summary>
    /// The client is there again, on a new line, perhaps before this side noticed that the old one is gone. Nonce and hash chain are
    /// new; sequence numbers and the client's clock go on.
    /// </summary>
    /// <returns>The new <c>ready</c>; nothing when it came too late or too often.</returns>
    public IReadOnlyList<ServerMessage> Resume(DateTimeOffset now)
    {
        TimeSpan at = now - _record.ReadyAt;
        if (!MayResume || IsGone(at))
        {
            return [];
        }

        _resumes++;
        _suspendedAt = null;
        _lastFrame = at;
        _record.Reveals.Clear();
        _record.Lines.Add(new LineRecord(Nonce16(), (uint)_record.Frames.Count, at));
        _frames.Restart(at);
        _window.Clear();
        _proofs.Cancel(_finished);
        switch (State)
        {
            case LivenessState.Challenge:
                StepRecord open = _tracker!.Record;
                open.IsRedrawn = true;
                _next = StepSequence.Redraw(open.Step, _policy, _record.Hello.Needs.NoHeadTurn, _chance);
                BackToPause(at);
                break;
            case LivenessState.Colours:
                _colours = null;
                _coloursAfter = _finished;
                BackToPause(at);
                break;
            case LivenessState.Proof:
                BackToPause(at);
                break;
        }

        return [Ready()];
    }

    private bool IsGone(TimeSpan at) =>
        _suspendedAt is TimeSpan since && at - since > TimeSpan.FromMilliseconds(_policy.ResumeMilliseconds);

    private ReadyMessage Ready() => new(
        Convert.ToHexStringLower(_record.Nonce),
        _frames.Current,
        ProtocolLimits.MaxGuideFrameBytes,
        ProtocolLimits.MaxProofFrameBytes,
        (int)Scaled(_policy.SessionMilliseconds).TotalSeconds,
        _policy.StepCount)
    {
        Sequence = (uint)_record.Frames.Count,
    };

    private byte[] Nonce16()
    {
        byte[] nonce = new byte[16];
        _chance.Fill(nonce);
        return nonce;
    }
}
