using System.CommandLine;
using System.Security.Cryptography;
using RemoteVerify.Cli.Commands.Procedures;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Backups;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Files;

namespace RemoteVerify.Cli.Commands.Backup;

/// <summary><c>rv restore</c>: a backup into a new data directory or a new PostgreSQL database; or only looks whether it could be.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<string> Source = new("file") { Description = "The backup." };
    private static readonly Option<string> Destroyed = new("--destroyed") { Description = "The newest list of ./rv keys destroyed: what it names is not brought back." };
    private static readonly Option<bool> WithoutList = new("--without-list") { Description = "There is no such list: what was deleted after the backup becomes readable again." };
    private static readonly Option<bool> Check = new("--check") { Description = "Read and authenticate the whole backup, say what it holds, change nothing." };

    public static Command Create()
    {
        ServiceStore store = new();
        Option<bool> json = CommandTable.Json();
        Command command = new("restore", "Bring a backup into a new data directory (--data) or a new PostgreSQL database (--postgres), under the master key of its time (--master-key).")
        {
            Source, Destroyed, WithoutList, Check, json,
        };
        store.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            DatabasePlace place = store.Place(parsed);
            Output output = new(parsed.GetValue(json));
            string file = parsed.GetValue(Source)!;
            if (!File.Exists(file))
            {
                throw CommandException.WrongUse($"There is no file {file}.");
            }

            await using FileStream backup = new(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 20);
            try
            {
                return parsed.GetValue(Check) ? Look(place, backup, output) : await RunAsync(place, backup, Order(parsed), output, cancellationToken);
            }
            catch (BackupException e)
            {
                output.Answer(new { outcome = "REFUSED", fault = e.Fault, message = e.Message }, writer => writer.WriteLine($"Not restored ({e.Fault}): {e.Message}"));
                return ExitCodes.Negative;
            }
        });
        return command;
    }

    private static RestoreOrder Order(ParseResult parsed) =>
        new(parsed.GetValue(Destroyed) is { } list ? System.Text.Encoding.UTF8.GetString(InputFiles.Read(list)) : null, parsed.GetValue(WithoutList));

    private static int Look(DatabasePlace place, Stream backup, Output output)
    {
        using MasterKey master = KeyOf(place);
        BackupManifest manifest = Restore.Check(backup, master);
        output.Answer(new { outcome = "READABLE", manifest }, writer => writer.WriteLine($"Whole and readable: {manifest}"));
        return ExitCodes.Positive;
    }

    private static async Task<int> RunAsync(DatabasePlace place, Stream backup, RestoreOrder order, Output output, CancellationToken cancellationToken)
    {
        RestoreReport report = place.Postgres is null
            ? await IntoFolderAsync(place, backup, order, cancellationToken)
            : await IntoPostgresAsync(place, backup, order, cancellationToken);
        foreach (string warning in Warnings(report, order))
        {
            Output.Message($"Warning: {warning}");
        }

        output.Answer(
            new
            {
                outcome = report.Inspection.IsSound ? "RESTORED" : "UNSOUND",
                manifest = report.Manifest,
                findings = report.Inspection.Findings,
                keysNotRestored = report.KeysNotRestored,
                lostNumbers = report.LostNumbers,
                lostLeaves = report.LostLeaves,
            },
            writer => writer.WriteLine($"Restored: {report}. Keys left out because they were destroyed later: {report.KeysNotRestored}."));
        return report.Inspection.IsSound ? ExitCodes.Positive : ExitCodes.Negative;
    }

    /// <summary>Under another name until it is whole, so that no service starts on a half of it.</summary>
    private static async Task<RestoreReport> IntoFolderAsync(DatabasePlace place, Stream backup, RestoreOrder order, CancellationToken cancellationToken)
    {
        if (File.Exists(place.SqliteFile))
        {
            throw new BackupException(BackupFault.TargetNotEmpty, $"{place.DataDirectory} already holds a database; restore into a new folder.");
        }

        Directory.CreateDirectory(place.DataDirectory);
        using MasterKey master = KeyOf(place);
        string draft = place.SqliteFile + ".restoring";
        Remove(draft);
        try
        {
            RestoreReport report;
            await using (SqliteStorage storage = new(draft, master, TimeProvider.System))
            {
                report = await ServiceStore.ExplainAsync(() => Restore.RunAsync(storage, backup, order, CopyLine.Report, cancellationToken));
            }

            if (new FileInfo(draft + "-wal") is { Exists: true, Length: > 0 })
            {
                throw CommandException.Environment("The restored database could not be closed; nothing was put in its place. Do it again.");
            }

            File.Move(draft, place.SqliteFile, overwrite: false);
            if (place.MasterKey is { } reference && !File.Exists(place.MasterKeyFile))
            {
                // A folder with a database of its own keeps its key beside it, where the service looks for it.
                byte[] key = ServiceDatabase.ReadKey(reference);
                KeyFile.WriteNew(place.MasterKeyFile, key);
                CryptographicOperations.ZeroMemory(key);
            }

            return report;
        }
        finally
        {
            Remove(draft);
        }
    }

    private static async Task<RestoreReport> IntoPostgresAsync(DatabasePlace place, Stream backup, RestoreOrder order, CancellationToken cancellationToken) =>
        await ServiceStore.ExplainAsync(async () =>
        {
            await using RelationalStorage storage = ServiceDatabase.Open(place, () => ServiceStore.OwnKey(place), TimeProvider.System);
            return await Restore.RunAsync(storage, backup, order, CopyLine.Report, cancellationToken);
        });

    private static MasterKey KeyOf(DatabasePlace place)
    {
        if (place.MasterKey is not { } reference)
        {
            return ServiceStore.OwnKey(place);
        }

        try
        {
            byte[] key = ServiceDatabase.ReadKey(reference);
            try
            {
                return new MasterKey(place.Postgres is null ? "file" : "named", key);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(key);
            }
        }
        catch (InvalidDataException e)
        {
            throw CommandException.Environment(e.Message);
        }
    }

    private static IEnumerable<string> Warnings(RestoreReport report, RestoreOrder order)
    {
        if (order.DestroyedList is null)
        {
            yield return "no list of destroyed keys was applied; what people had deleted since the backup is readable again. Delete it again, and say so in the record of processing.";
        }

        foreach (BookEnd book in report.LostNumbers)
        {
            yield return $"the register book {book.Tenant}/{book.Code}/{book.Year} had reached number {book.Last}; those papers exist outside and this copy would give their numbers again. Enter them before the office opens.";
        }

        if (report.LostLeaves > 0)
        {
            yield return $"the audit log had {report.LostLeaves} leaves more; whoever remembered a later checkpoint sees that the log went back. Tell them.";
        }
    }

    private static void Remove(string database)
    {
        foreach (string file in new[] { database, database + "-wal", database + "-shm", database + ".migrating" })
        {
            File.Delete(file);
        }
    }
}
