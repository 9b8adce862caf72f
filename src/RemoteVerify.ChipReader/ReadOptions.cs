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

    /// <summary>Asks the server, when the files are read, what the chip shall do; DG14 is given (its file, or null). Takes the place of <see cref="Challenge"/>.</summary>
    public Func<ReadOnlyMemory<byte>?, CancellationToken, Task<ServerChallenge?>>? AskServer { get; init; }

    /// <summary>
    /// Picks from DG14 (its file) what chip authentication is run with; null, or a null answer, for none. It is the last thing done, because
    /// it replaces the session's keys.
    /// </summary>
    public Func<ReadOnlyMemory<byte>, ChipAuthenticationOffer?>? ChooseChipAuthentication { get; init; }

    /// <summary>False goes straight to basic access control.</summary>
    public bool TryPace { get; init; } = true;

    /// <summary>How often the chip is opened again after its session broke, keeping the files read so far; never after a wrong key.</summary>
    public int MaxReopenings { get; init; } = 1;

    /// <summary>Bytes asked for at a time; 223 fits a protected short answer on every chip.</summary>
    public int MaxReadBytes { get; init; } = 223;

    /// <summary>Hears of every part that was read; null when nobody wants to know.</summary>
    public IProgress<ReadProgress>? Progress { get; init; }
}

/// <summary>How far the reading of one file is.</summary>
/// <param name="File">Upload name, e.g. <c>EF_DG2.bin</c>.</param>
public sealed record ReadProgress(string File, int BytesRead, int BytesTotal);

/// <summary>What a server wants the chip to do.</summary>
/// <param name="Challenge">Eight bytes for active authentication, or null.</param>
/// <param name="AgreementCommands">Commands of chip authentication with the server's key, sent inside the open session; empty for none.</param>
/// <param name="ProtectedCommands">Commands that the server wrapped, sent after them as they are.</param>
public sealed record ServerChallenge(
    ReadOnlyMemory<byte>? Challenge, IReadOnlyList<ReadOnlyMemory<byte>> AgreementCommands, IReadOnlyList<ReadOnlyMemory<byte>> ProtectedCommands)
{
    public override string ToString() => nameof(ServerChallenge);
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
    /// <summary>The way of PACE that opened the chip; null when it was basic access control.</summary>
    public PaceInfo? Pace { get; init; }

    /// <summary>EF.CardAccess, read before anything was authentic; to be compared with DG14 or EF.CardSecurity (Doc 9303-11 clause 4.4.1).</summary>
    public ReadOnlyMemory<byte>? CardAccess { get; init; }

    /// <summary>The proof inside PACE with chip authentication mapping; null with any other way.</summary>
    public ChipAuthenticationMappingTranscript? ChipAuthenticationMapping { get; init; }

    /// <summary>The chip's responses to <see cref="ServerChallenge.ProtectedCommands"/>, unopened; empty when there were none.</summary>
    public IReadOnlyList<byte[]> ServerResponses { get; init; } = [];

    public override string ToString() => $"ReadDocument({Protocol}, {Files.Count} files, not shown)";
}
