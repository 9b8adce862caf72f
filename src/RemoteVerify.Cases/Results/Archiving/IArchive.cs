namespace RemoteVerify.Cases.Results.Archiving;

/// <summary>How long a signed document can still be proven as it is.</summary>
/// <param name="IsComplete">Evidence for every signature lies under a document timestamp (PAdES B-LTA).</param>
/// <param name="Until">When the newest document timestamp's certificates or algorithms end; null when that can't be told.</param>
public sealed record ArchiveState(bool IsComplete, DateTimeOffset? Until);

/// <summary>Keeps signed documents provable.</summary>
public interface IArchive
{
    /// <summary>What protects this document, and until when.</summary>
    ArchiveState Examine(ReadOnlyMemory<byte> pdf, DateTimeOffset at);

    /// <summary>
    /// The same document with evidence for all that it holds and a new document timestamp behind it; every byte of before stays.
    /// <c>archive.not-renewed</c> when a signature is not valid any more or evidence is missing; <c>timestamp.*</c> when there is
    /// no timestamp to be had now.
    /// </summary>
    Task<Outcome<ReadOnlyMemory<byte>>> RenewAsync(ReadOnlyMemory<byte> pdf, DateTimeOffset at, CancellationToken cancellationToken);
}

/// <summary>When archives are renewed.</summary>
public sealed record ArchivePolicy
{
    /// <summary>This long before the newest timestamp ends.</summary>
    public TimeSpan Margin { get; init; } = TimeSpan.FromDays(365);

    /// <summary>A renewal that did not work is tried again after this.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Documents that one run looks at, at most.</summary>
    public int MostPerRun { get; init; } = 100;
}
