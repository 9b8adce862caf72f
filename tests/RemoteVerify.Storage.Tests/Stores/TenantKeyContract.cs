using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>Keys of cases lie under the key of their tenant, on every database.</summary>
public abstract class TenantKeyContract<TDatabase> : StoreTest<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly TenantId Other = new("other");

    [SkippableFact]
    public async Task Keys_OfTwoTenants_LieUnderAKeyOfEach()
    {
        (CaseId mine, BlobId first) = await PutAsync(Tenant);
        (CaseId others, BlobId second) = await PutAsync(Other);
        await PutAsync(Tenant);

        await using (StorageContext context = Storage.CreateDbContext())
        {
            Assert.Equal(["other", "tenant"], (await context.TenantKeys.Select(k => k.Tenant).ToListAsync()).Order(StringComparer.Ordinal));
            Assert.Equal("tenant", (await context.DataKeys.SingleAsync(k => k.CaseId == mine.Value)).Tenant);
            Assert.Equal("other", (await context.DataKeys.SingleAsync(k => k.CaseId == others.Value)).Tenant);
        }

        await using RelationalStorage again = Database.Reopen(Database.Key, "k1", Clock);
        await using IUnitOfWork unit = await again.BeginAsync(None);
        Assert.Equal(7, (await unit.Blobs.GetAsync(mine, first, None))!.Value.Span[0]);
        Assert.Equal(7, (await unit.Blobs.GetAsync(others, second, None))!.Value.Span[0]);
    }

    [SkippableFact]
    public async Task Key_MovedToAnotherTenant_OpensNothing()
    {
        (CaseId mine, BlobId blob) = await PutAsync(Tenant);
        await PutAsync(Other);
        await using (StorageContext context = Storage.CreateDbContext())
        {
            await context.Database.ExecuteSqlAsync($"UPDATE data_keys SET \"Tenant\" = 'other' WHERE \"CaseId\" = {mine.Value}");
        }

        await Assert.ThrowsAsync<StorageIntegrityException>(() => ReadAsync(u => u.Blobs.GetAsync(mine, blob, None)));
    }

    [SkippableFact]
    public async Task TenantKey_OfAnotherTenant_OpensNothing()
    {
        (CaseId mine, BlobId blob) = await PutAsync(Tenant);
        await PutAsync(Other);
        await using (StorageContext context = Storage.CreateDbContext())
        {
            await context.Database.ExecuteSqlAsync($"UPDATE tenant_keys SET \"Wrapped\" = (SELECT o.\"Wrapped\" FROM tenant_keys AS o WHERE o.\"Tenant\" = 'other') WHERE \"Tenant\" = 'tenant'");
        }

        await Assert.ThrowsAsync<StorageIntegrityException>(() => ReadAsync(u => u.Blobs.GetAsync(mine, blob, None)));
    }

    /// <summary>As every database looks that was written before tenants had keys.</summary>
    [SkippableFact]
    public async Task Key_WrappedByTheMasterKeyItself_StaysReadableAndWritable()
    {
        CaseId id = NewCaseId();
        byte[] key = RandomNumberGenerator.GetBytes(32);
        var blob = BlobId.New(Clock.GetUtcNow());
        await using (StorageContext context = Storage.CreateDbContext())
        {
            context.DataKeys.Add(new DataKeyRow
            {
                CaseId = id.Value, DataClass = DataClass.Dossier, MasterKeyId = "k1", Wrapped = Sealed.Seal(Database.Key, $"data-key/{id.Value:D}/{DataClass.Dossier}", key),
            });
            context.Blobs.Add(new BlobRow { Id = blob.Value, CaseId = id.Value, DataClass = DataClass.Dossier, Data = Sealed.Seal(key, $"blob/{blob.Value:D}/{id.Value:D}/{DataClass.Dossier}", [9]) });
            await context.SaveChangesAsync();
        }

        BlobId later = default;
        await InUnitAsync(async u => later = await u.Blobs.PutAsync(Tenant, id, DataClass.Dossier, new byte[] { 8 }, None));

        Assert.Equal(9, (await ReadAsync(u => u.Blobs.GetAsync(id, blob, None)))!.Value.Span[0]);
        Assert.Equal(8, (await ReadAsync(u => u.Blobs.GetAsync(id, later, None)))!.Value.Span[0]);

        // A class of data that is new to the old case gets its key under the tenant's.
        await InUnitAsync(u => u.Blobs.PutAsync(Tenant, id, DataClass.Capture, new byte[] { 7 }, None));
        await using (StorageContext context = Storage.CreateDbContext())
        {
            Assert.Null((await context.DataKeys.SingleAsync(k => k.CaseId == id.Value && k.DataClass == DataClass.Dossier)).Tenant);
            Assert.Equal("tenant", (await context.DataKeys.SingleAsync(k => k.CaseId == id.Value && k.DataClass == DataClass.Capture)).Tenant);
        }
    }

    [SkippableFact]
    public async Task FirstActs_OfATenantAtOnce_AllCommit()
    {
        CommitResult[] results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
            InUnitAsync(u => u.Blobs.PutAsync(Tenant, NewCaseId(), DataClass.Dossier, new byte[] { 7 }, None)))));
        Assert.All(results, result => Assert.Equal(CommitResult.Committed, result));
    }

    [SkippableFact]
    public async Task LookUpsOfNoCase_OfTwoTenants_LieUnderKeysOfTheirOwn()
    {
        foreach (TenantId tenant in new[] { Tenant, Other })
        {
            await InUnitAsync(u => u.LookUps.AddAsync(new ResultLookUp(Guid.NewGuid(), tenant, null, ActorRole.Officer, "officer", "001099000022", null, "intake", null, Clock.GetUtcNow(), []), None));
        }

        await using StorageContext context = Storage.CreateDbContext();
        Assert.Equal(["other", "tenant"], (await context.DataKeys.Where(k => k.Tenant != null).Select(k => k.Tenant!).ToListAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(2, (await context.ResultLookUps.Select(l => l.CaseId).ToListAsync()).Distinct().Count());
    }

    private async Task<(CaseId Case, BlobId Blob)> PutAsync(TenantId tenant)
    {
        CaseId id = NewCaseId();
        BlobId blob = default;
        Assert.Equal(CommitResult.Committed, await InUnitAsync(async u => blob = await u.Blobs.PutAsync(tenant, id, DataClass.Dossier, new byte[] { 7 }, None)));
        return (id, blob);
    }
}

public sealed class SqliteTenantKeyTests : TenantKeyContract<SqliteDatabase>;

[Collection(PostgresServer.Name)]
public sealed class PostgresTenantKeyTests : TenantKeyContract<PostgresDatabase>;
