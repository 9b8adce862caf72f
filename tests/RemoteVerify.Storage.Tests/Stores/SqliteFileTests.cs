using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>What only a file of one's own can promise.</summary>
public sealed class SqliteFileTests : StoreTest<SqliteDatabase>
{
    [Fact]
    public async Task DestroyedKey_IsNotInTheFileAnyMore()
    {
        CaseId id = NewCaseId();
        await InUnitAsync(u => u.Blobs.PutAsync(Tenant, id, DataClass.Capture, new byte[10], None));
        byte[] wrapped;
        await using (StorageContext context = Storage.CreateDbContext())
        {
            wrapped = context.DataKeys.Single(k => k.CaseId == id.Value).Wrapped!;
        }

        await InUnitAsync(u => u.Blobs.DestroyKeyAsync(id, DataClass.Capture, None));

        int read = 0;
        foreach (string path in Directory.GetFiles(Database.Folder))
        {
            if (await ReadAsync(path) is not { } bytes)
            {
                continue;
            }

            read += bytes.Length;
            Assert.True(bytes.AsSpan().IndexOf(wrapped) < 0, $"the key is still in {Path.GetFileName(path)}");
        }

        Assert.True(read > 50_000, $"only {read} bytes were looked at");
    }

    /// <summary>Null when SQLite took the file away meanwhile, as it does with those beside the database when its last connection is closed.</summary>
    private static async Task<byte[]?> ReadAsync(string path)
    {
        try
        {
            await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes);
            return bytes.ToArray();
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    [Fact]
    public async Task Migrate_AfterAProcessDiedInTheMiddle_GoesOn()
    {
        string path = Path.Combine(Database.Folder, "half.db");
        var storage = new SqliteStorage(path, new Encryption.MasterKey("k", new byte[32]), Clock);
        await using (StorageContext context = storage.CreateDbContext())
        {
            // What EF leaves when it is killed while it migrates: its note that somebody does.
            await context.Database.ExecuteSqlRawAsync("CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)");
            await context.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-11-21')");
        }

        await storage.MigrateAsync(None).WaitAsync(TimeSpan.FromSeconds(60));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => storage.MigrateAsync(None))));
        Assert.Equal(0, await storage.Log.SizeAsync(None));
    }

    [Fact]
    public async Task Connections_AreDurableAndInWalMode()
    {
        await using StorageContext context = Storage.CreateDbContext();
        await context.Database.OpenConnectionAsync();
        Assert.Equal("wal", await ScalarAsync("PRAGMA journal_mode"));
        Assert.Equal(2L, await ScalarAsync("PRAGMA synchronous"));
        Assert.Equal(1L, await ScalarAsync("PRAGMA secure_delete"));

        async Task<object?> ScalarAsync(string sql)
        {
            await using var command = (SqliteCommand)context.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            return await command.ExecuteScalarAsync();
        }
    }
}
