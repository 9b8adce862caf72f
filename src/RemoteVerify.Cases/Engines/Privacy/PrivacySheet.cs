using System.Globalization;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Privacy;

/// <summary>Pages of the papers about personal data: headings and tables, with words that are data.</summary>
internal sealed class PrivacySheet
{
    public static readonly TextStyle Body = new(11);
    public static readonly TextStyle Bold = new(11, Bold: true);
    private static readonly ParagraphStyle Cells = new() { Text = new TextStyle(9.5), SpaceAfter = 0, LineSpacing = 1.2 };

    private static readonly Lazy<Dictionary<string, string>> Embedded = new(() => PrivacyData.Read<Dictionary<string, string>>("papers.vi.json"));

    public PrivacySheet(DocumentFonts fonts, string title, string author, DateTimeOffset at, bool isTest)
    {
        Composer = new DocumentComposer(new ComposerOptions
        {
            Title = Word(title),
            Author = author,
            Fonts = fonts,
            Created = at,
            Footer = new RunningText { Left = author, Right = Word("page"), Style = new TextStyle(8, Color: RgbColor.Gray) },
            Mark = TestMark.For(isTest),
        });
        Composer.Heading(Word(title), 1, new ParagraphStyle { Text = new TextStyle(15, Bold: true), Alignment = TextAlignment.Center, SpaceAfter = 8 });
        if (isTest)
        {
            Composer.Paragraph(Word("test-line"), new ParagraphStyle { Text = Bold, Alignment = TextAlignment.Center });
        }
    }

    public DocumentComposer Composer { get; }

    /// <summary>The text of this name, with its parts filled in.</summary>
    public static string Word(string name, params object?[] parts) =>
        parts.Length == 0 ? Embedded.Value[name] : string.Format(CultureInfo.InvariantCulture, Embedded.Value[name], parts);

    public void Say(string text) => Composer.Paragraph(text, new ParagraphStyle { Text = Body, Alignment = TextAlignment.Justify });

    public void Section(string text, int level = 2) =>
        Composer.Heading(text, level, new ParagraphStyle { Text = new TextStyle(level == 2 ? 13 : 11.5, Bold: true), SpaceBefore = 8, SpaceAfter = 4, KeepWithNext = true });

    /// <summary>Rows of label and value.</summary>
    public void Facts(params (string Label, string? Value)[] rows) => Composer.Table(new Table
    {
        ColumnWeights = [1, 2.4],
        Style = Cells with { Text = Body },
        Rows = [.. rows.Where(row => !string.IsNullOrEmpty(row.Value)).Select(row => new TableRow([new TableCell([new TextRun(Word(row.Label), Bold)]), new TableCell(row.Value!)]))],
    });

    /// <summary>A table with a head; a line that says so where there is nothing.</summary>
    public void Rows(IReadOnlyList<double> weights, IReadOnlyList<string> head, IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0)
        {
            Say(Word("none"));
            return;
        }

        Composer.Table(new Table
        {
            ColumnWeights = weights,
            Style = Cells,
            PaddingPoints = 3,
            Rows =
            [
                new TableRow([.. head.Select(name => new TableCell([new TextRun(Word(name), new TextStyle(9.5, Bold: true))]))]) { IsHeader = true },
                .. rows.Select(row => new TableRow(row)),
            ],
        });
    }

    public byte[] ToPdf() => Composer.ToPdf();
}
