// Decree 30/2020/ND-CP annex I, part II, points 1-4: state and motto at the right, agency at the left, number, place and day.
using System.Globalization;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>The head of an administrative document in two columns.</summary>
internal static class NationalHeader
{
    private const double GapPoints = 6;
    private const double RightShare = 0.585;
    private const double CodeTop = 26;
    private const double CodeSide = 84;

    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");
    private static readonly ParagraphStyle Centre = new() { Text = new TextStyle(12), Alignment = TextAlignment.Center, LineSpacing = 1.2 };

    /// <summary>Draws the head at the top of the current page.</summary>
    /// <param name="hasNumber">Prints number and symbol under the agency.</param>
    /// <param name="hasDate">Prints place and day under the motto.</param>
    public static void Draw(PaperSheet sheet, bool hasNumber, bool hasDate = true)
    {
        DocumentComposer composer = sheet.Composer;
        PageCanvas page = composer.Canvas;
        double top = composer.Cursor;
        double left = page.Size.Width > page.Size.Height ? 56.69 : 85.04;
        double width = composer.TextWidth;
        double rightWidth = Math.Min(width * RightShare, 270);
        var rightColumn = new Frame(left + width - rightWidth, 0, rightWidth, top);
        double leftWidth = width - rightWidth - GapPoints;
        double start = OfficialCode(sheet, left);
        var leftColumn = new Frame(left, 0, leftWidth, top - start);
        double leftUsed = start + Agency(sheet, page, leftColumn);
        double rightUsed = State(sheet, page, rightColumn);
        double second = top - Math.Max(leftUsed, rightUsed) - 4;
        double numberUsed = hasNumber ? page.TextBlock(leftColumn with { Height = second }, sheet.Words.Runs("number", PaperSheet.Thirteen), Centre) : 0;
        var italic = new TextStyle(13, Italic: true);
        double dateUsed = !hasDate ? 0 : page.TextBlock(rightColumn with { Height = second }, sheet.Words.Runs("date-line", italic), Centre with { Text = italic });
        composer.Space(top - second + Math.Max(numberUsed, dateUsed) + 4);
    }

    /// <summary>The official QR code at the top left, above the agency; returns the height it takes.</summary>
    private static double OfficialCode(PaperSheet sheet, double left)
    {
        if (sheet.Order.Head.OfficialQr is not { } official)
        {
            return 0;
        }

        // It begins in the upper margin; the quiet zone of four modules lies inside the square.
        PageCanvas page = sheet.Composer.Canvas;
        page.QrCode(official.Encode(), new Frame(left - 5, page.Size.Height - CodeTop - CodeSide, CodeSide, CodeSide), sheet.Words.Plain("official-qr-alt"));
        return CodeTop + CodeSide - (page.Size.Height - sheet.Composer.Cursor);
    }

    private static double Agency(PaperSheet sheet, PageCanvas page, Frame column)
    {
        IReadOnlyList<string> lines = sheet.Order.Head.Agency;
        double used = 0;
        for (int index = 0; index < lines.Count; index++)
        {
            List<TextRun> words = [new(sheet.Words.Need("agency", lines[index]).ToUpper(Vietnamese), new TextStyle(12, Bold: index == lines.Count - 1))];
            used += page.TextBlock(Balanced(page, column with { Height = column.Height - used }, words), words, Centre);
        }

        Under(page, column, column.Top - used, column.Width * 0.38);
        return used + 5;
    }

    /// <summary>The narrowest column, centred in this one, in which the text needs no more lines: no word is left alone on a line.</summary>
    private static Frame Balanced(PageCanvas page, Frame column, IReadOnlyList<TextRun> runs)
    {
        double height = page.HeightOf(runs, Centre, column.Width);
        double width = column.Width;
        while (width > column.Width / 3 && page.HeightOf(runs, Centre, width - 4) <= height)
        {
            width -= 4;
        }

        return column with { Left = column.Left + ((column.Width - width) / 2), Width = width };
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
