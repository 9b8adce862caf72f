using RemoteVerify.Cases.Papers;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>Facts as rows of two cells.</summary>
internal static class FactRows
{
    private static readonly TextStyle Label = PaperSheet.Cell with { Bold = true };

    public static IReadOnlyList<TableRow> Of(PaperSheet sheet, IReadOnlyList<PaperFact> facts) =>
    [
        .. facts.Select(fact => new TableRow(
        [
            new TableCell([new TextRun(sheet.Words.Need("fact-label", fact.Title is { } title && sheet.Words.Has(title) ? sheet.Words.Plain(title) : fact.Label), Label)]),
            new TableCell([new TextRun(sheet.Words.Need($"fact:{fact.Label}", Value(sheet, fact)), PaperSheet.Cell)]),
        ])),
    ];

    private static string Value(PaperSheet sheet, PaperFact fact) => fact.Words.Any(sheet.Words.Has)
        ? string.Join("; ", fact.Words.Select(name => sheet.Words.Has(name) ? sheet.Words.Plain(name) : name[(name.IndexOf('-', StringComparison.Ordinal) + 1)..]))
        : fact.Value;
}
