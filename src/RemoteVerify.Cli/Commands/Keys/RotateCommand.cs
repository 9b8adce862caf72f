using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using RemoteVerify.Cli.Commands.Backup;
using RemoteVerify.Cli.Commands.Procedures;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Backups.Rotation;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Files;

namespace RemoteVerify.Cli.Commands.Keys;

/// <summary>
/// <c>rv keys rotate</c>: a new master key. Where the service keeps its own in the data directory, the new one waits beside it as
/// <c>master.key.next</c> and takes its place in one step when the database is wholly under it; killed anywhere, the same command goes on.
/// </summary>
internal static class RotateCommand
{
    private static readonly Option<string> NewKey = new("--new-key")
    {
        Description = "Where the new master key is, as 64 hexadecimal digits (env:NAME or file:PATH); needed where the present one is named and not in the data directory.",
    };

    public static Command Create()
    {
        ServiceStore store = new();
        Option<bool> json = CommandTable.Json();
        Command command = new("rotate", "Change the master key: every tenant gets a new key, and all keys are wrapped anew. Stop the service first; no service starts under the old key afterwards.") { NewKey, json };
        store.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            DatabasePlace place = store.Place(parsed);
            if (place.Postgres is null && !File.Exists(place.SqliteFile))
            {
                throw CommandException.Environment($"{place.DataDirectory} holds no database of a service.");
            }

            return await ServiceStore.ExplainAsync(() => RotateAsync(place, parsed.GetValue(NewKey), new Output(parsed.GetValue(json)), cancellationToken));
        });
        return command;
    }

    private static async Task<int> RotateAsync(DatabasePlace place, string? named, Output output, CancellationToken cancellationToken)
    {
        bool isOwn = place.MasterKey is null;
        if (isOwn == named is not null)
        {
            throw CommandException.WrongUse(isOwn
                ? "The master key is the service's own, in its data directory; its successor is made there. Leave --new-key out."
                : "The master key is named by --master-key; name its successor with --new-key (openssl rand -hex 32).");
        }

        using MasterKey next = isOwn ? OwnNext(place) : Named(named!);
        RotationReport report;
        await using (RelationalStorage storage = ServiceDatabase.Open(place, () => ServiceStore.OwnKey(place), TimeProvider.System))
        {
            report = await KeyRotation.RunAsync(storage, next, p => Output.Message($"tenant {p.TenantsDone} of {p.Tenants}"), cancellationToken);
        }

        string? former = isOwn ? Swap(place) : null;
        output.Answer(
            new { outcome = "ROTATED", report.Tenants, report.Keys, report.Others, report.WasDone, formerKey = former },
            writer => writer.WriteLine(
                $"{(report.WasDone ? "The database was under the new key already." : $"{report.Tenants} tenants have new keys, {report.Keys} keys of cases and {report.Others} other values are wrapped anew.")} "
                + (former is null ? "Set Service:Database:MasterKey to the new key before the service starts." : $"The former key is in {former}: earlier backups need it. Destroy it when they are gone.")
                + " Make shares of the new key (./rv keys escrow) and a backup under it."));
        return ExitCodes.Positive;
    }

    private static string NextFile(DatabasePlace place) => place.MasterKeyFile + ".next";

    private static MasterKey OwnNext(DatabasePlace place)
    {
        string file = NextFile(place);
        if (!File.Exists(file))
        {
            byte[] fresh = RandomNumberGenerator.GetBytes(MasterKey.Length);
            KeyFile.WriteNew(file, fresh);
            CryptographicOperations.ZeroMemory(fresh);
        }

        return ServiceStore.KeyOf(place, file);
    }

    private static MasterKey Named(string reference)
    {
        byte[] key = ServiceDatabase.ReadKey(reference);
        try
        {
            return new MasterKey("named", key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>The former key is kept under another name before the new one takes its name, so that no moment is without both.</summary>
    private static string Swap(DatabasePlace place)
    {
        byte[] old = File.ReadAllBytes(place.MasterKeyFile);
        string former = $"{place.MasterKeyFile}.former-{TimeProvider.System.GetUtcNow().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}";
        KeyFile.WriteNew(former, old);
        CryptographicOperations.ZeroMemory(old);
        File.Move(NextFile(place), place.MasterKeyFile, overwrite: true);
        return former;
    }
}
