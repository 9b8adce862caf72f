using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cli.Commands.PilotReport;

/// <summary>Puts a report of measurements on pages: its figures and sentences as they are, Vietnamese names over headings and columns.</summary>
internal sealed class QuotedPages(DocumentComposer composer, PilotTexts texts)
{
    private const int WideTable = 7;

    public void Add(QuotedReport report)
    {
        foreach (MarkdownBlock block in report.Blocks)
        {
            switch (block)
            {
                case MarkdownBlock.Heading { Level: 1 } heading:
                    Heading(heading.Text, 3, 12);
                    composer.Paragraph(
                        PilotLooks.Both(texts.Quoted.With(("file", report.File), ("hash", MarkdownRuns.Broken(report.Sha256))), "\n"), PilotLooks.Body with { Text = PilotLooks.Small });
                    break;
                case MarkdownBlock.Heading heading:
                    Heading(heading.Text, 4, 10.5);
                    break;
                case MarkdownBlock.Paragraph paragraph:
                    composer.Paragraph(MarkdownRuns.Of(paragraph.Text, PilotLooks.Cell), PilotLooks.Body with { Text = PilotLooks.Cell });
                    break;
                case MarkdownBlock.Item item:
                    composer.Paragraph([new TextRun("– ", PilotLooks.Cell), .. MarkdownRuns.Of(item.Text, PilotLooks.Cell)], PilotLooks.Body with { Text = PilotLooks.Cell, LeftIndent = 12, FirstLineIndent = -12, SpaceAfter = 3 });
                    break;
                case MarkdownBlock.Table table:
                    Table(table);
                    break;
            }
        }
    }

    private void Heading(string text, int level, double size) => composer.Heading(
        texts.Headings.TryGetValue(text, out string? vietnamese) ? $"{vietnamese} / {text}" : text, level,
        PilotLooks.Body with { Text = new TextStyle(size, Bold: true), SpaceBefore = 6, SpaceAfter = 3 });

    private void Table(MarkdownBlock.Table table)
    {
        int columns = table.Rows.Max(row => row.Count);
        TextStyle style = PilotLooks.Cell with { SizePoints = columns >= WideTable ? 7 : 8.5 };
        composer.Table(new Table
        {
            ColumnWeights = [.. Enumerable.Range(0, columns).Select(column => Weight(table, column))],
            Style = PilotLooks.Cells with { Text = style },
            PaddingPoints = columns >= WideTable ? 2 : 3,
            Rows = [Head(table.Rows[0], columns, style), .. table.Rows.Skip(1).Select(row => new TableRow([.. Filled(row, columns).Select(cell => new TableCell(MarkdownRuns.Of(cell, style)))]))],
        });
    }

    private TableRow Head(IReadOnlyList<string> row, int columns, TextStyle style) => new(
        [.. Filled(row, columns).Select(cell => new TableCell(Column(cell, style)) { Background = PilotLooks.Shade })]) { IsHeader = true };

    private IReadOnlyList<TextRun> Column(string name, TextStyle style) => texts.Columns.TryGetValue(name, out string? vietnamese)
        ? [new TextRun(vietnamese, style with { Bold = true }), new TextRun($"\n{name}", style with { Italic = true })]
        : MarkdownRuns.Of(name, style with { Bold = true });

    private static IEnumerable<string> Filled(IReadOnlyList<string> row, int columns) => Enumerable.Range(0, columns).Select(i => i < row.Count ? row[i] : "");

    /// <summary>Wider for columns with more to say, but no column starves.</summary>
    private static double Weight(MarkdownBlock.Table table, int column)
    {
        double longest = table.Rows.Skip(1).Select(row => column < row.Count ? row[column].Length : 0).DefaultIfEmpty(0).Average();
        double word = table.Rows.SelectMany(row => column < row.Count ? row[column].Split(' ', '\n') : []).Select(w => w.Length).DefaultIfEmpty(0).Max();
        return Math.Clamp(Math.Max(longest, word * 1.25), 7, 26);
    }
}
