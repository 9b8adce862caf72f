using System.CommandLine;
using RemoteVerify.Pades.Validation;

namespace RemoteVerify.Cli.Commands.Corpus;

/// <summary><c>rv corpus pdf</c>: every row of an <c>expectations.csv</c>, expected beside actual.</summary>
internal static class PdfCorpusCommand
{
    public static Command Create()
    {
        Argument<string> folder = new("dir") { Description = "Folder with expectations.csv." };
        Option<bool> tools = new("--tools") { Description = "Let pdfsig and qpdf judge what we sign, too." };
        Option<bool> json = CommandTable.Json();
        Command command = new("pdf", "Run a folder of PDF files with known answers: validate the signed ones, sign the others.") { folder, tools, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            CorpusFolder corpus = new(parsed.GetValue(folder)!);
            List<PdfCorpusRow> rows = PdfCorpusRow.ReadTable(corpus.Table);
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            using OutsideTools? outside = parsed.GetValue(tools) ? new OutsideTools() : null;
            using SigningTrial trial = new(now, outside);
            PdfCorpusJudge judge = new(now, trial);
            List<PdfCorpusResult> results = [];
            foreach (PdfCorpusRow row in rows)
            {
                results.Add(await judge.JudgeAsync(row, corpus.ReadOrNull(row.File), cancellationToken));
            }

            return Answer(new Output(parsed.GetValue(json)), results);
        });
        return command;
    }

    private static int Answer(Output output, List<PdfCorpusResult> results)
    {
        int Count(PdfCorpusOutcome outcome) => results.Count(result => result.Outcome == outcome);
        var document = new
        {
            total = results.Count,
            passed = Count(PdfCorpusOutcome.Pass),
            skipped = Count(PdfCorpusOutcome.Skip),
            disputed = Count(PdfCorpusOutcome.Disputed),
            rows = results.Select(result => new
            {
                id = result.Row.File,
                outcome = result.Outcome.ToCode(),
                expected = $"{result.Row.Expected}: {result.Row.Detail}",
                actual = result.Actual,
                reason = result.Reason,
            }),
        };
        output.Answer(document, writer =>
        {
            foreach (PdfCorpusResult result in results.Where(result => result.Outcome != PdfCorpusOutcome.Pass))
            {
                writer.WriteLine($"{result.Outcome.ToCode()} {result.Row.File}: {result.Reason}");
                writer.WriteLine($"  expected {result.Row.Expected}: {result.Row.Detail}");
                writer.WriteLine($"  actual   {result.Actual}");
            }

            writer.WriteLine($"{document.passed} of {document.total} rows hold, {document.disputed} disputed, {document.skipped} skipped.");
        });

        // A disputed row is not a failure of this program, and not a success either: it is named in every run.
        return Count(PdfCorpusOutcome.Fail) == 0 && results.Count > 0 ? ExitCodes.Positive : ExitCodes.Negative;
    }
}
