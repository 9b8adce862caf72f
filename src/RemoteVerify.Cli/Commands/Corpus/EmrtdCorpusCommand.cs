using System.CommandLine;
using System.Text;
using RemoteVerify.IdDocument.Conformance;

namespace RemoteVerify.Cli.Commands.Corpus;

/// <summary><c>rv corpus emrtd</c>: every row of an <c>expectations.csv</c>, expected beside actual.</summary>
internal static class EmrtdCorpusCommand
{
    public static Command Create()
    {
        Argument<string> folder = new("dir") { Description = "Folder with expectations.csv." };
        Option<bool> json = CommandTable.Json();
        Command command = new("emrtd", "Run a folder of chip documents with known answers.") { folder, json };
        command.SetAction(parsed =>
        {
            string root = Path.GetFullPath(parsed.GetValue(folder)!);
            string table = Encoding.UTF8.GetString(InputFiles.Read(Path.Combine(root, "expectations.csv")));
            CorpusReport report = EmrtdCorpus.Run(table, name => ReadBelow(root, name));
            new Output(parsed.GetValue(json)).Answer(report.ToJson(), writer =>
            {
                foreach (RowResult row in report.Rows.Where(row => row.Outcome != RowOutcome.Pass))
                {
                    writer.WriteLine($"{row.Outcome.ToString().ToUpperInvariant()} {row.Id}: {row.Reason}");
                    writer.WriteLine($"  expected {row.Expected}");
                    writer.WriteLine($"  actual   {row.Actual}");
                }

                writer.WriteLine($"{report.Passed} of {report.Total} rows hold, {report.Skipped} skipped.");
            });
            return report.Passed + report.Skipped == report.Total ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }

    /// <summary>A row may name files of its own folder only.</summary>
    private static byte[] ReadBelow(string root, string name)
    {
        string path = Path.GetFullPath(Path.Combine(root, name));
        return path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? InputFiles.Read(path) : throw CommandException.WrongUse($"The row names a file outside its folder: {name}");
    }
}
