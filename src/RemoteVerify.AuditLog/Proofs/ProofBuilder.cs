// RFC 6962 sections 2.1.1 (audit paths) and 2.1.2 (consistency proofs).
using RemoteVerify.AuditLog.Merkle;

namespace RemoteVerify.AuditLog.Proofs;

/// <summary>Builds proofs from stored hashes.</summary>
public static class ProofBuilder
{
    /// <summary>The audit path of a leaf in the tree of <paramref name="size"/> leaves, from the leaf upwards.</summary>
    public static async Task<IReadOnlyList<byte[]>> InclusionAsync(IMerkleNodes nodes, long index, long size, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<byte[]>();
        long start = 0;
        long end = size;
        while (end - start > 1)
        {
            long split = start + MerkleTree.SplitPoint(end - start);
            if (index < split)
            {
                path.Add(await MerkleTree.RangeAsync(nodes, split, end, cancellationToken));
                end = split;
            }
            else
            {
                path.Add(await MerkleTree.RangeAsync(nodes, start, split, cancellationToken));
                start = split;
            }
        }

        path.Reverse();
        return path;
    }

    /// <summary>The proof that the tree of <paramref name="newSize"/> leaves begins with the one of <paramref name="oldSize"/>.</summary>
    public static async Task<IReadOnlyList<byte[]>> ConsistencyAsync(IMerkleNodes nodes, long oldSize, long newSize, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, newSize);
        var path = new List<byte[]>();
        if (oldSize == 0 || oldSize == newSize)
        {
            return path;
        }

        long start = 0;
        long end = newSize;
        bool isWholeOldTree = true;
        while (oldSize != end)
        {
            long split = start + MerkleTree.SplitPoint(end - start);
            if (oldSize <= split)
            {
                path.Add(await MerkleTree.RangeAsync(nodes, split, end, cancellationToken));
                end = split;
            }
            else
            {
                path.Add(await MerkleTree.RangeAsync(nodes, start, split, cancellationToken));
                start = split;
                isWholeOldTree = false;
            }
        }

        if (!isWholeOldTree)
        {
            path.Add(await MerkleTree.RangeAsync(nodes, start, end, cancellationToken));
        }

        path.Reverse();
        return path;
    }
}
