using System.Text;

namespace RemoteVerify.Cli.Commands.Log;

/// <summary>A log as files: <c>checkpoint.txt</c>, <c>key.json</c>, <c>leaves.json</c>.</summary>
internal sealed class FolderLogSource(string folder) : ILogSource
{
    public Task<LogKey> KeyAsync(CancellationToken cancellationToken) => Task.FromResult(LogJson.Read<LogKey>(Read("key.json"), "key.json"));

    public Task<string> CheckpointAsync(CancellationToken cancellationToken) => Task.FromResult(Encoding.UTF8.GetString(Read("checkpoint.txt")));

    public Task<IReadOnlyList<byte[]>> LeavesAsync(long size, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<byte[]>>(LogJson.Read<List<byte[]>>(Read("leaves.json"), "leaves.json"));

    /// <summary>A folder holds leaf hashes only.</summary>
    public Task<IReadOnlyList<byte[]>> EntriesAsync(long size, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<byte[]>>([]);

    public Task<IReadOnlyList<byte[]>> AboveAsync(long size, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<byte[]>>([]);

    public Task<IReadOnlyList<byte[]>?> ProofAsync(long index, long size, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<byte[]>?>(null);

    public void Dispose()
    {
    }

    private byte[] Read(string name) => InputFiles.Read(Path.Combine(folder, name));
}
