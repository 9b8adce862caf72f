using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>Decides at which moments proof pictures are asked for: some in every pause and some, without warning, during a step.</summary>
internal sealed class ProofPlan
{
    private const int PauseDelayMilliseconds = 400;
    private const int StepDelayFrom = 200;
    private const int StepDelayTo = 1500;

    private readonly LivenessPolicy _policy;
    private readonly SessionRecord _record;
    private readonly IChance _chance;
    private readonly int[] _inPause;
    private readonly HashSet<int> _stepsWithProof = [];
    private ProofRecord? _outstanding;
    private TimeSpan? _due;
    private bool _dueDuringStep;
    private int _left;
    private int _extras;

    public ProofPlan(LivenessPolicy policy, SessionRecord record, IChance chance)
    {
        _policy = policy;
        _record = record;
        _chance = chance;
        int pauses = policy.StepCount + 1;
        _inPause = new int[pauses];
        for (int i = 0; i < policy.ProofFrames; i++)
        {
            _inPause[i < pauses ? i : chance.Below(pauses)]++;
        }

        while (_stepsWithProof.Count < Math.Min(policy.ProofFramesDuringSteps, policy.StepCount))
        {
            _stepsWithProof.Add(chance.Below(policy.StepCount));
        }
    }

    public ProofRecord? Outstanding => _outstanding;

    /// <summary>Nothing asked, and nothing left to ask in this pause.</summary>
    public bool IsPauseDone => _outstanding is null && _left == 0;

    public void EnterPause(int index)
    {
        _left = _inPause[index];
        _due = null;
    }

    /// <summary>The person stands still: the next picture of this pause gets its random moment.</summary>
    public void Settled(TimeSpan now)
    {
        if (_left > 0 && _due is null && _outstanding is null)
        {
            _due = now + _chance.Between(0, PauseDelayMilliseconds);
            _dueDuringStep = false;
        }
    }

    public void EnterStep(int index, TimeSpan now)
    {
        _left = 0;
        _due = _stepsWithProof.Remove(index) ? now + _chance.Between(StepDelayFrom, StepDelayTo) : null;
        _dueDuringStep = true;
    }

    /// <summary>The line broke: what was asked will not come, and is asked for anew.</summary>
    /// <param name="step">The step that will be drawn anew.</param>
    public void Cancel(int step)
    {
        if (_dueDuringStep && (_due is not null || _outstanding is not null))
        {
            _stepsWithProof.Add(step);
        }

        _outstanding = null;
        _due = null;
    }

    /// <summary>The request, when its moment has come.</summary>
    public ProofMessage? Ask(TimeSpan now, bool isLowMode)
    {
        if (_outstanding is not null || _due is not TimeSpan due || now < due)
        {
            return null;
        }

        _due = null;
        _outstanding = new ProofRecord(_record.Proofs.Count + 1, _chance.Token(), now, _dueDuringStep);
        _record.Proofs.Add(_outstanding);
        return new ProofMessage(
            _outstanding.Number,
            ProtocolCodec.Token(_outstanding.Token),
            _policy.ProofWidth,
            _policy.ProofHeight,
            isLowMode ? _policy.LowModeProofQuality : _policy.ProofQuality,
            _policy.ProofMilliseconds);
    }

    /// <summary>The picture that was asked for has come.</summary>
    public void Receive(FrameRecord frame, ProofObservation? observation, TimeSpan now)
    {
        ProofRecord proof = _outstanding ?? throw new InvalidOperationException("No proof picture was asked for.");
        _outstanding = null;
        proof.ReceivedAt = now;
        proof.Frame = frame;
        proof.Observation = observation;
        bool good = !proof.DuringStep && observation is not null && IsGood(frame, observation);
        bool shut = _policy.ProofEyesOpen && observation?.Eyes is { IsOpen: false };
        proof.IsGood = good && !shut;
        proof.IsGoodButForEyes = good && shut;
        if (!proof.DuringStep)
        {
            _left = Math.Max(0, _left - 1);
        }
    }

    /// <summary>After the last step: asks for further pictures while too few are good and the policy allows more.</summary>
    public void AddExtra()
    {
        if (_record.Proofs.Count(p => p.IsGood) < _policy.ProofFrames && _extras < _policy.MaxExtraProofs && _left == 0)
        {
            _extras++;
            _left = 1;
        }
    }

    private bool IsGood(FrameRecord frame, ProofObservation observation) =>
        frame.Measure is FaceMeasure measure
        && Math.Abs(measure.YawDegrees) <= _policy.ProofYawDegrees
        && measure.EyeDistance * frame.WidthPixels >= _policy.ProofInterEyePixels
        && observation.Sharpness >= _policy.ProofSharpness
        && observation.ClippedShare <= _policy.ProofClippedShare;
}
