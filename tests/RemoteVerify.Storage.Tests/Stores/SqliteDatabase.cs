using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using RemoteVerify.Storage.Encryption;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>A SQLite file in a folder of its own.</summary>
public sealed class SqliteDatabase : TestDatabase
{
    private SqliteStorage? _storage;

    public string Folder { get; } = Directory.CreateTempSubdirectory("rv-storage-").FullName;

    public string FilePath => Path.Combine(Folder, "store.db");

    public byte[] Key { get; } = RandomNumberGenerator.GetBytes(32);

    public override SqliteStorage Storage => _storage!;

    public override Task CreateAsync(TimeProvider clock)
    {
        _storage = Open(Key, "k1", clock);
        return _storage.MigrateAsync(CancellationToken.None);
    }

    public SqliteStorage Open(byte[] key, string name, TimeProvider clock) => new(FilePath, new MasterKey(name, key), clock);

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
