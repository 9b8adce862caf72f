namespace RemoteVerify.Biometrics.Liveness.Protocol;

/// <summary>What the client shall send next.</summary>
/// <param name="Quality">Of the encoder, 0 to 1; taken in steps of 0.1 below it, down to 0.2, until the picture fits <see cref="MostBytes"/>.</param>
public sealed record FramePlan(FrameKind Kind, int Width, int Height, double Quality, int Step, ulong Token, int ProofNumber)
{
    /// <summary>WebP in place of JPEG.</summary>
    public bool WebP { get; init; }

    /// <summary>What the service takes of a picture of this kind, or less where the line bears less; without the header.</summary>
    public int MostBytes { get; init; } = (Kind == FrameKind.Guide ? ProtocolLimits.MaxGuideFrameBytes : ProtocolLimits.MaxProofFrameBytes) - FrameHeader.Size;
}

/// <summary>
/// The client's half of the protocol without camera and without transport: feed it the server's messages, ask it what to send, give it
/// the picture, send the bytes it returns. It sends what the page's script sends (Client/camera/capture.ts). Not thread-safe.
/// </summary>
/// <remarks>Pictures are sent as the camera sees them, never mirrored: "left" is the person's left, the right side of the picture.</remarks>
public sealed class CaptureClient
{
    /// <summary>On a line that takes so long for a frame, one that waits behind a large picture would be old when it arrives.</summary>
    private const int SlowMilliseconds = 120;

    private readonly Queue<ProofMessage> _proofs = new();
    private readonly Dictionary<uint, TimeSpan> _sent = [];
    private FrameChain? _chain;
    private TimeSpan _readyAt;
    private TimeSpan _nextGuide;
    private uint? _proofUnderWay;
    private bool _isPaired;
    private uint _sequence;
    private uint _stepFrom;
    private bool _isReady;
    private int _shown;
    private ulong _token;
    private ushort _roundTrip;

    /// <summary>Null until <c>ready</c>.</summary>
    public FramePolicy? Policy { get; private set; }

    /// <summary>The movement asked for last, or null; frames carry its token until the next step or colour.</summary>
    public StepMessage? Step { get; private set; }

    /// <summary>The colour message received last, or null.</summary>
    public ColourMessage? Colour { get; private set; }

    /// <summary>True from the showing of a step until the server saw an answer to it or gave up: then the person goes back to the middle.</summary>
    public bool IsStepActive { get; private set; }

    /// <summary>With what the client may come back after its line broke; null when it may not.</summary>
    public string? Resume { get; private set; }

    public string State { get; private set; } = "";

    public string Guidance { get; private set; } = GuidanceCode.None;

    /// <summary>Set when the session is over.</summary>
    public ResultMessage? Result { get; private set; }

    public int Unanswered => _sent.Count;

    public uint FramesSent => _sequence;

    /// <summary>Takes in one text message of the server.</summary>
    /// <param name="now">The client's monotonic clock.</param>
    /// <exception cref="CaptureFormatException">Not a message of the protocol.</exception>
    public ServerMessage Receive(ReadOnlySpan<byte> utf8, TimeSpan now)
    {
        ServerMessage message = ProtocolCodec.ReadServer(utf8);
        switch (message)
        {
            case ReadyMessage ready:
                _chain = new FrameChain(Convert.FromHexString(ready.Nonce));
                Policy = ready.Policy;
                Resume = ready.Resume;
                Begin(ready, now);
                break;
            case AckMessage ack:
                Acknowledge(ack, now);
                break;
            case StepMessage step:
                Step = step;
                (_shown, _token) = (step.Number, ProtocolCodec.Token(step.Token));
                IsStepActive = true;
                _stepFrom = _sequence;
                break;
            case ColourMessage colour:
                Colour = colour;
                (_shown, _token) = (colour.Number, ProtocolCodec.Token(colour.Token));
                break;
            case ProofMessage proof:
                _proofs.Enqueue(proof);
                break;
            case ResultMessage result:
                Result = result;
                break;
        }

        return message;
    }

    /// <summary>What to send now, or null while the window is full, it is too early for another frame, or nothing is to be sent.</summary>
    public FramePlan? Next(TimeSpan now)
    {
        if (Policy is null || Result is not null)
        {
            return null;
        }

        bool isSlow = _roundTrip > SlowMilliseconds;
        if (_proofs.TryPeek(out ProofMessage? proof))
        {
            // No guide frame follows for as long as the picture is on a slow line: one of the same moment goes before it, by which it can be judged.
            if (isSlow && !_isPaired)
            {
                return _sent.Count > 0 ? null : Guide(Policy);
            }

            return _sent.Count >= (_isPaired ? ProtocolLimits.Window : Policy.Window)
                ? null
                : new FramePlan(FrameKind.Proof, proof.Width, proof.Height, proof.Quality, _shown, ProtocolCodec.Token(proof.Token), proof.Number);
        }

        bool isBehindProof = isSlow && _proofUnderWay is uint sequence && _sent.ContainsKey(sequence);
        return _sent.Count >= Policy.Window || now < _nextGuide || isBehindProof ? null : Guide(Policy);
    }

    /// <summary>Makes the binary message of a planned frame and counts it as sent.</summary>
    /// <param name="picture">Encoded as planned.</param>
    /// <param name="capturedAt">When the camera took it, on the clock of <see cref="Receive"/>.</param>
    /// <param name="presentedFrames">Frames that the camera has shown so far.</param>
    /// <param name="sentAt">When it leaves; null for the time of taking.</param>
    public byte[] Frame(FramePlan plan, ReadOnlySpan<byte> picture, TimeSpan capturedAt, uint presentedFrames, TimeSpan? sentAt = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        FrameChain chain = _chain ?? throw new InvalidOperationException("The server has not said ready.");
        if (plan.Kind == FrameKind.Proof)
        {
            _proofs.Dequeue();
            (_proofUnderWay, _isPaired) = (_sequence, false);
        }
        else
        {
            _isPaired = _proofs.Count > 0;

            // Pace by accumulated time: waiting a fixed gap would halve the rate of a slow camera.
            TimeSpan gap = TimeSpan.FromSeconds(1 / Policy!.FramesPerSecond);
            _nextGuide = _nextGuide + gap > capturedAt - gap ? _nextGuide + gap : capturedAt - gap;
        }

        uint milliseconds = (uint)Math.Max(0, (capturedAt - _readyAt).TotalMilliseconds);
        FrameHeader header = new(plan.Kind, (byte)plan.Step, _sequence, milliseconds, plan.Token, presentedFrames, milliseconds, chain.Link, _roundTrip);
        byte[] message = new byte[FrameHeader.Size + picture.Length];
        header.Write(message);
        picture.CopyTo(message.AsSpan(FrameHeader.Size));
        chain.Append(message);
        _sent[_sequence] = sentAt ?? capturedAt;
        _sequence++;
        return message;
    }

    private FramePlan Guide(FramePolicy policy)
    {
        FramePlan guide = new(FrameKind.Guide, policy.Width, policy.Height, policy.Quality, _shown, _token, 0) { WebP = policy.WebP };
        return guide with { MostBytes = Math.Min(guide.MostBytes, policy.MostBytes ?? guide.MostBytes) };
    }

    /// <summary>A resumed session goes on counting frames and milliseconds; everything that was shown is void.</summary>
    private void Begin(ReadyMessage ready, TimeSpan now)
    {
        if (ready.Sequence == 0 && !_isReady)
        {
            _readyAt = now;
        }

        _isReady = true;
        _sequence = ready.Sequence;
        _sent.Clear();
        _proofs.Clear();
        (_proofUnderWay, _isPaired) = (null, false);
        (Step, Colour, IsStepActive) = (null, null, false);
        (_shown, _token) = (0, 0);
    }

    private void Acknowledge(AckMessage ack, TimeSpan now)
    {
        if (_sent.Remove(ack.Sequence, out TimeSpan sentAt))
        {
            _roundTrip = (ushort)Math.Clamp((now - sentAt).TotalMilliseconds, 0, ushort.MaxValue);
        }

        State = ack.State;
        IsStepActive = IsStepActive && (ack.Sequence < _stepFrom || ack.State == "challenge");
        Guidance = ack.Guidance;
        Policy = ack.Policy ?? Policy;
    }
}
