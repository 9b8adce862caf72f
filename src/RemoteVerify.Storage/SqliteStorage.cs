using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;
using RemoteVerify.Storage.Sqlite;

namespace RemoteVerify.Storage;

/// <summary>The embedded store: one SQLite file.</summary>
public sealed class SqliteStorage : RelationalStorage
{
    private readonly DbContextOptions<SqliteContext> _options;
    private readonly string _connection;

    public SqliteStorage(string path, MasterKey master, TimeProvider clock)
        : base(master, clock, new SqliteRules(path))
    {
        _connection = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = (int)DatabaseRules.LockPatience.TotalSeconds }.ToString();
        _options = new DbContextOptionsBuilder<SqliteContext>().UseSqlite(_connection).AddInterceptors(new SqlitePragmas()).Options;
    }

    public override string Kind => "sqlite";

    public override StorageContext CreateDbContext() => new SqliteContext(_options);

    public override ValueTask DisposeAsync()
    {
        using var connection = new SqliteConnection(_connection);
        SqliteConnection.ClearPool(connection);
        return ValueTask.CompletedTask;
    }
}
