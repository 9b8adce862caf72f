using RemoteVerify.ChipReader.AccessControl;

namespace RemoteVerify.ChipReader;

/// <summary>What to read and how.</summary>
public sealed record ReadOptions
{
    public static ReadOptions Default { get; } = new();

    /// <summary>Data groups to try; absent and protected ones are left out of the result. DG3 and DG4 need rights we don't have.</summary>
    public IReadOnlyList<int> DataGroups { get; init; } = [1, 2, 11, 12, 13, 14, 15];

    /// <summary>The server's challenge of eight bytes for active authentication; null for none.</summary>
    public ReadOnlyMemory<byte>? Challenge { get; init; }

    /// <summary>Told when the chip has opened, before anything is read.</summary>
    public Func<AccessProtocol, Task>? WhenOpen { get; init; }

    /// <summary>Asks for the server's challenge when the files are read, instead of <see cref="Challenge"/>; null, or a null answer, for none.</summary>
    public Func<CancellationToken, Task<ReadOnlyMemory<byte>?>>? AskChallenge { get; init; }

    /// <summary>
    /// Picks from DG14 (its file) what chip authentication is run with; null, or a null answer, for none. It is the last thing done, because
    /// it replaces the session's keys.
    /// </summary>
    public Func<ReadOnlyMemory<byte>, ChipAuthenticationOffer?>? ChooseChipAuthentication { get; init; }

    /// <summary>False goes straight to basic access control.</summary>
    public bool TryPace { get; init; } = true;

    /// <summary>Bytes asked for at a time; 223 fits a protected short answer on every chip.</summary>
    public int MaxReadBytes { get; init; } = 223;
}

/// <summary>The protocol that opened the chip.</summary>
public enum AccessProtocol
{
    BasicAccessControl,
    Pace,
}

/// <summary>What a chip gave.</summary>
/// <param name="Files">By upload name (<c>EF_DG1.bin</c>), byte for byte.</param>
/// <param name="ChallengeResponse">The answer to the challenge; null when none was asked for or the chip gave none.</param>
/// <param name="ChipAuthentication">The transcript of chip authentication; null when none was asked for or the chip speaks none of ours.</param>
public sealed record ReadDocument(
    IReadOnlyDictionary<string, byte[]> Files,
    AccessProtocol Protocol,
    ReadOnlyMemory<byte>? ChallengeResponse,
    ChipAuthenticationTranscript? ChipAuthentication)
{
    public override string ToString() => $"ReadDocument({Protocol}, {Files.Count} files, not shown)";
}
