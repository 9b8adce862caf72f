using RemoteVerify.AuditLog.Checkpoints;
using RemoteVerify.AuditLog.Merkle;
using RemoteVerify.AuditLog.Proofs;

namespace RemoteVerify.AuditLog.Tiles;

/// <summary>What shows that a leaf was altered.</summary>
public enum AlterationProof
{
    /// <summary>It was another one (or was there at all) when the log was checked before.</summary>
    SeenBefore,

    /// <summary>The entry that the log itself publishes does not hash to it.</summary>
    EntryDiffers,

    /// <summary>The log can't prove it under its signed head, while it can prove others.</summary>
    NotUnderSignedHead,
}

/// <summary>The first leaf that is known to be altered.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Proof">What shows it.</param>
public sealed record AlteredLeaf(long Index, AlterationProof Proof);

/// <summary>
/// Names the first altered leaf of a log whose leaves don't give the signed root, or no longer begin as they did. What was kept of an earlier
/// check names it always. Without that, it takes what the one who altered forgot: the entries beside the leaves, or the stored inner nodes. A log
/// that was rewritten as a whole and signed again can be told from the old one, by an old checkpoint, but its altered leaf can't be named.
/// </summary>
public static class AlteredLeafSearch
{
    /// <summary>Tiles that are searched by proofs, 256 of them each.</summary>
    private const int MostTiles = 4;

    /// <summary>The first leaf that differs from those kept, or is missing; null when none is.</summary>
    public static AlteredLeaf? Among(IReadOnlyList<byte[]> kept, IReadOnlyList<byte[]> leaves)
    {
        for (int i = 0; i < kept.Count; i++)
        {
            if (i >= leaves.Count || !leaves[i].AsSpan().SequenceEqual(kept[i]))
            {
                return new AlteredLeaf(i, AlterationProof.SeenBefore);
            }
        }

        return null;
    }

    /// <summary>The first leaf that is not the hash of its published entry; null when none is.</summary>
    public static AlteredLeaf? ByEntries(IReadOnlyList<byte[]> leaves, IReadOnlyList<byte[]> entries)
    {
        for (int i = 0; i < Math.Min(leaves.Count, entries.Count); i++)
        {
            if (!MerkleHash.Leaf(entries[i]).AsSpan().SequenceEqual(leaves[i]))
            {
                return new AlteredLeaf(i, AlterationProof.EntryDiffers);
            }
        }

        return null;
    }

    /// <summary>The first leaf that has no place under the signed head; null when that can't be said.</summary>
    /// <param name="head">The signed head.</param>
    /// <param name="leaves">The leaves as the log shows them; at a missing one those behind it have moved up.</param>
    /// <param name="above">The log's tiles of level 1: a hash for each full tile of leaves. They only say where to look.</param>
    /// <param name="proofOf">The log's inclusion proof of a leaf in the tree of the head; null when it gives none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<AlteredLeaf?> UnderHeadAsync(
        Checkpoint head, IReadOnlyList<byte[]> leaves, IReadOnlyList<byte[]> above, Func<long, CancellationToken, Task<IReadOnlyList<byte[]>?>> proofOf, CancellationToken cancellationToken)
    {
        foreach (int tile in SuspectTiles(head, leaves, above).Take(MostTiles))
        {
            int start = tile * TileNumber.FullWidth;
            int end = (int)Math.Min(Math.Min(head.Size, leaves.Count), start + TileNumber.FullWidth);
            AlteredLeaf? first = null;

            // A log that can prove nothing at all under its head was rewritten as a whole, and no leaf stands out.
            bool provesAny = start > 0 && await IsProvenAsync(0);
            for (int i = start; i < end && (first is null || !provesAny); i++)
            {
                bool isProven = await IsProvenAsync(i);
                provesAny |= isProven;
                first ??= isProven ? null : new AlteredLeaf(i, AlterationProof.NotUnderSignedHead);
            }

            if (first is not null && provesAny)
            {
                return first;
            }
        }

        return null;

        async Task<bool> IsProvenAsync(int i) =>
            await proofOf(i, cancellationToken) is { } path && ProofChecker.IsIncluded(leaves[i], i, head.Size, path, head.Root.Span);
    }

    /// <summary>Full tiles that don't hash to what stands above them, then the partial one.</summary>
    private static IEnumerable<int> SuspectTiles(Checkpoint head, IReadOnlyList<byte[]> leaves, IReadOnlyList<byte[]> above)
    {
        int full = (int)(head.Size / TileNumber.FullWidth);
        for (int tile = 0; tile < full; tile++)
        {
            byte[][] below = [.. leaves.Skip(tile * TileNumber.FullWidth).Take(TileNumber.FullWidth)];
            if (tile >= above.Count || below.Length < TileNumber.FullWidth || !HashTile.Root(below).AsSpan().SequenceEqual(above[tile]))
            {
                yield return tile;
            }
        }

        if (head.Size % TileNumber.FullWidth > 0)
        {
            yield return full;
        }
    }
}
