// RFC 9162 sections 2.1.3.2 and 2.1.4.2 (the checking algorithms; the trees are those of RFC 6962).
using System.Security.Cryptography;
using RemoteVerify.AuditLog.Merkle;

namespace RemoteVerify.AuditLog.Proofs;

/// <summary>Checks proofs with nothing but hashes: anyone can run it. Malformed proofs are simply not valid.</summary>
public static class ProofChecker
{
    /// <summary>True when the leaf is at <paramref name="index"/> of the tree of <paramref name="size"/> leaves with this root.</summary>
    public static bool IsIncluded(ReadOnlySpan<byte> leafHash, long index, long size, IReadOnlyList<byte[]> path, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= size || leafHash.Length != MerkleHash.Length || path.Any(p => p.Length != MerkleHash.Length))
        {
            return false;
        }

        long node = index;
        long last = size - 1;
        byte[] hash = leafHash.ToArray();
        foreach (byte[] sibling in path)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                hash = MerkleHash.Node(sibling, hash);
                while ((node & 1) == 0 && node != 0)
                {
                    node >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                hash = MerkleHash.Node(hash, sibling);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && CryptographicOperations.FixedTimeEquals(hash, root);
    }

    /// <summary>True when the newer tree begins with all leaves of the older one, in order.</summary>
    public static bool IsConsistent(long oldSize, ReadOnlySpan<byte> oldRoot, long newSize, ReadOnlySpan<byte> newRoot, IReadOnlyList<byte[]> path)
    {
        if (oldSize < 0 || oldSize > newSize || path.Any(p => p.Length != MerkleHash.Length))
        {
            return false;
        }

        if (oldSize == newSize)
        {
            return path.Count == 0 && oldRoot.SequenceEqual(newRoot);
        }

        if (oldSize == 0)
        {
            return path.Count == 0 && oldRoot.SequenceEqual(MerkleHash.Empty());
        }

        long node = oldSize - 1;
        long last = newSize - 1;
        while ((node & 1) == 1)
        {
            node >>= 1;
            last >>= 1;
        }

        // An old tree that is one complete subtree is not repeated in the proof.
        int next = 0;
        byte[] first = node == 0 ? oldRoot.ToArray() : path.Count > 0 ? path[next++] : [];
        return first.Length == MerkleHash.Length && Climb(first, path, next, node, last, oldRoot, newRoot);
    }

    private static bool Climb(
        byte[] first, IReadOnlyList<byte[]> path, int next, long node, long last, ReadOnlySpan<byte> oldRoot, ReadOnlySpan<byte> newRoot)
    {
        byte[] oldHash = first;
        byte[] newHash = first;
        for (; next < path.Count; next++)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                oldHash = MerkleHash.Node(path[next], oldHash);
                newHash = MerkleHash.Node(path[next], newHash);
                while ((node & 1) == 0 && node != 0)
                {
                    node >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                newHash = MerkleHash.Node(newHash, path[next]);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && oldHash.AsSpan().SequenceEqual(oldRoot) && newHash.AsSpan().SequenceEqual(newRoot);
    }
}
