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
}
