using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

internal sealed class BlobStore(StorageContext context, CaseKeys keys, TimeProvider clock) : IBlobStore
{
    public async Task<BlobId> PutAsync(TenantId tenant, CaseId caseId, DataClass dataClass, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        BlobId id = BlobId.New(clock.GetUtcNow());
        keys.BelongsTo(caseId.Value, tenant);
        byte[] key = await keys.ForWritingAsync(caseId.Value, dataClass, cancellationToken);
        context.Blobs.Add(new BlobRow
        {
            Id = id.Value,
            CaseId = caseId.Value,
            DataClass = dataClass,
            Data = Sealed.Seal(key, Place(id.Value, caseId.Value, dataClass), data.Span),
        });
        return id;
    }

    public async Task<ReadOnlyMemory<byte>?> GetAsync(CaseId caseId, BlobId id, CancellationToken cancellationToken)
    {
        BlobRow? row = context.Blobs.Local.FindEntry(id.Value)?.Entity
            ?? await context.Blobs.AsNoTracking().FirstOrDefaultAsync(b => b.Id == id.Value && b.CaseId == caseId.Value, cancellationToken);
        if (row is null || row.CaseId != caseId.Value || await keys.ForReadingAsync(caseId.Value, row.DataClass, cancellationToken) is not { } key)
        {
            return null;
        }

        return Sealed.Open(key, Place(row.Id, row.CaseId, row.DataClass), row.Data);
    }

    public async Task<bool> HasKeyAsync(CaseId caseId, DataClass dataClass, CancellationToken cancellationToken) =>
        await context.DataKeys.FindAsync([caseId.Value, dataClass], cancellationToken) is { Wrapped: not null };

    public Task DestroyKeyAsync(CaseId caseId, DataClass dataClass, CancellationToken cancellationToken) =>
        keys.DestroyAsync(caseId.Value, dataClass, cancellationToken);

    private static string Place(Guid id, Guid caseId, DataClass dataClass) => $"blob/{id:D}/{caseId:D}/{dataClass}";
}
