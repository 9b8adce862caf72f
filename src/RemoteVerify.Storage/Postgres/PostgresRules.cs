using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Postgres;

internal sealed class PostgresRules : DatabaseRules
{
    // Advisory locks of one database; any two numbers that nothing else in it uses.
    private const long WriteLock = 0x52_56_00_01;
    private const long MigrationLock = 0x52_56_00_02;
    private const int OldestVersion = 130000;

    /// <summary>
    /// The advisory lock ends with the transaction, also when the connection breaks. A node that hangs inside would stop all the others, so the
    /// server ends its session after a minute of silence. Each statement sees what was committed before it (READ COMMITTED), as the stores expect.
    /// </summary>
    private static readonly string Lock =
        $"SET LOCAL lock_timeout = '{(int)LockPatience.TotalSeconds}s'; SET LOCAL idle_in_transaction_session_timeout = '60s'; SELECT pg_advisory_xact_lock({WriteLock})";

    public override async Task<IDbContextTransaction> BeginExclusiveAsync(StorageContext context, CancellationToken cancellationToken)
    {
        IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, cancellationToken);
        try
        {
            await context.Database.ExecuteSqlRawAsync(Lock, cancellationToken);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    public override bool IsConflict(DbUpdateException exception) => exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <summary>
    /// Nothing that could be promised: the old row stays in the table's pages until they are overwritten, in the write-ahead log until it is
    /// recycled, and in replicas, archives and backups as long as they are kept. No query gives it back, and it is wrapped by the master key.
    /// Vacuuming frees its place now instead of some time later.
    /// </summary>
    public override async Task AfterKeysDestroyedAsync(StorageContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.Database.ExecuteSqlRawAsync("VACUUM data_keys", cancellationToken);
        }
        catch (NpgsqlException)
        {
            // The act is committed; the server vacuums by itself later.
        }
    }

    public override async Task CheckSettingsAsync(StorageContext context, CancellationToken cancellationToken)
    {
        Require(int.Parse(await ShowAsync("server_version_num"), System.Globalization.CultureInfo.InvariantCulture) >= OldestVersion, "is older than PostgreSQL 13");
        Require(await ShowAsync("server_encoding") == "UTF8", "is not encoded in UTF8");
        Require(await ShowAsync("fsync") == "on", "runs with fsync = off, which loses confirmed acts in a power cut");
        Require(await ShowAsync("full_page_writes") == "on", "runs with full_page_writes = off, which leaves torn pages after a power cut");
        Require(await ShowAsync("synchronous_commit") != "off", "runs with synchronous_commit = off, which loses confirmed acts in a crash");

        Task<string> ShowAsync(string setting) =>
            context.Database.SqlQuery<string>($"SELECT current_setting({setting}) AS \"Value\"").SingleAsync(cancellationToken);
    }

    public override async Task MigrateAsync(StorageContext context, CancellationToken cancellationToken)
    {
        // A lock of the session: it ends with the connection, so nobody waits for a process that died.
        await context.Database.OpenConnectionAsync(cancellationToken);
        await context.Database.ExecuteSqlRawAsync($"SELECT pg_advisory_lock({MigrationLock})", cancellationToken);
        try
        {
            await context.Database.MigrateAsync(cancellationToken);
        }
        finally
        {
            await context.Database.ExecuteSqlRawAsync($"SELECT pg_advisory_unlock({MigrationLock})", CancellationToken.None);
            await context.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Reads every table to its end: with data checksums, which the operator should switch on, a torn page is an error.</summary>
    public override async Task<IReadOnlyList<string>> DamageAsync(StorageContext context, CancellationToken cancellationToken)
    {
        List<string> found = [];
        foreach (string table in context.Model.GetEntityTypes().Select(type => type.GetTableName()!).Order(StringComparer.Ordinal))
        {
            try
            {
                // The name is one of the model's own.
                string whole = $"SELECT coalesce(sum(length(t::text)), 0) AS \"Value\" FROM \"{table}\" AS t";
                await context.Database.SqlQueryRaw<long>(whole).SingleAsync(cancellationToken);
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted)
            {
                found.Add($"{table}: {e.SqlState}");
            }
        }

        return found;
    }

    public override async Task<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        DbTransaction transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        await using DbCommand first = connection.CreateCommand();
        first.Transaction = transaction;
        first.CommandText = "SET TRANSACTION READ ONLY; SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL statement_timeout = 0; SELECT 1";
        await first.ExecuteScalarAsync(cancellationToken);
        return transaction;
    }

    public override async Task RequireAloneAsync(StorageContext context, CancellationToken cancellationToken)
    {
        // Tools of the administrator may stay.
        const string Others = """
            SELECT count(*) AS "Value" FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'RemoteVerify' AND pid <> pg_backend_pid()
            """;
        if (await context.Database.SqlQueryRaw<long>(Others).SingleAsync(cancellationToken) > 0)
        {
            throw new StorageIntegrityException("A node of the service has this database open; stop all nodes first.");
        }
    }

    /// <summary>Identity columns and serials of the model's tables.</summary>
    public override async Task ContinueNumbersAsync(StorageContext context, CancellationToken cancellationToken)
    {
        foreach ((string table, string column) in context.Model.GetEntityTypes().SelectMany(type => type.GetProperties()
            .Where(property => property.ValueGenerated == Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.OnAdd && property.ClrType == typeof(long) && property.IsPrimaryKey())
            .Select(property => (type.GetTableName()!, property.GetColumnName()))))
        {
            // Both names are the model's own. Nothing happens where the column has no sequence.
            string next = $"""SELECT setval(pg_get_serial_sequence('"{table}"', '{column}'), greatest((SELECT coalesce(max("{column}"), 0) FROM "{table}"), 1)) AS "Value" """;
            await context.Database.SqlQueryRaw<long?>(next).SingleAsync(cancellationToken);
        }
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new StorageIntegrityException($"The PostgreSQL database {otherwise}; ask its administrator to change that.");
        }
    }
}
