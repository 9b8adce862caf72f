using System.Data.Common;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RemoteVerify.AuditLog.Merkle;
using RemoteVerify.Storage.Backups.Rows;
using RemoteVerify.Storage.Backups.Sealing;
using RemoteVerify.Storage.Model;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Storage.Backups;

/// <summary>
/// Copies a database into one encrypted file while the service works: every table of the model as it was at one moment, out of one transaction
/// that reads (SQLite: the write-ahead log's snapshot; PostgreSQL: REPEATABLE READ). Nobody has to wait for it.
/// </summary>
public static class Backup
{
    /// <summary>The name under which the last backup stands among the jobs.</summary>
    public const string JobName = "backup";

    private const int RowsOfAReport = 500;

    /// <param name="storage">The database.</param>
    /// <param name="target">Where the backup goes; the caller makes it durable.</param>
    /// <param name="progress">Called every few hundred rows.</param>
    /// <param name="cancellationToken">Stops it; what was written is worth nothing then.</param>
    public static async Task<BackupManifest> WriteAsync(RelationalStorage storage, Stream target, Action<CopyProgress>? progress, CancellationToken cancellationToken)
    {
        await using StorageContext context = storage.CreateDbContext();
        await context.Database.OpenConnectionAsync(cancellationToken);
        DbConnection connection = context.Database.GetDbConnection();
        byte[] key = [];
        BackupManifest manifest;
        await using (DbTransaction snapshot = await storage.Rules.BeginSnapshotAsync(connection, cancellationToken))
        {
            await context.Database.UseTransactionAsync(snapshot, cancellationToken);
            DateTimeOffset now = storage.Clock.GetUtcNow();
            IReadOnlyList<TableShape> tables = TableShape.Of(context);
            manifest = await DescribeAsync(storage, context, tables, now, cancellationToken);
            try
            {
                byte[] binding = BackupHeader.Fresh(storage.Master, now, out key).Write(target);
                using SealedWriter box = new(target, key, binding);
                using (RecordWriter writer = new(box))
                {
                    writer.Manifest(manifest);
                    await CopyAsync(connection, snapshot, tables, manifest, writer, progress, cancellationToken);
                    writer.End();
                }

                box.Complete();
            }
            finally
            {
                CryptographicOperations.ZeroMemory(key);
            }

            await context.Database.UseTransactionAsync(null, cancellationToken);
        }

        // What was destroyed while the snapshot stood may still lie in the write-ahead log.
        await storage.Rules.AfterKeysDestroyedAsync(context, cancellationToken);
        return manifest;
    }

    private static async Task CopyAsync(
        DbConnection connection, DbTransaction snapshot, IReadOnlyList<TableShape> tables, BackupManifest manifest, RecordWriter writer, Action<CopyProgress>? progress, CancellationToken cancellationToken)
    {
        long all = 0;
        foreach (TableShape table in tables)
        {
            writer.Table(table);
            await using DbCommand select = connection.CreateCommand();
            select.Transaction = snapshot;
            select.CommandTimeout = 0;
            select.CommandText = $"SELECT {string.Join(", ", table.Columns.Select(c => TableShape.Quote(c.Name)))} FROM {TableShape.Quote(table.Name)} ORDER BY {string.Join(", ", table.Keys.Select(TableShape.Quote))}";
            await using DbDataReader rows = await select.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                writer.Row(table, rows);
                if (++all % RowsOfAReport == 0)
                {
                    progress?.Invoke(new CopyProgress(table.Name, all, manifest.Rows));
                }
            }

            progress?.Invoke(new CopyProgress(table.Name, all, manifest.Rows));
        }
    }

    private static async Task<BackupManifest> DescribeAsync(
        RelationalStorage storage, StorageContext context, IReadOnlyList<TableShape> tables, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<TableCount> counts = [];
        foreach (TableShape table in tables)
        {
            string count = $"SELECT count(*) AS \"Value\" FROM {TableShape.Quote(table.Name)}";
            counts.Add(new TableCount(table.Name, await context.Database.SqlQueryRaw<long>(count).SingleAsync(cancellationToken)));
        }

        long size = await AuditNodes.SizeAsync(context, cancellationToken);
        byte[] root = await MerkleTree.RootAsync(new AuditNodes(context), size, cancellationToken);
        return new BackupManifest(
            VersionOfProgram(),
            now,
            storage.Kind,
            (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).Last(),
            storage.Master.Id,
            counts,
            size,
            Convert.ToHexStringLower(root),
            await context.DataKeys.LongCountAsync(k => k.Wrapped != null, cancellationToken),
            await context.DataKeys.LongCountAsync(k => k.Wrapped == null, cancellationToken),
            await context.TenantKeys.LongCountAsync(cancellationToken),
            await BooksAsync(context, cancellationToken));
    }

    internal static async Task<IReadOnlyList<BookEnd>> BooksAsync(StorageContext context, CancellationToken cancellationToken) =>
    [
        .. (await context.RegisterBooks.AsNoTracking().OrderBy(b => b.Tenant).ThenBy(b => b.Code).ThenBy(b => b.Year).ToListAsync(cancellationToken))
            .Select(b => new BookEnd(b.Tenant, b.Code, b.Year, b.LastNumber)),
    ];

    private static string VersionOfProgram() =>
        typeof(Backup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? typeof(Backup).Assembly.GetName().Version!.ToString();
}
