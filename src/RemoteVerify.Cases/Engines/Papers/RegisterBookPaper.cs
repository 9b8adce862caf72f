using System.Globalization;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>A register book of one year as a lying table, every number in its place.</summary>
internal static class RegisterBookPaper
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");
    private static readonly RgbColor Shade = new(0.93, 0.93, 0.93);
    private static readonly TextStyle Ten = new(10);
    private static readonly ParagraphStyle Cells = PaperSheet.Cells with { Text = Ten };
    private static readonly ParagraphStyle Right = Cells with { Alignment = TextAlignment.Right };
    private static readonly ParagraphStyle Middle = Cells with { Alignment = TextAlignment.Center };

    public static Outcome<ComposedPaper> Compose(RegisterBookOrder order, PaperTools tools)
    {
        if (order.Lines.Count == 0 || order.Lines.Where((line, index) => line.Number != order.Lines[0].Number + index).Any())
        {
            return PaperComposer.NotAccepted(order.Lines.Count == 0 ? "lines" : "gap");
        }

        long used = order.Lines.Count(line => line.VoidReason is null);
        PaperSheet sheet = tools.Sheet(order, new PaperForm(
            words => words.Set(
                ("book-name", order.BookName),
                ("book-number", order.BookNumber),
                ("book-year", SourcePages.Number(order.Year)),
                ("first-day", VietnameseDate.Short(order.FirstDay)),
                ("last-day", VietnameseDate.Short(order.LastDay)),
                ("first-number", Whole(order.Lines[0].Number)),
                ("last-number", Whole(order.Lines[^1].Number)),
                ("count", Whole(order.Lines.Count)),
                ("used", Whole(used)),
                ("voided", Whole(order.Lines.Count - used)),
                ("copies", Whole(order.Lines.Sum(line => (long)(line.Copies ?? 0)))),
                ("fees", Whole(order.Lines.Sum(line => line.FeeVnd ?? 0)))),
            IsLying: true));
        NationalHeader.Draw(sheet, hasNumber: false);
        sheet.Title("title", spaceBefore: 6, spaceAfter: 2);
        sheet.Say("book-line", PaperSheet.Centred with { SpaceAfter = 8 });
        sheet.Composer.Table(new Table
        {
            ColumnWeights = [0.55, 1.15, 3, 2.1, 1.7, 0.75, 0.95, 2],
            Style = Cells,
            PaddingPoints = 3,
            Rows =
            [
                Heads(sheet),
                .. order.Lines.Select(line => Row(sheet, line)),
            ],
        });
        sheet.Say("totals", PaperSheet.Line);
        sheet.Say("closing", PaperSheet.Line);
        SignatureBlocks.Close(sheet, order.Keeper);
        return sheet.Finish();
    }

    private static TableRow Heads(PaperSheet sheet) => new(
    [
        .. new[] { "column-number", "column-time", "column-subject", "column-person", "column-signer", "column-copies", "column-fee", "column-note" }
            .Select(name => new TableCell(sheet.Words.Plain(name)) { Style = Middle with { Text = Ten with { Bold = true } } }),
    ]) { IsHeader = true };

    private static TableRow Row(PaperSheet sheet, RegisterBookLine line)
    {
        RgbColor? shade = line.VoidReason is null ? null : Shade;
        string note = sheet.Words.Plain(line.VoidReason is null ? "note-used" : "note-voided", ("void-reason", Reason(sheet, line.VoidReason)));
        bool needs = line.VoidReason is null;
        return new TableRow(
        [
            new TableCell(Whole(line.Number)) { Style = Middle, Background = shade },
            new TableCell(line.At.ToOffset(TimeSpan.FromHours(7)).ToString("dd/MM/yyyy\nHH:mm", CultureInfo.InvariantCulture)) { Style = Middle, Background = shade },
            new TableCell(needs ? sheet.Words.Need("column-subject", line.Subject) : line.Subject) { Background = shade },
            new TableCell(needs ? sheet.Words.Need("column-person", line.Person) : line.Person) { Background = shade },
            new TableCell(needs ? sheet.Words.Need("column-signer", line.Signer) : line.Signer) { Background = shade },
            new TableCell(line.Copies is { } copies ? Whole(copies) : "") { Style = Right, Background = shade },
            new TableCell(line.FeeVnd is { } fee ? Whole(fee) : "") { Style = Right, Background = shade },
            new TableCell(note) { Background = shade },
        ]);
    }

    /// <summary>The template's words for a reason of the service; what an officer wrote stands as it is.</summary>
    private static string? Reason(PaperSheet sheet, string? reason) =>
        VoidReason.Read(reason) is ({ } text, var code) ? sheet.Words.Plain(text, ("void-code", code)) : reason;

    private static string Whole(long value) => value.ToString("#,0", Vietnamese);
}
