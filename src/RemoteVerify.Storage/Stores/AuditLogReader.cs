using Microsoft.EntityFrameworkCore;
using RemoteVerify.AuditLog.Checkpoints;
using RemoteVerify.AuditLog.Merkle;
using RemoteVerify.AuditLog.Proofs;
using RemoteVerify.AuditLog.Tiles;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

/// <summary>Checkpoints, leaves and proofs for anyone. Nothing here can be turned back into an entry.</summary>
public sealed class AuditLogReader
{
    private readonly IDbContextFactory<StorageContext> _contexts;
    private readonly DatabaseRules _rules;
    private readonly TimeProvider _clock;

    internal AuditLogReader(IDbContextFactory<StorageContext> contexts, DatabaseRules rules, TimeProvider clock) => (_contexts, _rules, _clock) = (contexts, rules, clock);

    /// <summary>No log ever gets a tile above this level.</summary>
    private const int HighestLevel = 7;

    /// <summary>Most leaf hashes of one answer.</summary>
    public const int MaximumLeaves = 1000;

    /// <summary>Number of leaves.</summary>
    public async Task<long> SizeAsync(CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        return await AuditNodes.SizeAsync(context, cancellationToken);
    }

    /// <summary>Signs the head of the log and keeps the note; the kept note when the log did not grow.</summary>
    public async Task<string> PublishCheckpointAsync(CheckpointSigner signer, CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        long size = await AuditNodes.SizeAsync(context, cancellationToken);
        if (await context.Checkpoints.FindAsync([size], cancellationToken) is { } known)
        {
            return known.Note;
        }

        byte[] root = await MerkleTree.RootAsync(new AuditNodes(context), size, cancellationToken);
        string note = await signer.SignAsync(size, root, cancellationToken);
        context.ChangeTracker.Clear();
        context.Checkpoints.Add(new CheckpointRow { Size = size, Note = note, At = Time.Write(_clock.GetUtcNow()) });
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return note;
        }
        catch (DbUpdateException e) when (_rules.IsConflict(e))
        {
            // Somebody else signed the same head first: there is one note a size.
            context.ChangeTracker.Clear();
            return (await context.Checkpoints.AsNoTracking().SingleAsync(c => c.Size == size, cancellationToken)).Note;
        }
    }

    /// <summary>The newest signed checkpoint, or null before the first.</summary>
    public async Task<string?> LatestCheckpointAsync(CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        return await context.Checkpoints.AsNoTracking().OrderByDescending(c => c.Size).Select(c => c.Note).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Leaf hashes from an index on, at most <see cref="MaximumLeaves"/>.</summary>
    public async Task<IReadOnlyList<byte[]>> LeafHashesAsync(long from, int count, CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        return await context.AuditLeaves.AsNoTracking().Where(l => l.Index >= from).OrderBy(l => l.Index)
            .Take(Math.Clamp(count, 0, MaximumLeaves)).Select(l => l.LeafHash).ToListAsync(cancellationToken);
    }

    /// <summary>The hashes of a tile, 32 bytes each; null when the log doesn't reach there.</summary>
    /// <param name="level">0 for leaves; each level above stands for 256 times as many.</param>
    /// <param name="tile">Which.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<byte[]?> TileAsync(int level, TileNumber tile, CancellationToken cancellationToken)
    {
        if (level > HighestLevel)
        {
            return null;
        }

        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        long start = tile.Start;
        long end = start + tile.Width;
        int nodeLevel = level * TileNumber.Height;
        List<byte[]> hashes = level == 0
            ? await context.AuditLeaves.AsNoTracking().Where(l => l.Index >= start && l.Index < end).OrderBy(l => l.Index).Select(l => l.LeafHash).ToListAsync(cancellationToken)
            : await context.AuditNodes.AsNoTracking().Where(n => n.Level == nodeLevel && n.Index >= start && n.Index < end).OrderBy(n => n.Index).Select(n => n.Hash).ToListAsync(cancellationToken);
        return hashes.Count == tile.Width ? [.. hashes.SelectMany(hash => hash)] : null;
    }

    /// <summary>The entries of a tile of leaves, which are the commitments; null when the log doesn't reach there, or one of them is lost.</summary>
    public async Task<byte[]?> EntriesAsync(TileNumber tile, CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        long start = tile.Start;
        long end = start + tile.Width;
        List<byte[]?> entries = await context.AuditLeaves.AsNoTracking().Where(l => l.Index >= start && l.Index < end).OrderBy(l => l.Index).Select(l => l.Commitment).ToListAsync(cancellationToken);
        return entries.Count == tile.Width && entries.All(entry => entry is not null) ? EntryBundle.Write(entries!) : null;
    }

    /// <summary>The audit path of a leaf in the tree of <paramref name="size"/> leaves; null when the log doesn't reach there.</summary>
    public async Task<IReadOnlyList<byte[]>?> InclusionProofAsync(long index, long size, CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        return index >= 0 && index < size && size <= await AuditNodes.SizeAsync(context, cancellationToken)
            ? await ProofBuilder.InclusionAsync(new AuditNodes(context), index, size, cancellationToken)
            : null;
    }

    /// <summary>The proof that the log only grew; null when it doesn't reach there.</summary>
    public async Task<IReadOnlyList<byte[]>?> ConsistencyProofAsync(long oldSize, long newSize, CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        return oldSize >= 0 && oldSize <= newSize && newSize <= await AuditNodes.SizeAsync(context, cancellationToken)
            ? await ProofBuilder.ConsistencyAsync(new AuditNodes(context), oldSize, newSize, cancellationToken)
            : null;
    }
}
