using System.CommandLine;
using RemoteVerify.Cli.Commands.Procedures;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Backups;

namespace RemoteVerify.Cli.Commands.Backup;

/// <summary><c>rv backup</c>: everything of a service in one encrypted file, while the service works.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        Option<string> target = new("--out") { Description = "The file to write; it appears when it is whole.", Required = true };
        Option<string> list = new("--destroyed") { Description = "Also write the list of destroyed keys there, as ./rv keys destroyed does." };
        ServiceStore store = new();
        Option<bool> json = CommandTable.Json();
        Command command = new("backup", "Copy everything of a service into one encrypted file, while the service works. The master key is not in it.") { target, list, json };
        store.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using RelationalStorage storage = await store.OpenAsync(parsed, cancellationToken);
            string file = parsed.GetValue(target)!;
            await storage.Jobs.StartedAsync(Storage.Backups.Backup.JobName, cancellationToken);
            BackupManifest manifest;
            long bytes;
            try
            {
                (manifest, bytes) = await WriteAsync(storage, file, cancellationToken);
            }
            catch
            {
                await storage.Jobs.FailedAsync(Storage.Backups.Backup.JobName, CancellationToken.None);
                throw;
            }

            await storage.Jobs.SucceededAsync(Storage.Backups.Backup.JobName, cancellationToken);
            if (parsed.GetValue(list) is { } listFile)
            {
                await KeyFile.WriteTextAsync(listFile, await ServiceStore.ExplainAsync(() => DestroyedKeys.WriteAsync(storage, cancellationToken)), cancellationToken);
            }

            new Output(parsed.GetValue(json)).Answer(
                new { file, bytes, manifest },
                writer => writer.WriteLine(
                    $"{file}: {manifest.Rows} rows of {manifest.Tables.Count} tables, {manifest.Keys} keys, log of {manifest.LogSize} leaves with root {manifest.LogRoot}; {bytes / 1024.0 / 1024:0.0} MiB. It opens with the present master key only; see that its shares are in safe hands (./rv keys escrow)."));
            return ExitCodes.Positive;
        });
        return command;
    }

    private static async Task<(BackupManifest Manifest, long Bytes)> WriteAsync(RelationalStorage storage, string file, CancellationToken cancellationToken)
    {
        using AtomicFile output = new(file);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(output.Stream.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        BackupManifest manifest = await ServiceStore.ExplainAsync(() => Storage.Backups.Backup.WriteAsync(storage, output.Stream, CopyLine.Report, cancellationToken));
        long bytes = output.Stream.Length;
        output.Stream.Flush(flushToDisk: true);
        output.Commit();
        return (manifest, bytes);
    }
}
