namespace RemoteVerify.Cli.Commands.Log;

/// <summary>Where a log is read from.</summary>
internal interface ILogSource : IDisposable
{
    /// <summary>The key as the log itself shows it.</summary>
    Task<LogKey> KeyAsync(CancellationToken cancellationToken);

    /// <summary>The signed head.</summary>
    Task<string> CheckpointAsync(CancellationToken cancellationToken);

    /// <summary>The leaf hashes, at least the first <paramref name="size"/> where the log has them.</summary>
    Task<IReadOnlyList<byte[]>> LeavesAsync(long size, CancellationToken cancellationToken);

    /// <summary>The entries of the first <paramref name="size"/> leaves, up to the first one that the log doesn't publish.</summary>
    Task<IReadOnlyList<byte[]>> EntriesAsync(long size, CancellationToken cancellationToken);

    /// <summary>The roots of the full tiles of leaves as the log keeps them; empty where it shows none.</summary>
    Task<IReadOnlyList<byte[]>> AboveAsync(long size, CancellationToken cancellationToken);

    /// <summary>The log's proof that a leaf is in the tree of this size; null when it gives none.</summary>
    Task<IReadOnlyList<byte[]>?> ProofAsync(long index, long size, CancellationToken cancellationToken);
}
