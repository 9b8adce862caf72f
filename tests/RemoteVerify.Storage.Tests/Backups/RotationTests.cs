using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RemoteVerify.Storage.Backups.Rotation;
using RemoteVerify.Storage.Checking;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;
using RemoteVerify.Storage.Tests.Stores;
using RemoteVerify.TestKit;

namespace RemoteVerify.Storage.Tests.Backups;

/// <summary>A change of the master key, broken off anywhere, ends with everything under the new key and nothing lost.</summary>
public abstract class RotationContract<TDatabase> : StoreTest<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private readonly byte[] _next = RandomNumberGenerator.GetBytes(32);

    [SkippableFact]
    public async Task Rotate_BrokenOffAfterATenant_GoesOnAndThenOnlyTheNewKeyOpens()
    {
        Instance instance = new(Storage, Clock);
        await instance.FillAsync(2);
        List<byte[]> wrapped = await WrappedAsync();
        await Storage.DisposeAsync();

        await using (RelationalStorage old = Database.Reopen(Database.Key, "k1", Clock))
        {
            await Assert.ThrowsAsync<TimeoutException>(() => KeyRotation.RunAsync(old, Next(), p => throw new TimeoutException($"{p.TenantsDone}"), None));
        }

        await RefusedAsync(Database.Key, "was begun and not finished");
        await RefusedAsync(_next, "was begun and not finished");
        await using (RelationalStorage old = Database.Reopen(Database.Key, "k1", Clock))
        {
            using var third = new MasterKey("k1", RandomNumberGenerator.GetBytes(32));
            Assert.Contains("another new master key", (await Assert.ThrowsAsync<StorageIntegrityException>(() => KeyRotation.RunAsync(old, third, null, None))).Message, StringComparison.Ordinal);
            RotationReport report = await KeyRotation.RunAsync(old, Next(), null, None);
            Assert.Equal((2, false), (report.Tenants, report.WasDone));
            Assert.True((await KeyRotation.RunAsync(old, Next(), null, None)).WasDone);
        }

        await RefusedAsync(Database.Key, "another master key");
        await using RelationalStorage rotated = Database.Reopen(_next, "k1", Clock);
        await rotated.MigrateAsync(None);
        await instance.RequireReadableAsync(rotated, int.MaxValue);
        Assert.Empty((await StorageInspection.RunAsync(rotated, None)).Findings);
        await using StorageContext context = rotated.CreateDbContext();
        List<byte[]> now = await context.DataKeys.Where(k => k.Wrapped != null).Select(k => k.Wrapped!).ToListAsync();
        Assert.Equal(wrapped.Count, now.Count);
        Assert.DoesNotContain(now, key => wrapped.Any(key.SequenceEqual));
    }

    [SkippableFact]
    public async Task Rotate_Twice_KeepsWhatIsFoundByDerivedKeys()
    {
        Instance instance = new(Storage, Clock);
        await instance.FillAsync(1);
        await Storage.DisposeAsync();
        byte[] last = RandomNumberGenerator.GetBytes(32);
        await using (RelationalStorage old = Database.Reopen(Database.Key, "k1", Clock))
        {
            await KeyRotation.RunAsync(old, Next(), null, None);
        }

        await using (RelationalStorage second = Database.Reopen(_next, "k1", Clock))
        {
            using var key = new MasterKey("k1", last);
            await KeyRotation.RunAsync(second, key, null, None);
        }

        await RefusedAsync(_next, "another master key");
        await using RelationalStorage rotated = Database.Reopen(last, "k1", Clock);
        await rotated.MigrateAsync(None);
        await instance.RequireReadableAsync(rotated, int.MaxValue);
    }

    [SkippableFact]
    public async Task Rotate_WhileAServiceHasTheDatabaseOpen_IsRefusedAndChangesNothing()
    {
        Instance instance = new(Storage, Clock);
        await instance.FillAsync(1);
        await using (RelationalStorage service = Database.Reopen(Database.Key, "k1", Clock))
        await using (StorageContext held = service.CreateDbContext())
        {
            await held.Database.OpenConnectionAsync();
            await held.Cases.CountAsync();
            await using RelationalStorage old = Database.Reopen(Database.Key, "k1", Clock);
            await Assert.ThrowsAsync<StorageIntegrityException>(() => KeyRotation.RunAsync(old, Next(), null, None));
        }

        await using RelationalStorage again = Database.Reopen(Database.Key, "k1", Clock);
        await again.MigrateAsync(None);
        await instance.RequireReadableAsync(again, int.MaxValue);
    }

    private MasterKey Next() => new("k1", _next);

    private async Task<List<byte[]>> WrappedAsync()
    {
        await using StorageContext context = Storage.CreateDbContext();
        return await context.DataKeys.Where(k => k.Wrapped != null).Select(k => k.Wrapped!).ToListAsync();
    }

    private async Task RefusedAsync(byte[] key, string reason)
    {
        await using RelationalStorage storage = Database.Reopen(key, "k1", Clock);
        Assert.Contains(reason, (await Assert.ThrowsAsync<StorageIntegrityException>(() => storage.MigrateAsync(None))).Message, StringComparison.Ordinal);
    }
}

public sealed class SqliteRotationTests : RotationContract<SqliteDatabase>;

[Collection(PostgresServer.Name)]
public sealed class PostgresRotationTests : RotationContract<PostgresDatabase>;

/// <summary>A key that is derived in the sources and not listed would be lost by a rotation.</summary>
public sealed class DerivedKeyListTests
{
    [Fact]
    public void Sources_DeriveFromTheMasterKey_OnlyForListedPurposes()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "RemoteVerify.Storage"), "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal)))
        {
            string text = File.ReadAllText(file);
            Assert.False(text.Contains("HKDF.", StringComparison.Ordinal) && !file.EndsWith("MasterKey.cs", StringComparison.Ordinal), $"{file} derives a key past MasterKey.Derive");
        }

        Assert.Equal(
            typeof(DerivedKeys).GetFields().Where(f => f.IsLiteral && f.FieldType == typeof(string)).Select(f => (string)f.GetRawConstantValue()!).Order(StringComparer.Ordinal),
            DerivedKeys.All.Order(StringComparer.Ordinal));
    }

    /// <summary>Who seals something directly under the master key must be known to the rotation, which wraps it anew; then the file goes onto this list.</summary>
    [Fact]
    public void Sources_UseTheMasterKeyItself_OnlyWhereTheRotationKnowsIt()
    {
        string[] known = ["BackupHeader.cs", "CaseKeys.cs", "DerivedKeys.cs", "KeyRotation.cs", "MasterKey.cs", "MasterKeyEscrow.cs", "ResultStores.cs", "RestoringRows.cs", "SecretStore.cs", "TenantKeys.cs", "UploadStore.cs"];
        IEnumerable<string> sealing = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "RemoteVerify.Storage"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && File.ReadAllText(f).Contains("aster.Bytes", StringComparison.Ordinal)).Select(f => Path.GetFileName(f)!);
        Assert.Empty(sealing.Except(known));
    }
}
