using System.Globalization;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>The foot of every page: QR code with the address of the check, the code, the host, the page number, and the words of a trial.</summary>
internal sealed class PaperFoot(PaperSheet sheet, double left)
{
    private const double QrSide = 48;
    private const double QrBottom = 9;
    private const double RightEdge = 56.69;

    private static readonly TextStyle Small = new(8.5);
    private static readonly ParagraphStyle Stack = new() { Text = Small, LineSpacing = 1.25 };
    private static readonly TextStyle Trial = new(8.5, Bold: true, Color: new RgbColor(0.7, 0.05, 0.05));

    public void Draw(PageCanvas page, int number, int count)
    {
        PaperWording words = sheet.Words;
        // The quiet zone of four modules lies inside the square, so the code itself starts at the text's edge.
        page.QrCode(sheet.Order.Head.CheckAddress, new Frame(left - 5, QrBottom, QrSide, QrSide), "");
        List<TextRun> runs = [.. words.Runs(sheet.Order.Head.IsOfDossier ? "dossier-code-line" : "code-line", Small), new TextRun("\n"), .. words.Runs(sheet.Order.Head.IsOfDossier ? "dossier-check-line" : "check-line", Small)];
        if (sheet.Order.Head.IsDraft)
        {
            runs.AddRange([new TextRun("\n"), .. words.Runs("draft-line", Trial)]);
        }

        if (sheet.IsMarked)
        {
            runs.AddRange([new TextRun("\n"), .. words.Runs("test-line", Trial)]);
        }

        double textLeft = left + QrSide - 2;
        double width = page.Size.Width - textLeft - RightEdge - 70;
        double height = page.HeightOf(runs, Stack, width);
        page.TextBlock(new Frame(textLeft, QrBottom, width, ((QrSide + height) / 2) + 1), runs, Stack);
        string pages = words.Plain("page-line", ("page", Number(number)), ("pages", Number(count)));
        page.TextBlock(
            new Frame(page.Size.Width - RightEdge - 90, QrBottom, 90, (QrSide / 2) + 8),
            pages,
            new ParagraphStyle { Text = new TextStyle(11), Alignment = TextAlignment.Right });
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
