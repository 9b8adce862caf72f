using System.CommandLine;
using RemoteVerify.ChipReader.Conformance;
using RemoteVerify.IdDocument;
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
            CorpusReport report = Run(new CorpusFolder(parsed.GetValue(folder)!));
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
            return report.Total > 0 && report.Passed + report.Skipped == report.Total ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }

    private static CorpusReport Run(CorpusFolder folder)
    {
        try
        {
            return EmrtdCorpus.Run(folder.Table, name => folder.Read(name), WorkedExamples.ByKind);
        }
        catch (IdDocumentFormatException exception)
        {
            throw CommandException.WrongUse($"expectations.csv can't be read: {exception.Message}");
        }
    }
}
