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
            new TableCell([new TextRun(sheet.Words.Need("fact-label", fact.Label), Label)]),
            new TableCell([new TextRun(sheet.Words.Need($"fact:{fact.Label}", fact.Value), PaperSheet.Cell)]),
        ])),
    ];
}
