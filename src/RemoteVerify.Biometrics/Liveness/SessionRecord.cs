using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Biometrics.Matching;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>Everything of a session that the checks and the evidence rest on.</summary>
internal sealed class SessionRecord
{
    public List<FrameRecord> Frames { get; } = [];

    public List<StepRecord> Steps { get; } = [];

    /// <summary>Notice, colours and end of the coloured screen light; empty when it was not shown.</summary>
    public List<ColourRecord> Colours { get; } = [];

    /// <summary>Every token that was given with a step or a colour, in order.</summary>
    public List<Reveal> Reveals { get; } = [];

    public List<ProofRecord> Proofs { get; } = [];

    /// <summary>Templates of guide frames chosen by chance.</summary>
    public List<(uint Sequence, FaceTemplate Template)> GuideTemplates { get; } = [];

    public List<(string Name, TimeSpan At)> Events { get; } = [];

    public ClientHello Hello { get; set; } = new();

    public DateTimeOffset ReadyAt { get; set; }

    /// <summary>The line the session began on, and one more for each time it was resumed.</summary>
    public List<LineRecord> Lines { get; } = [];

    /// <summary>Of the line in use.</summary>
    public byte[] Nonce => Lines[^1].Nonce;

    /// <summary>Frames whose step or token did not belong there.</summary>
    public List<uint> TokenFaults { get; } = [];

    /// <summary>Sequence number of the first frame of the challenge; earlier ones are not judged for faces.</summary>
    public uint ChallengeFrom { get; set; } = uint.MaxValue;

    /// <summary>Of the line in use.</summary>
    public ReadOnlyMemory<byte> ChainHash => Lines[^1].ChainHash;

    /// <summary>Smallest time between capture and arrival so far: the line's own delay.</summary>
    public TimeSpan Lag { get; set; } = TimeSpan.MaxValue;
}

/// <summary>One frame, without pixels and without biometric template.</summary>
internal sealed record FrameRecord(
    FrameHeader Header,
    TimeSpan ReceivedAt,
    bool ChainIntact,
    FrameDigest Digest,
    int PictureBytes,
    int WidthPixels,
    int HeightPixels,
    int SignificantFaces,
    DetectedFace? Face,
    FaceMeasure? Measure,
    FrameAppearance Appearance)
{
    /// <summary>The chain hash after this frame, 32 bytes.</summary>
    public ReadOnlyMemory<byte> ChainHash { get; init; }

    public bool IsGuide => Header.Kind == FrameKind.Guide;

    /// <summary>Centre of the face box in shares of the picture's width.</summary>
    public (double X, double Y, double Width) Box =>
        Face is null ? default : (Face.Box.CentreX / WidthPixels, Face.Box.CentreY / WidthPixels, Face.Box.Width / WidthPixels);
}

/// <summary>One connection of a session, with a hash chain of its own.</summary>
/// <param name="Nonce">16 bytes: the start of the chain.</param>
/// <param name="FirstSequence">Sequence number of its first frame.</param>
/// <param name="From">Since <c>ready</c>.</param>
internal sealed record LineRecord(byte[] Nonce, uint FirstSequence, TimeSpan From)
{
    /// <summary>The chain hash after its last frame; empty without a frame.</summary>
    public ReadOnlyMemory<byte> ChainHash { get; set; }
}

/// <summary>A token and since when frames carry it.</summary>
internal sealed record Reveal(int Number, ulong Token, TimeSpan At);

/// <summary>One colour of the screen.</summary>
/// <param name="Number">In the header of the frames taken under it.</param>
/// <param name="Colour">Null for the notice before the first and for the end.</param>
internal sealed record ColourRecord(int Number, ScreenColour? Colour, ulong Token, TimeSpan RevealedAt);

/// <summary>One step that was shown.</summary>
internal sealed class StepRecord(int number, LivenessStep step, ulong token, TimeSpan revealedAt)
{
    public int Number { get; } = number;

    public LivenessStep Step { get; } = step;

    public ulong Token { get; } = token;

    public TimeSpan RevealedAt { get; } = revealedAt;

    /// <summary>From the reveal to the first movement, the line's delay taken off the frame's arrival.</summary>
    public TimeSpan? Onset { get; set; }

    public TimeSpan? Finished { get; set; }

    /// <summary>What the person did; null when nothing unmistakable happened in time.</summary>
    public LivenessStep? Answer { get; set; }

    /// <summary>Replaced by another step because no answer came; not judged.</summary>
    public bool IsRedrawn { get; set; }

    /// <summary>Largest sideways move of the nose that two frames in a row showed, without sign.</summary>
    public double PeakOffset { get; set; }

    public double LeastCompression { get; set; } = 1;

    /// <summary>Eye distance by mouth width at the end by the same at the start; perspective makes it fall below 1 on coming closer.</summary>
    public double Perspective { get; set; } = 1;

    public List<uint> Frames { get; } = [];
}

/// <summary>One proof picture that was asked for.</summary>
internal sealed class ProofRecord(int number, ulong token, TimeSpan askedAt, bool duringStep)
{
    public int Number { get; } = number;

    public ulong Token { get; } = token;

    public TimeSpan AskedAt { get; } = askedAt;

    public bool DuringStep { get; } = duringStep;

    public TimeSpan? ReceivedAt { get; set; }

    public FrameRecord? Frame { get; set; }

    public ProofObservation? Observation { get; set; }

    /// <summary>Good enough to be scored.</summary>
    public bool IsGood { get; set; }

    /// <summary>Good in everything but that the eyes are not open.</summary>
    public bool IsGoodButForEyes { get; set; }
}
