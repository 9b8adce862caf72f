namespace RemoteVerify.AuditLog.Merkle;

/// <summary>A tree in memory: for a checker that was handed all leaves.</summary>
public sealed class MemoryNodes : IMerkleNodes
{
    private readonly Dictionary<NodeId, byte[]> _nodes = [];

    /// <summary>Leaves so far.</summary>
    public long Size { get; private set; }

    /// <summary>Appends the hash of a leaf.</summary>
    public async Task AppendAsync(ReadOnlyMemory<byte> leafHash, CancellationToken cancellationToken)
    {
        foreach ((NodeId id, byte[] hash) in await MerkleTree.AppendAsync(this, Size, leafHash, cancellationToken))
        {
            _nodes.Add(id, hash);
        }

        Size++;
    }

    public ValueTask<ReadOnlyMemory<byte>> GetAsync(NodeId node, CancellationToken cancellationToken) => _nodes.TryGetValue(node, out byte[]? hash)
        ? ValueTask.FromResult<ReadOnlyMemory<byte>>(hash)
        : throw new KeyNotFoundException($"The log has no node {node.Level}/{node.Index}.");
}
