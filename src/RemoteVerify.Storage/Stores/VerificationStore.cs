using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

internal sealed class VerificationStore(StorageContext context, CaseKeys keys) : IVerificationStore
{
    public async Task<Verification?> FindAsync(VerificationId id, CancellationToken cancellationToken)
    {
        VerificationRow? row = await context.Verifications.AsNoTracking().FirstOrDefaultAsync(v => v.Id == id.Value, cancellationToken);
        return row is null ? null : await ReadAsync(row, cancellationToken);
    }

    public async Task<IReadOnlyList<Verification>> ListAsync(CaseId caseId, CancellationToken cancellationToken)
    {
        List<VerificationRow> rows = await context.Verifications.AsNoTracking()
            .Where(v => v.CaseId == caseId.Value).OrderBy(v => v.StartedAt).ThenBy(v => v.Id).ToListAsync(cancellationToken);
        var found = new List<Verification>(rows.Count);
        foreach (VerificationRow row in rows)
        {
            if (await ReadAsync(row, cancellationToken) is { } verification)
            {
                found.Add(verification);
            }
        }

        return found;
    }

    public async Task AddAsync(Verification verification, CancellationToken cancellationToken)
    {
        VerificationFile file = verification.File;
        context.Verifications.Add(new VerificationRow
        {
            Id = file.Id.Value,
            CaseId = file.CaseId.Value,
            Tenant = file.Tenant.Value,
            State = verification.State,
            StartedAt = Time.Write(file.StartedAt),
            Version = file.Version,
            Body = await WriteAsync(verification, cancellationToken),
        });
    }

    public async Task UpdateAsync(Verification changed, CancellationToken cancellationToken)
    {
        VerificationRow row = await context.Verifications.FindAsync([changed.File.Id.Value], cancellationToken)
            ?? throw new InvalidOperationException("The verification was not added before.");
        row.State = changed.State;
        row.Body = await WriteAsync(changed, cancellationToken);
        context.Entry(row).Property(v => v.Version).OriginalValue = changed.File.Version - 1;
        row.Version = changed.File.Version;
    }

    private async Task<byte[]> WriteAsync(Verification verification, CancellationToken cancellationToken)
    {
        keys.BelongsTo(verification.File.CaseId.Value, verification.File.Tenant);
        byte[] key = await keys.ForWritingAsync(verification.File.CaseId.Value, DataClass.Record, cancellationToken);
        return Sealed.Seal(key, Place(verification.File.Id.Value), JsonSerializer.SerializeToUtf8Bytes(verification, StoredJson.Options));
    }

    private async Task<Verification?> ReadAsync(VerificationRow row, CancellationToken cancellationToken) =>
        await keys.ForReadingAsync(row.CaseId, DataClass.Record, cancellationToken) is { } key
            ? JsonSerializer.Deserialize<Verification>(Sealed.Open(key, Place(row.Id), row.Body), StoredJson.Options)
            : null;

    private static string Place(Guid id) => $"verification/{id:D}/body";
}
