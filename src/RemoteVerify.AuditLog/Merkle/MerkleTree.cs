// RFC 6962 section 2.1, over stored hashes of complete subtrees: a leaf adds on average two of them, and every root and
// proof reads O(log n).
using System.Numerics;

namespace RemoteVerify.AuditLog.Merkle;

/// <summary>Appends to a tree and computes its roots.</summary>
public static class MerkleTree
{
    /// <summary>The complete subtrees that come into being when a leaf is appended to a tree of <paramref name="size"/> leaves, the leaf first.</summary>
    public static async Task<IReadOnlyList<(NodeId Id, byte[] Hash)>> AppendAsync(
        IMerkleNodes nodes, long size, ReadOnlyMemory<byte> leafHash, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        byte[] hash = leafHash.ToArray();
        var made = new List<(NodeId, byte[])> { (new NodeId(0, size), hash) };
        long index = size;
        for (int level = 0; (index & 1) == 1; level++)
        {
            ReadOnlyMemory<byte> left = await nodes.GetAsync(new NodeId(level, index - 1), cancellationToken);
            hash = MerkleHash.Node(left.Span, hash);
            index >>= 1;
            made.Add((new NodeId(level + 1, index), hash));
        }

        return made;
    }

    /// <summary>The root over the first <paramref name="size"/> leaves.</summary>
    public static async Task<byte[]> RootAsync(IMerkleNodes nodes, long size, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return size == 0 ? MerkleHash.Empty() : await RangeAsync(nodes, 0, size, cancellationToken);
    }

    /// <summary>MTH of the leaves <c>[start, end)</c>, where <paramref name="start"/> is a multiple of the subtree's width.</summary>
    internal static async Task<byte[]> RangeAsync(IMerkleNodes nodes, long start, long end, CancellationToken cancellationToken)
    {
        long width = end - start;
        if (BitOperations.IsPow2(width))
        {
            int level = BitOperations.Log2((ulong)width);
            return (await nodes.GetAsync(new NodeId(level, start >> level), cancellationToken)).ToArray();
        }

        long split = start + SplitPoint(width);
        byte[] left = await RangeAsync(nodes, start, split, cancellationToken);
        byte[] right = await RangeAsync(nodes, split, end, cancellationToken);
        return MerkleHash.Node(left, right);
    }

    /// <summary>The largest power of two smaller than <paramref name="width"/>.</summary>
    internal static long SplitPoint(long width) => 1L << BitOperations.Log2((ulong)(width - 1));
}
