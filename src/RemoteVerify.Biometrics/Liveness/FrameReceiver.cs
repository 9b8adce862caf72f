using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>A frame as it came in: header read, chain checked, time noted; the picture is still closed.</summary>
public sealed record ReceivedFrame(FrameHeader Header, DateTimeOffset ReceivedAt, bool ChainIntact, ReadOnlyMemory<byte> ChainHash, FrameDigest Digest, ReadOnlyMemory<byte> Picture)
{
    /// <summary>Of so many guide frames one is compared with the proof pictures; what the session asks for (<see cref="LivenessSession.ComparedOneIn"/>).</summary>
    public int ComparedOneIn { get; init; } = 8;

    public override string ToString() => $"frame {Header.Sequence}";
}

/// <summary>Takes the binary messages of one session in the order of their arrival. Not thread-safe.</summary>
public sealed class FrameReceiver(ReadOnlySpan<byte> nonce)
{
    private readonly FrameChain _chain = new(nonce);
    private long _bytes;
    private int _frames;

    /// <summary>The receiver for a new line of the same session: a new chain, the same limits.</summary>
    public FrameReceiver Resumed(ReadOnlySpan<byte> nonce) => new(nonce) { _bytes = _bytes, _frames = _frames };

    /// <summary>Reads the header, checks the link and takes the whole message into the chain, whatever the check said.</summary>
    /// <exception cref="CaptureFormatException">Not a frame, or more or larger frames than allowed.</exception>
    public ReceivedFrame Receive(ReadOnlyMemory<byte> message, DateTimeOffset now)
    {
        FrameHeader header = FrameHeader.Read(message.Span);
        int limit = header.Kind == FrameKind.Proof ? ProtocolLimits.MaxProofFrameBytes : ProtocolLimits.MaxGuideFrameBytes;
        if (message.Length > limit)
        {
            throw new CaptureFormatException("frame", limit, "longer than allowed");
        }

        _bytes += message.Length;
        if (++_frames > ProtocolLimits.MaxFrames || _bytes > ProtocolLimits.MaxSessionBytes)
        {
            throw new CaptureFormatException("frame", 0, "more frames or bytes than one session may send");
        }

        bool intact = header.PreviousHash == _chain.Link;
        _chain.Append(message.Span);
        ReadOnlyMemory<byte> picture = message[FrameHeader.Size..];
        return new ReceivedFrame(header, now, intact, _chain.Current, FrameDigest.Of(picture.Span), picture);
    }
}
