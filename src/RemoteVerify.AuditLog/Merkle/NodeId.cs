namespace RemoteVerify.AuditLog.Merkle;

/// <summary>A complete subtree: it covers the leaves <c>[Index * 2^Level, (Index + 1) * 2^Level)</c>.</summary>
/// <param name="Level">0 for leaves.</param>
/// <param name="Index">Position on its level, from 0.</param>
public readonly record struct NodeId(int Level, long Index);

/// <summary>Where the hashes of complete subtrees are kept.</summary>
public interface IMerkleNodes
{
    /// <summary>The hash of a complete subtree.</summary>
    /// <exception cref="KeyNotFoundException">The log does not reach so far.</exception>
    ValueTask<ReadOnlyMemory<byte>> GetAsync(NodeId node, CancellationToken cancellationToken);
}
