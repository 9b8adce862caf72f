using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Sqlite;

internal sealed class SqliteRules(string path) : DatabaseRules
{
    private const int Constraint = 19;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int Corrupt = 11;
    private const int NotADatabase = 26;
    private const int MigrationTries = 2400;
    private static readonly TimeSpan MigrationPause = TimeSpan.FromMilliseconds(50);

    // The provider's default transaction is BEGIN IMMEDIATE, which takes the one write lock of the file.
    public override Task<IDbContextTransaction> BeginExclusiveAsync(StorageContext context, CancellationToken cancellationToken) =>
        context.Database.BeginTransactionAsync(cancellationToken);

    public override bool IsConflict(DbUpdateException exception) => exception.InnerException is SqliteException { SqliteErrorCode: Constraint };

    // The old page of the key is still in the write-ahead log until it is emptied.
    public override Task AfterKeysDestroyedAsync(StorageContext context, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken);

    public override Task CheckSettingsAsync(StorageContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// EF notes in a table that a migration runs; after a crash the note would stand for good and every later start would wait for it. A lock
    /// on a file beside the database dies with its process, and who holds it knows that the note is nobody's.
    /// </summary>
    public override async Task MigrateAsync(StorageContext context, CancellationToken cancellationToken)
    {
        await using FileStream held = await LockFileAsync(path + ".migrating", cancellationToken);
        await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
    }

    public override async Task<IReadOnlyList<string>> DamageAsync(StorageContext context, CancellationToken cancellationToken)
    {
        try
        {
            List<string> said = await context.Database.SqlQueryRaw<string>("PRAGMA integrity_check(20)").ToListAsync(cancellationToken);
            return said is ["ok"] ? [] : said;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Corrupt or NotADatabase)
        {
            return [e.Message];
        }
    }

    // A deferred transaction sees, from its first read to its end, the file as it was then; in WAL mode writers go on beside it.
    public override async Task<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        DbTransaction transaction = ((SqliteConnection)connection).BeginTransaction(deferred: true);
        await using DbCommand first = connection.CreateCommand();
        first.Transaction = transaction;
        first.CommandText = "SELECT count(*) FROM sqlite_master";
        await first.ExecuteScalarAsync(cancellationToken);
        return transaction;
    }

    /// <summary>SQLite leaves WAL mode only for a connection that is the only one; the next one goes back to it.</summary>
    public override async Task RequireAloneAsync(StorageContext context, CancellationToken cancellationToken)
    {
        SqliteConnection.ClearAllPools();
        await context.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await context.Database.ExecuteSqlRawAsync("PRAGMA busy_timeout=2000", cancellationToken);
            List<string> mode = await context.Database.SqlQueryRaw<string>("PRAGMA journal_mode=DELETE").ToListAsync(cancellationToken);
            if (mode is not ["delete"])
            {
                throw InUse();
            }
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Busy or Locked)
        {
            throw InUse();
        }
        finally
        {
            await context.Database.CloseConnectionAsync();
            SqliteConnection.ClearAllPools();
        }
    }

    // SQLite takes the greatest number that it sees.
    public override Task ContinueNumbersAsync(StorageContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    private static StorageIntegrityException InUse() => new("Another process has this database open; stop the service first.");

    private static async Task<FileStream> LockFileAsync(string file, CancellationToken cancellationToken)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                // The file stays: deleting it could leave two processes with a lock each, on two files of one name.
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < MigrationTries)
            {
                await Task.Delay(MigrationPause, cancellationToken);
            }
        }
    }
}
