using System.CommandLine;
using RemoteVerify.Cli.Commands.Backup;
using RemoteVerify.Cli.Commands.Procedures;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Backups;

namespace RemoteVerify.Cli.Commands.Keys;

/// <summary><c>rv keys destroyed</c>: the list that keeps deleted data deleted when an older backup is restored.</summary>
internal static class DestroyedCommand
{
    public static Command Create()
    {
        Option<string> target = new("--out") { Description = "The file to write, in the place of an earlier one.", Required = true };
        ServiceStore store = new();
        Option<bool> json = CommandTable.Json();
        Command command = new("destroyed", "Write the list of destroyed keys, signed with the audit log's key. Run it every hour and keep it apart from this machine.") { target, json };
        store.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using RelationalStorage storage = await store.OpenAsync(parsed, cancellationToken);
            string list = await ServiceStore.ExplainAsync(() => DestroyedKeys.WriteAsync(storage, cancellationToken));
            string file = parsed.GetValue(target)!;
            await KeyFile.WriteTextAsync(file, list, cancellationToken);
            int keys = list.Split('\n').Count(line => line.StartsWith("key ", StringComparison.Ordinal));
            new Output(parsed.GetValue(json)).Answer(new { file, keys }, writer => writer.WriteLine($"{file}: {keys} destroyed keys."));
            return ExitCodes.Positive;
        });
        return command;
    }
}
