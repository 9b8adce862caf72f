using System.CommandLine;
using RemoteVerify.Cases.Procedures;

namespace RemoteVerify.Cli.Commands.Procedures;

/// <summary><c>rv procedures export</c>: the delivered files with their schemas, to read and to start a new version from.</summary>
internal static class ProceduresExportCommand
{
    public static Command Create()
    {
        Option<string> folder = new("--out") { Description = "Folder to write to; made when it is missing. Files of the same name are replaced.", Required = true };
        Option<bool> json = CommandTable.Json();
        Command command = new("export", "Write the delivered procedures, templates, calendar and schemas as files.") { folder, json };
        command.SetAction(parsed =>
        {
            string target = parsed.GetValue(folder)!;
            Directory.CreateDirectory(target);
            string[] written = [.. DeliveredFile.All.Select(file => Write(target, file))];
            new Output(parsed.GetValue(json)).Answer(new { folder = target, files = written }, writer => Array.ForEach(written, writer.WriteLine));
            return ExitCodes.Positive;
        });
        return command;
    }

    private static string Write(string folder, DeliveredFile file)
    {
        string path = Path.Combine(folder, file.Name);
        InputFiles.Write(path, file.Content.Span);
        return path;
    }
}
