using Microsoft.EntityFrameworkCore;
using RemoteVerify.AuditLog.Checkpoints;
using RemoteVerify.AuditLog.Merkle;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Storage.Checking;

/// <summary>What an inspection found.</summary>
/// <param name="Findings">What is wrong, one line each without personal data; empty when nothing is.</param>
/// <param name="Leaves">Leaves of the audit log.</param>
/// <param name="Root">The log's root computed again from its leaves.</param>
/// <param name="Numbers">Numbers of all register books.</param>
public sealed record InspectionReport(IReadOnlyList<string> Findings, long Leaves, ReadOnlyMemory<byte> Root, long Numbers)
{
    public bool IsSound => Findings.Count == 0;

    public override string ToString() => IsSound ? $"sound: {Leaves} leaves, {Numbers} numbers" : string.Join("; ", Findings);
}

/// <summary>
/// Reads the whole database and says whether it is one that this service wrote: the database's own check, the log recomputed from its entries up
/// to its newest checkpoint, register books without gap, everything encrypted opens. It changes nothing.
/// </summary>
public static class StorageInspection
{
    private const int Page = 500;

    public static async Task<InspectionReport> RunAsync(RelationalStorage storage, CancellationToken cancellationToken)
    {
        List<string> findings = [];
        var leaves = new MemoryNodes();
        long numbers = 0;
        await using StorageContext context = storage.CreateDbContext();
        using var keys = new CaseKeys(context, storage.Master, TimeProvider.System);
        try
        {
            findings.AddRange(await storage.Rules.DamageAsync(context, cancellationToken));
            await CheckLogAsync(context, keys, leaves, findings, cancellationToken);
            numbers = await CheckRegistersAsync(context, keys, findings, cancellationToken);
            await CheckSealedAsync(storage, context, findings, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Changed bytes can make any layer stumble; that is what was to be found out.
            findings.Add($"could not be read to its end: {e.GetType().Name}: {e.Message}");
        }

        return new InspectionReport(findings, leaves.Size, await MerkleTree.RootAsync(leaves, leaves.Size, cancellationToken), numbers);
    }

    private static async Task CheckLogAsync(StorageContext context, CaseKeys keys, MemoryNodes leaves, List<string> findings, CancellationToken cancellationToken)
    {
        for (List<AuditLeafRow> page = []; leaves.Size == 0 || page.Count == Page;)
        {
            long from = leaves.Size;
            page = await context.AuditLeaves.AsNoTracking().Where(l => l.Index >= from).OrderBy(l => l.Index).Take(Page).ToListAsync(cancellationToken);
            foreach (AuditLeafRow row in page)
            {
                if (row.Index != leaves.Size)
                {
                    findings.Add($"the log misses leaf {leaves.Size}");
                    return;
                }

                if (await keys.ForReadingAsync(row.CaseId ?? Guid.Empty, DataClass.Record, cancellationToken) is { } key && !IsLeafOf(row, key))
                {
                    findings.Add($"leaf {row.Index} of the log is not that of its entry");
                }

                await leaves.AppendAsync(row.LeafHash, cancellationToken);
            }

            if (page.Count == 0)
            {
                break;
            }
        }

        byte[] kept = await MerkleTree.RootAsync(new AuditNodes(context), leaves.Size, cancellationToken);
        if (!(await MerkleTree.RootAsync(leaves, leaves.Size, cancellationToken)).AsSpan().SequenceEqual(kept))
        {
            findings.Add("the log's nodes don't give the root of its leaves");
        }

        if (await context.AuditNodes.LongCountAsync(node => node.Level == 0, cancellationToken) != leaves.Size)
        {
            findings.Add("the log's nodes are of another number of leaves than it has");
        }

        await CheckCheckpointAsync(context, leaves, findings, cancellationToken);
    }

    private static bool IsLeafOf(AuditLeafRow row, byte[] key)
    {
        ReadOnlySpan<byte> opened = Sealed.Open(key, AuditTrail.Place(row.Index), row.Entry);
        return MerkleHash.Leaf(AuditEncoding.Commit(opened[..AuditEncoding.SaltLength], opened[AuditEncoding.SaltLength..])).AsSpan().SequenceEqual(row.LeafHash);
    }

    private static async Task CheckCheckpointAsync(StorageContext context, MemoryNodes leaves, List<string> findings, CancellationToken cancellationToken)
    {
        CheckpointRow? newest = await context.Checkpoints.AsNoTracking().OrderByDescending(c => c.Size).FirstOrDefaultAsync(cancellationToken);
        if (newest is null)
        {
            return;
        }

        if (newest.Size > leaves.Size)
        {
            findings.Add($"the newest checkpoint is of {newest.Size} leaves, the log has {leaves.Size}");
        }
        else if (!(await MerkleTree.RootAsync(leaves, newest.Size, cancellationToken)).AsSpan().SequenceEqual(BodyOf(newest.Note).Root.Span))
        {
            findings.Add($"the log's first {newest.Size} leaves are not those of its checkpoint");
        }
    }

    /// <summary>What the note says; whether its signature is right is for those who have the log's public key.</summary>
    private static Checkpoint BodyOf(string note) => Checkpoint.Parse(note[..(note.IndexOf("\n\n", StringComparison.Ordinal) + 1)]);

    private static async Task<long> CheckRegistersAsync(StorageContext context, CaseKeys keys, List<string> findings, CancellationToken cancellationToken)
    {
        long all = 0;
        var store = new RegisterStore(context, keys, _ => throw new InvalidOperationException("An inspection takes no number."));
        foreach (RegisterBookRow row in await context.RegisterBooks.AsNoTracking().ToListAsync(cancellationToken))
        {
            var book = new RegisterBook(new Cases.TenantId(row.Tenant), row.Code, row.Year);
            long next = 1;
            while (await store.ListAsync(book, next, Page, cancellationToken) is { Count: > 0 } page)
            {
                foreach (RegisterEntry entry in page)
                {
                    if (entry.Number != next)
                    {
                        findings.Add($"book {book} has a gap before number {entry.Number}");
                    }

                    next = entry.Number + 1;
                    all++;
                }
            }

            if (next - 1 != row.LastNumber)
            {
                findings.Add($"book {book} says that its last number is {row.LastNumber}, it is {next - 1}");
            }
        }

        return all == await context.RegisterEntries.LongCountAsync(cancellationToken) ? all : Orphans(findings, all);
    }

    private static long Orphans(List<string> findings, long all)
    {
        findings.Add("there are numbers of no book");
        return all;
    }

    private static async Task CheckSealedAsync(RelationalStorage storage, StorageContext context, List<string> findings, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await storage.BeginAsync(cancellationToken);
        await foreach (var one in context.Cases.AsNoTracking().Select(c => new { c.Id, c.Tenant, c.State }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (await unit.Cases.FindAsync(new Cases.TenantId(one.Tenant), new Cases.CaseId(one.Id), cancellationToken) is { } found && found.State != one.State)
            {
                findings.Add($"case {one.Id} says '{one.State}' outside and '{found.State}' inside");
            }
        }

        await foreach (var one in context.Blobs.AsNoTracking().Select(b => new { b.Id, b.CaseId }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            await unit.Blobs.GetAsync(new Cases.CaseId(one.CaseId), new Cases.BlobId(one.Id), cancellationToken);
        }
    }
}
