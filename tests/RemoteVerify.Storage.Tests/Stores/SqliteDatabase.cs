using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>A SQLite file in a folder of its own.</summary>
public sealed class SqliteDatabase : TestDatabase
{
    private SqliteStorage? _storage;

    public string Folder { get; } = Directory.CreateTempSubdirectory("rv-storage-").FullName;

    public string FilePath => Path.Combine(Folder, "store.db");

    public override SqliteStorage Storage => _storage!;

    public override Task CreateAsync(TimeProvider clock)
    {
        _storage = new SqliteStorage(FilePath, new MasterKey("k1", Key), clock);
        return _storage.MigrateAsync(CancellationToken.None);
    }

    public override RelationalStorage Reopen(byte[] key, string name, TimeProvider clock)
    {
        SqliteConnection.ClearAllPools();
        return new SqliteStorage(FilePath, new MasterKey(name, key), clock);
    }

    public override async Task<string> EverythingAsync()
    {
        await using (StorageContext context = Storage.CreateDbContext())
        {
            await context.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        return Encoding.UTF8.GetString(await File.ReadAllBytesAsync(FilePath));
    }

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
