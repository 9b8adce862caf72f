using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RemoteVerify.AuditLog.Merkle;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

/// <summary>Collects entries; <see cref="WriteAsync"/> makes them leaves inside the commit, where the log's end is fixed.</summary>
internal sealed class AuditTrail(StorageContext context, CaseKeys keys) : IAuditTrail
{
    private readonly List<AuditEntry> _pending = [];

    public void Append(AuditEntry entry) => _pending.Add(entry);

    /// <summary>What waits to be written, a line each.</summary>
    internal string Pending => string.Concat(_pending.Select(RequestMark.Line));

    public async Task<IReadOnlyList<RecordedEntry>> ListAsync(CaseId caseId, CancellationToken cancellationToken)
    {
        if (await keys.ForReadingAsync(caseId.Value, DataClass.Record, cancellationToken) is not { } key)
        {
            return [];
        }

        List<AuditLeafRow> rows = await context.AuditLeaves.AsNoTracking()
            .Where(l => l.CaseId == caseId.Value).OrderBy(l => l.Index).ToListAsync(cancellationToken);
        var entries = new List<RecordedEntry>(rows.Count);
        foreach (AuditLeafRow row in rows)
        {
            ReadOnlyMemory<byte> opened = Sealed.Open(key, Place(row.Index), row.Entry);
            ReadOnlyMemory<byte> canonical = opened[AuditEncoding.SaltLength..];
            entries.Add(new RecordedEntry(row.Index, AuditEncoding.Decode(canonical), opened[..AuditEncoding.SaltLength], canonical));
        }

        return entries;
    }

    /// <summary>Appends the pending entries; the caller holds the write lock.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        if (_pending.Count == 0)
        {
            return;
        }

        long size = await AuditNodes.SizeAsync(context, cancellationToken);
        var nodes = new AuditNodes(context);
        foreach (AuditEntry entry in _pending)
        {
            byte[] canonical = AuditEncoding.Encode(entry);
            byte[] salt = RandomNumberGenerator.GetBytes(AuditEncoding.SaltLength);
            byte[] commitment = AuditEncoding.Commit(salt, canonical);
            byte[] leaf = MerkleHash.Leaf(commitment);
            byte[] key = await keys.ForWritingAsync(entry.CaseId?.Value ?? Guid.Empty, DataClass.Record, cancellationToken);
            context.AuditLeaves.Add(new AuditLeafRow
            {
                Index = size,
                CaseId = entry.CaseId?.Value,
                LeafHash = leaf,
                Commitment = commitment,
                Entry = Sealed.Seal(key, Place(size), [.. salt, .. canonical]),
            });
            foreach ((NodeId id, byte[] hash) in await MerkleTree.AppendAsync(nodes, size, leaf, cancellationToken))
            {
                context.AuditNodes.Add(new AuditNodeRow { Level = id.Level, Index = id.Index, Hash = hash });
            }

            size++;
        }

        await MeterStore.CountAsync(context, _pending, cancellationToken);
        _pending.Clear();
    }

    internal static string Place(long index) => $"audit/{index}";
}

/// <summary>The stored hashes of the log.</summary>
internal sealed class AuditNodes(StorageContext context) : IMerkleNodes
{
    public static async Task<long> SizeAsync(StorageContext context, CancellationToken cancellationToken) =>
        (await context.AuditLeaves.MaxAsync(l => (long?)l.Index, cancellationToken) ?? -1) + 1;

    public async ValueTask<ReadOnlyMemory<byte>> GetAsync(NodeId node, CancellationToken cancellationToken) =>
        await context.AuditNodes.FindAsync([node.Level, node.Index], cancellationToken) is { } row
            ? row.Hash
            : throw new KeyNotFoundException($"The log has no node {node.Level}/{node.Index}.");
}
