using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Backups.Rows;
using RemoteVerify.Storage.Backups.Sealing;
using RemoteVerify.Storage.Checking;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Backups;

/// <summary>How a backup is to be restored.</summary>
/// <param name="DestroyedList">The text of the list of destroyed keys; null for none.</param>
/// <param name="WithoutList">Restores without a list: what was deleted after the backup becomes readable again, knowingly.</param>
public sealed record RestoreOrder(string? DestroyedList, bool WithoutList = false);

/// <summary>What was restored.</summary>
/// <param name="Manifest">What the backup says of itself.</param>
/// <param name="Inspection">What an inspection of the whole copy found.</param>
/// <param name="KeysNotRestored">Keys that the list says were destroyed after the backup; what they opened stays closed.</param>
/// <param name="LostNumbers">Books that had given out more numbers when the list was written; those papers exist, and the copy would give their numbers again.</param>
/// <param name="LostLeaves">Leaves that the log had more when the list was written; null without a list.</param>
public sealed record RestoreReport(BackupManifest Manifest, InspectionReport Inspection, int KeysNotRestored, IReadOnlyList<BookEnd> LostNumbers, long? LostLeaves)
{
    public override string ToString() => $"{Manifest}: {Inspection}";
}

/// <summary>Brings a backup into a new database. Nothing of it is visible before the whole file was authenticated and counted.</summary>
public static class Restore
{
    private const int RowsOfAReport = 500;

    /// <summary>Reads a backup to its end, changes nothing.</summary>
    /// <exception cref="BackupException">It is not to be used; the fault says why.</exception>
    public static BackupManifest Check(Stream backup, MasterKey master)
    {
        using SealedReader box = Open(backup, master);
        using RecordReader records = new(box);
        BackupManifest manifest = Manifest(records);
        Dictionary<string, long> counts = [];
        for (TableShape? table = null; ;)
        {
            switch (records.Next())
            {
                case RecordKind.Table:
                    table = records.Table();
                    counts.Add(table.Name, 0);
                    break;
                case RecordKind.Row when table is not null:
                    records.Row(table);
                    counts[table.Name]++;
                    break;
                case RecordKind.End:
                    box.RequireEnd();
                    RequireCounts(manifest, counts);
                    return manifest;
                default:
                    throw Disorder();
            }
        }
    }

    /// <param name="target">A database without anything in it, opened with the master key of the backup's time; the name of that key may be another.</param>
    /// <param name="backup">The file.</param>
    /// <param name="order">What must not come back.</param>
    /// <param name="progress">Called every few hundred rows.</param>
    /// <param name="cancellationToken">Stops it; the target is then empty, or to be thrown away.</param>
    /// <exception cref="BackupException">The backup, the list or the target is not to be used; the fault says why.</exception>
    public static async Task<RestoreReport> RunAsync(RelationalStorage target, Stream backup, RestoreOrder order, Action<CopyProgress>? progress, CancellationToken cancellationToken)
    {
        if (order.DestroyedList is null && !order.WithoutList)
        {
            throw new BackupException(
                BackupFault.DestroyedListMissing,
                "Which keys were destroyed since this backup? Give the newest list that ./rv keys destroyed wrote; without it (--without-list) what was deleted since would be readable again.");
        }

        using SealedReader box = Open(backup, target.Master);
        using RecordReader records = new(box);
        BackupManifest manifest = Manifest(records);
        RestoringRows rows;
        await using (StorageContext context = target.CreateDbContext())
        {
            await target.Rules.CheckSettingsAsync(context, cancellationToken);
            await PrepareAsync(target, context, manifest, cancellationToken);
            await context.Database.OpenConnectionAsync(cancellationToken);
            await using (DbTransaction transaction = await context.Database.GetDbConnection().BeginTransactionAsync(cancellationToken))
            {
                rows = new RestoringRows(context, transaction, target.Master, manifest, order.DestroyedList);
                await CopyAsync(records, rows, manifest, progress, cancellationToken);
                box.RequireEnd();
                RequireCounts(manifest, rows.Counts);
                await context.Database.UseTransactionAsync(transaction, cancellationToken);
                await target.Rules.ContinueNumbersAsync(context, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                await context.Database.UseTransactionAsync(null, cancellationToken);
            }
        }

        await target.MigrateAsync(cancellationToken);
        await using (StorageContext context = target.CreateDbContext())
        {
            await target.Rules.AfterKeysDestroyedAsync(context, cancellationToken);
        }

        return await ReportAsync(target, manifest, rows, cancellationToken);
    }

    private static async Task CopyAsync(RecordReader records, RestoringRows rows, BackupManifest manifest, Action<CopyProgress>? progress, CancellationToken cancellationToken)
    {
        long all = 0;
        TableShape? table = null;
        while (true)
        {
            switch (records.Next())
            {
                case RecordKind.Table:
                    await rows.BeginTableAsync(table = records.Table());
                    break;
                case RecordKind.Row when table is not null:
                    await rows.AddAsync(records.Row(table), cancellationToken);
                    if (++all % RowsOfAReport == 0 || all == manifest.Rows)
                    {
                        progress?.Invoke(new CopyProgress(table.Name, all, manifest.Rows));
                    }

                    break;
                case RecordKind.End:
                    await rows.EndAsync();
                    return;
                default:
                    throw Disorder();
            }
        }
    }

    private static async Task<RestoreReport> ReportAsync(RelationalStorage target, BackupManifest manifest, RestoringRows rows, CancellationToken cancellationToken)
    {
        InspectionReport inspection = await StorageInspection.RunAsync(target, cancellationToken);
        if (inspection.Leaves != manifest.LogSize || Convert.ToHexStringLower(inspection.Root.Span) != manifest.LogRoot)
        {
            throw new BackupException(BackupFault.NotReproduced, "The restored log is not the one that the backup names; don't use this copy.");
        }

        Dictionary<(string, string, int), long> known = manifest.Books.ToDictionary(book => (book.Tenant, book.Code, book.Year), book => book.Last);
        IReadOnlyList<BookEnd> lost = [.. (rows.List?.Books ?? []).Where(book => book.Last > known.GetValueOrDefault((book.Tenant, book.Code, book.Year)))];
        return new RestoreReport(manifest, inspection, rows.KeysNotRestored, lost, rows.List is { } list ? list.LogSize - manifest.LogSize : null);
    }

    /// <summary>Makes the tables as they were when the backup was made.</summary>
    private static async Task PrepareAsync(RelationalStorage target, StorageContext context, BackupManifest manifest, CancellationToken cancellationToken)
    {
        string[] known = [.. context.Database.GetMigrations()];
        string schema = manifest.Schema;
        if (manifest.Database != target.Kind)
        {
            // The migrations of two databases can't be compared; the newest form of both is the same, and the tables are compared later.
            schema = known[^1];
        }
        else if (!known.Contains(schema))
        {
            throw new BackupException(BackupFault.UnknownTables, $"This backup was made by a newer version of the service ({manifest.MadeBy}, {schema}); restore it with that version.");
        }

        if ((await context.Database.GetAppliedMigrationsAsync(cancellationToken)).Any())
        {
            throw new BackupException(BackupFault.TargetNotEmpty, "The database already has tables of this service; restore into a new one.");
        }

        await context.GetService<IMigrator>().MigrateAsync(schema, cancellationToken);
    }

    private static SealedReader Open(Stream backup, MasterKey master)
    {
        BackupHeader header = BackupHeader.Read(backup, out byte[] binding);
        byte[] key = header.OpenKey(master);
        try
        {
            return new SealedReader(backup, key, binding);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static BackupManifest Manifest(RecordReader records) => records.Next() == RecordKind.Manifest ? records.Manifest() : throw Disorder();

    private static void RequireCounts(BackupManifest manifest, IReadOnlyDictionary<string, long> counts)
    {
        if (manifest.Tables.Count != counts.Count || manifest.Tables.Any(table => counts.GetValueOrDefault(table.Name, -1) != table.Rows))
        {
            throw new BackupException(BackupFault.NotReproduced, "This backup holds other numbers of rows than it says; take another one.");
        }
    }

    private static BackupException Disorder() => new(BackupFault.Changed, "The records of this backup are out of order; take another one.");
}
