using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace RemoteVerify.Cli.Commands.Doctor;

/// <summary>
/// <c>rv doctor</c>: how good each thing of a service is. The service's own program answers, because only it has the service's settings and the rule
/// that Production goes by.
/// </summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        Option<bool> production = new("--production") { Description = "Everything of demo grade counts as a fault." };
        Option<string> data = new("--data") { Description = "Data directory of the service; else Service__DataDirectory, as for the service." };
        Option<int> backupDays = new("--backup-days") { Description = "Days after which a backup is too old.", DefaultValueFactory = _ => 2 };
        Option<bool> json = CommandTable.Json();
        Command command = new("doctor", "Look at a service with its own settings (environment variables Service__...): what is ready, of demo grade, wants attention or is broken. Exit code 1 when something is to be done.")
        {
            production, data, backupDays, json,
        };
        backupDays.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() is < 1 or > 3650)
            {
                given.AddError("--backup-days takes a number from 1 to 3650.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!File.Exists(Installation.ServerAssembly))
            {
                throw CommandException.Environment($"The service is not built ({Installation.ServerAssembly} is missing). Run ./rv setup.");
            }

            ProcessStartInfo start = new("dotnet") { UseShellExecute = false };
            List<string> arguments = [Installation.ServerAssembly, "doctor", "--backup-days", parsed.GetValue(backupDays).ToString(CultureInfo.InvariantCulture)];
            arguments.AddRange(parsed.GetValue(production) ? ["--production"] : []);
            arguments.AddRange(parsed.GetValue(json) ? ["--json"] : []);
            arguments.AddRange(parsed.GetValue(data) is { } folder ? [$"--Service:DataDirectory={Path.GetFullPath(folder)}"] : []);
            arguments.ForEach(start.ArgumentList.Add);
            using Process process = Process.Start(start) ?? throw CommandException.Environment("dotnet could not be started.");
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode;
        });
        return command;
    }
}
