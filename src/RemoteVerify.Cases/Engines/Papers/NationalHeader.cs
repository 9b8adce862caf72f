// Decree 30/2020/ND-CP annex I, part II, points 1-4: state and motto at the right, agency at the left, number, place and day.
using System.Globalization;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>The head of an administrative document in two columns.</summary>
internal static class NationalHeader
{
    private const double GapPoints = 6;
    private const double RightShare = 0.585;

    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");
    private static readonly ParagraphStyle Centre = new() { Text = new TextStyle(12), Alignment = TextAlignment.Center, LineSpacing = 1.2 };

    /// <summary>Draws the head at the top of the current page.</summary>
    /// <param name="hasNumber">Prints number and symbol under the agency.</param>
    public static void Draw(PaperSheet sheet, bool hasNumber)
    {
        DocumentComposer composer = sheet.Composer;
        PageCanvas page = composer.Canvas;
        double top = composer.Cursor;
        double left = page.Size.Width > page.Size.Height ? 56.69 : 85.04;
        double width = composer.TextWidth;
        double rightWidth = Math.Min(width * RightShare, 270);
        var rightColumn = new Frame(left + width - rightWidth, 0, rightWidth, top);
        double leftWidth = width - rightWidth - GapPoints;
        double start = OfficialCode(sheet, left, top);
        var leftColumn = new Frame(left, 0, leftWidth, top - start);
        double leftUsed = start + Agency(sheet, page, leftColumn);
        double rightUsed = State(sheet, page, rightColumn);
        double second = top - Math.Max(leftUsed, rightUsed) - 4;
        double numberUsed = hasNumber ? page.TextBlock(leftColumn with { Height = second }, sheet.Words.Runs("number", PaperSheet.Thirteen), Centre) : 0;
        var italic = new TextStyle(13, Italic: true);
        double dateUsed = page.TextBlock(rightColumn with { Height = second }, sheet.Words.Runs("date-line", italic), Centre with { Text = italic });
        composer.Space(top - second + Math.Max(numberUsed, dateUsed) + 4);
    }

    /// <summary>The official QR code at the top left, above the agency; returns the height it takes.</summary>
    private static double OfficialCode(PaperSheet sheet, double left, double top)
    {
        if (sheet.Order.Head.OfficialQr is not { } official)
        {
            return 0;
        }

        const double side = 92;
        sheet.Composer.Canvas.QrCode(official.Encode(), new Frame(left - 7, top - side + 20, side, side), sheet.Words.Plain("official-qr-alt"));
        return side - 18;
    }

    private static double Agency(PaperSheet sheet, PageCanvas page, Frame column)
    {
        IReadOnlyList<string> lines = sheet.Order.Head.Agency;
        List<TextRun> runs = [];
        for (int index = 0; index < lines.Count; index++)
        {
            string words = sheet.Words.Need("agency", lines[index]).ToUpper(Vietnamese);
            runs.Add(new TextRun(index == 0 ? words : $"\n{words}", new TextStyle(12, Bold: index == lines.Count - 1)));
        }

        double used = page.TextBlock(column, runs, Centre);
        Under(page, column, column.Top - used, column.Width * 0.38);
        return used + 5;
    }

    private static double State(PaperSheet sheet, PageCanvas page, Frame column)
    {
        string motto = sheet.Words.Plain("motto");
        var mottoStyle = new TextStyle(13, Bold: true);
        double used = page.TextBlock(
            column,
            [.. sheet.Words.Runs("state", new TextStyle(12, Bold: true)), new TextRun($"\n{motto}", mottoStyle)],
            Centre);
        Under(page, column, column.Top - used, page.WidthOf(motto, mottoStyle));
        return used + 5;
    }

    private static void Under(PageCanvas page, Frame column, double y, double width)
    {
        double middle = column.Left + (column.Width / 2);
        page.Line(middle - (width / 2), y - 1.5, middle + (width / 2), y - 1.5, 0.75, RgbColor.Black);
    }
}
