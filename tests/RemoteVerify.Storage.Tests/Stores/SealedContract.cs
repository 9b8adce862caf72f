using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>Blobs and keys on every database: encrypted at rest, tamper-evident, unreadable once the key is destroyed.</summary>
public abstract class SealedContract<TDatabase> : StoreTest<TDatabase>
    where TDatabase : TestDatabase, new()
{
    [SkippableFact]
    public async Task Blobs_ComeBackForTheirCaseOnly_UntilTheKeyIsDestroyed()
    {
        CaseId mine = CaseId.New(Clock.GetUtcNow());
        CaseId other = CaseId.New(Clock.GetUtcNow());
        byte[] data = RandomNumberGenerator.GetBytes(100_000);
        BlobId blob = default;
        BlobId kept = default;
        await InUnitAsync(async u =>
        {
            blob = await u.Blobs.PutAsync(Tenant, mine, DataClass.Capture, data, None);
            kept = await u.Blobs.PutAsync(Tenant, mine, DataClass.Dossier, data, None);
        });

        ReadOnlyMemory<byte>? back = await ReadAsync(u => u.Blobs.GetAsync(mine, blob, None));
        Assert.Equal(data, back!.Value.ToArray());
        Assert.Null(await ReadAsync(u => u.Blobs.GetAsync(other, blob, None)));
        await InUnitAsync(u => u.Blobs.DestroyKeyAsync(mine, DataClass.Capture, None));
        Assert.Null(await ReadAsync(u => u.Blobs.GetAsync(mine, blob, None)));
        Assert.NotNull(await ReadAsync(u => u.Blobs.GetAsync(mine, kept, None)));
    }

    [SkippableFact]
    public async Task Blob_TamperedOrMoved_IsDetected()
    {
        CaseId a = NewCaseId();
        CaseId b = NewCaseId();
        BlobId first = default;
        BlobId second = default;
        await InUnitAsync(async u =>
        {
            first = await u.Blobs.PutAsync(Tenant, a, DataClass.Dossier, "first"u8.ToArray(), None);
            second = await u.Blobs.PutAsync(Tenant, a, DataClass.Dossier, "other"u8.ToArray(), None);
            await u.Blobs.PutAsync(Tenant, b, DataClass.Dossier, "x"u8.ToArray(), None);
        });
        await ExecuteAsync($"UPDATE blobs SET \"Data\" = (SELECT o.\"Data\" FROM blobs AS o WHERE o.\"Id\" = {second.Value}) WHERE \"Id\" = {first.Value}");
        await Assert.ThrowsAsync<StorageIntegrityException>(() => ReadAsync(u => u.Blobs.GetAsync(a, first, None)));

        await ExecuteAsync($"UPDATE blobs SET \"CaseId\" = {b.Value} WHERE \"Id\" = {second.Value}");
        await Assert.ThrowsAsync<StorageIntegrityException>(() => ReadAsync(u => u.Blobs.GetAsync(b, second, None)));

        await ExecuteAsync($"UPDATE blobs SET \"Data\" = substr(\"Data\", 1, 20) WHERE \"Id\" = {first.Value}");
        await Assert.ThrowsAsync<StorageIntegrityException>(() => ReadAsync(u => u.Blobs.GetAsync(a, first, None)));
    }

    [SkippableFact]
    public async Task Blob_OfTenMegabytes_ComesBack()
    {
        CaseId id = NewCaseId();
        byte[] data = RandomNumberGenerator.GetBytes(10 << 20);
        BlobId blob = default;
        await InUnitAsync(async u => blob = await u.Blobs.PutAsync(Tenant, id, DataClass.Dossier, data, None));
        Assert.True((await ReadAsync(u => u.Blobs.GetAsync(id, blob, None)))!.Value.Span.SequenceEqual(data));
    }

    [SkippableFact]
    public async Task Key_Destroyed_NoQueryGivesItBack_AndNothingCanBeAdded()
    {
        CaseId id = NewCaseId();
        await InUnitAsync(u => u.Blobs.PutAsync(Tenant, id, DataClass.Capture, new byte[10], None));
        await InUnitAsync(u => u.Blobs.DestroyKeyAsync(id, DataClass.Capture, None));

        await using (StorageContext context = Storage.CreateDbContext())
        {
            DataKeyRow row = Assert.Single(context.DataKeys.Where(k => k.CaseId == id.Value));
            Assert.Null(row.Wrapped);
            Assert.NotNull(row.DestroyedAt);
        }

        await Assert.ThrowsAsync<StorageIntegrityException>(() => InUnitAsync(u => u.Blobs.PutAsync(Tenant, id, DataClass.Capture, new byte[10], None)));
    }

    [SkippableFact]
    public async Task Key_MadeByTwoAtOnce_OneConflictsAndNothingIsUnreadable()
    {
        CaseId id = NewCaseId();
        await using IUnitOfWork a = await Storage.BeginAsync(None);
        await using IUnitOfWork b = await Storage.BeginAsync(None);
        BlobId kept = await a.Blobs.PutAsync(Tenant, id, DataClass.Dossier, "a"u8.ToArray(), None);
        BlobId lost = await b.Blobs.PutAsync(Tenant, id, DataClass.Dossier, "b"u8.ToArray(), None);

        Assert.Equal(CommitResult.Committed, await a.CommitAsync(None));
        Assert.Equal(CommitResult.VersionConflict, await b.CommitAsync(None));
        Assert.Equal("a"u8.ToArray(), (await ReadAsync(u => u.Blobs.GetAsync(id, kept, None)))!.Value.ToArray());
        Assert.Null(await ReadAsync(u => u.Blobs.GetAsync(id, lost, None)));
    }

    [SkippableFact]
    public async Task Database_AfterWriting_HoldsNoPersonalDataInClear()
    {
        CaseId id = NewCaseId();
        await InUnitAsync(async u =>
        {
            await u.Blobs.PutAsync(Tenant, id, DataClass.Identity, "Nguyễn Văn Mẫu 001099000022"u8.ToArray(), None);
            var text = Cases.Registers.RegisterText.Of("Giấy của Nguyễn Văn Mẫu", "Nguyễn Văn Mẫu, 001099000022");
            var entry = await u.Registers.ReserveAsync(new ReservationOrder(Cases.Registers.RegisterBook.At(Tenant, "SCT/BS", Clock.GetUtcNow()), id, "result", text, "o", Clock.GetUtcNow()), None);
            await u.Registers.VoidAsync(entry.Void("Nguyễn Văn Mẫu không đến", "o", Clock.GetUtcNow()), None);
            u.CaptureFingerprints.Add(Tenant, "001099000022", new byte[8], Clock.GetUtcNow());
            u.Audit.Append(Entry(id, "verification.start"));
        });

        string everything = await Database.EverythingAsync();

        Assert.Contains("SCT/BS", everything, StringComparison.Ordinal);
        foreach (string personal in new[] { "Nguyễn Văn Mẫu", "001099000022" })
        {
            Assert.DoesNotContain(personal, everything, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(personal)), everything, StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public async Task Reopen_SameKey_EverythingIsThere_OtherKeyOrName_SaysSoAtTheStart()
    {
        CaseId id = NewCaseId();
        BlobId blob = default;
        await InUnitAsync(async u => blob = await u.Blobs.PutAsync(Tenant, id, DataClass.Dossier, new byte[] { 7 }, None));

        await using RelationalStorage same = Database.Reopen(Database.Key, "k1", Clock);
        await same.MigrateAsync(None);
        await using (IUnitOfWork unit = await same.BeginAsync(None))
        {
            Assert.Equal(7, (await unit.Blobs.GetAsync(id, blob, None))!.Value.Span[0]);
        }

        foreach (RelationalStorage wrong in new[] { Database.Reopen(RandomNumberGenerator.GetBytes(32), "k1", Clock), Database.Reopen(Database.Key, "k2", Clock) })
        {
            var refused = await Assert.ThrowsAsync<StorageIntegrityException>(() => wrong.MigrateAsync(None));
            Assert.Contains("another master key", refused.Message, StringComparison.Ordinal);
            await using IUnitOfWork unit = await wrong.BeginAsync(None);
            await Assert.ThrowsAsync<StorageIntegrityException>(() => unit.Blobs.GetAsync(id, blob, None));
            await wrong.DisposeAsync();
        }
    }

    private async Task ExecuteAsync(FormattableString sql)
    {
        await using StorageContext context = Storage.CreateDbContext();
        Assert.Equal(1, await context.Database.ExecuteSqlAsync(sql));
    }
}

public sealed class SqliteSealedTests : SealedContract<SqliteDatabase>;

[Collection(PostgresServer.Name)]
public sealed class PostgresSealedTests : SealedContract<PostgresDatabase>;
