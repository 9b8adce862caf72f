using RemoteVerify.Cases.Procedures.Importing;

namespace RemoteVerify.Cli.Commands.Procedures;

/// <summary>The data files that a command was given: one file, or every JSON file of a folder.</summary>
internal static class ProcedureFiles
{
    private const string SchemaEnding = ".schema.json";

    /// <exception cref="CommandException">There is nothing to read.</exception>
    public static IReadOnlyList<DataFile> Read(string path)
    {
        if (!Directory.Exists(path))
        {
            return [DataFile.Read(path, InputFiles.Read(path))];
        }

        string[] files = [.. Directory.EnumerateFiles(path, "*.json").Where(f => !f.EndsWith(SchemaEnding, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        return files.Length is > 0 and <= ImportProcedures.MaximumFiles
            ? [.. files.Select(f => DataFile.Read(f, InputFiles.Read(f)))]
            : throw CommandException.WrongUse($"{path} holds {files.Length} JSON files; between one and {ImportProcedures.MaximumFiles} are read.");
    }
}
