namespace RemoteVerify.Synthetic.Chips;

/// <summary>How real chips depart from what a reader would like; each is something that cards have been seen to do.</summary>
public sealed record ChipQuirks
{
    public static ChipQuirks None { get; } = new();

    /// <summary>Where and how PACE is broken off; null for nowhere.</summary>
    public PaceRefusal? PaceRefusal { get; init; }

    /// <summary>READ BINARY gives no more than this many bytes, whatever is asked for.</summary>
    public int? MaxReadBytes { get; init; }

    /// <summary>Longer answers come in parts: 61xx, then GET RESPONSE.</summary>
    public int? MaxAnswerBytes { get; init; }

    /// <summary>True: a command whose Le is not the length of the answer is answered with 6Cxx first.</summary>
    public bool WantsExactLength { get; init; }

    /// <summary>True: extended length is answered with 6700.</summary>
    public bool ShortLengthOnly { get; init; }

    /// <summary>The session is dropped (6988) after this many protected commands, once.</summary>
    public int? BreaksOnceAfter { get; init; }
}

/// <param name="Step">0 MSE:Set AT, 1 nonce, 2 mapping, 3 key agreement, 4 tokens.</param>
/// <param name="Status">The status word instead of an answer, e.g. 6982.</param>
public sealed record PaceRefusal(int Step, int Status);
