using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Storage;

/// <summary>The embedded store: one SQLite file. The host owns the master key.</summary>
public sealed class SqliteStorage : IUnitOfWorkFactory, IDbContextFactory<StorageContext>
{
    private readonly DbContextOptions<StorageContext> _options;
    private readonly MasterKey _master;
    private readonly TimeProvider _clock;

    public SqliteStorage(string path, MasterKey master, TimeProvider clock)
    {
        string connection = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ToString();
        _options = new DbContextOptionsBuilder<StorageContext>().UseSqlite(connection).AddInterceptors(new Pragmas()).Options;
        _master = master;
        _clock = clock;
        Events = new OutboxReader(this);
        Log = new AuditLogReader(this, clock);
    }

    /// <summary>Events that wait for delivery.</summary>
    public OutboxReader Events { get; }

    /// <summary>The public side of the audit log.</summary>
    public AuditLogReader Log { get; }

    /// <summary>Brings the file to the current form; keeps what is in it.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using StorageContext context = CreateDbContext();
        await context.Database.MigrateAsync(cancellationToken);
    }

    public Task<IUnitOfWork> BeginAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IUnitOfWork>(new UnitOfWork(CreateDbContext(), _master, _clock));

    public StorageContext CreateDbContext() => new(_options);

    /// <summary>What each connection needs: readers beside one writer, waiting instead of failing, and durable commits.</summary>
    private sealed class Pragmas : DbConnectionInterceptor
    {
        private const string Text =
            "PRAGMA journal_mode=WAL; PRAGMA busy_timeout=30000; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using DbCommand command = connection.CreateCommand();
            command.CommandText = Text;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using DbCommand command = connection.CreateCommand();
            command.CommandText = Text;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
