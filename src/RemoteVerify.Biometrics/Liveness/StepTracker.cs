namespace RemoteVerify.Biometrics.Liveness;

/// <summary>Judges one step from its reveal to its answer. It never tells the client whether the answer was right: that is decided at the end.</summary>
internal sealed class StepTracker(StepRecord record, FaceMeasure neutral, LivenessPolicy policy, int timeFactor)
{
    private const int MaxFramesKept = 16;

    private int _hits;
    private TimeSpan _hitFrom;
    private int _wrongHits;
    private LivenessStep? _wrong;
    private double _lastOffset;
    private TimeSpan? _onset;

    public StepRecord Record { get; } = record;

    /// <summary>Takes in one guide frame that arrived after the reveal.</summary>
    /// <param name="elapsed">From the reveal to the frame, the line's delay taken off.</param>
    /// <returns>True when the step is over.</returns>
    public bool Accept(FrameRecord frame, TimeSpan elapsed)
    {
        if (frame.Measure is null || frame.Measure.PictureWidth != neutral.PictureWidth)
        {
            return false;
        }

        Movement movement = Movement.Between(neutral, frame.Measure, policy);

        // A detector's single slip on a flat picture can look like depth: only what two frames in a row show is counted.
        double offset = Math.Abs(movement.Offset);
        Record.PeakOffset = Math.Max(Record.PeakOffset, Math.Min(offset, _lastOffset));
        _lastOffset = offset;
        Record.LeastCompression = Math.Min(Record.LeastCompression, movement.Compression);
        double strength = movement.Strength(Record.Step);
        LivenessStep? other = movement.Unmistakable(Record.Step);

        // The answer begins with the movement that led to it; a single slip of the detector before it does not count.
        _onset = movement.HasBegun(Record.Step) || other is not null ? _onset ?? elapsed : null;

        _hits = strength >= 1 ? _hits + 1 : 0;
        _hitFrom = _hits == 1 ? elapsed : _hitFrom;
        if (strength >= 1 || other is not null)
        {
            Note(frame.Header.Sequence);
        }

        _wrongHits = other is null ? 0 : other == _wrong ? _wrongHits + 1 : 1;
        _wrong = other;
        if (_hits >= 2 && !MayTurnYet(elapsed))
        {
            return Finish(Record.Step, frame, elapsed);
        }

        return _wrongHits >= 2 && Finish(other, frame, elapsed);
    }

    /// <summary>Whether the time for the answer has run out.</summary>
    public bool IsOver(TimeSpan elapsed)
    {
        TimeSpan start = TimeSpan.FromMilliseconds((long)policy.ResponseLatestMilliseconds * timeFactor);
        TimeSpan completion = TimeSpan.FromMilliseconds((long)policy.CompletionMilliseconds * timeFactor);
        return _onset is TimeSpan onset ? elapsed > onset + completion : elapsed > start;
    }

    /// <summary>A head on its way round narrows before its nose is seen to move: a turn that looks flat gets a little more time to look like one.</summary>
    private bool MayTurnYet(TimeSpan elapsed) =>
        Record.Step.IsTurn() && Record.PeakOffset < policy.FlatTurnOffset && elapsed - _hitFrom < TimeSpan.FromMilliseconds(policy.FlatTurnMilliseconds);

    private bool Finish(LivenessStep? answer, FrameRecord frame, TimeSpan elapsed)
    {
        Record.Answer = answer;
        Record.Onset = _onset;
        Record.Finished = elapsed;
        Record.Perspective = frame.Measure!.EyeDistance / frame.Measure.MouthWidth / (neutral.EyeDistance / neutral.MouthWidth);
        Note(frame.Header.Sequence);
        return true;
    }

    private void Note(uint sequence)
    {
        if (Record.Frames.Count < MaxFramesKept && !Record.Frames.Contains(sequence))
        {
            Record.Frames.Add(sequence);
        }
    }
}
