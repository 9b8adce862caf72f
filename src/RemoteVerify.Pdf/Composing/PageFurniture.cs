using System.Globalization;
using RemoteVerify.Pdf.Composing.Text;

namespace RemoteVerify.Pdf.Composing;

/// <summary>Draws what stands on every page: head line, foot line, mark.</summary>
internal static class PageFurniture
{
    private const double EdgePoints = 24;

    public static void Draw(PageCanvas page, int index, int count, ComposerOptions options)
    {
        if (options.Header is { } header && !(header.SkipFirstPage && index == 0))
        {
            Running(page, header, page.Size.Height - EdgePoints, index, count, options);
        }

        if (options.Footer is { } footer && !(footer.SkipFirstPage && index == 0))
        {
            Running(page, footer, EdgePoints + (footer.Style.SizePoints * 1.25), index, count, options);
        }

        if (options.EveryPage is { } draw)
        {
            page.Artifact(() => draw(page, index + 1, count));
        }

        switch (options.Mark)
        {
            case { Placement: MarkPlacement.Diagonal } mark:
                Diagonal(page, mark, options.Fonts);
                break;
            case { } mark:
                HeaderMark(page, mark, options.Fonts);
                break;
        }
    }

    private static void Running(PageCanvas page, RunningText text, double top, int index, int count, ComposerOptions options)
    {
        double left = Math.Max(options.Margins.Left, EdgePoints);
        double width = page.Size.Width - left - Math.Max(options.Margins.Right, EdgePoints);
        foreach ((string words, TextAlignment alignment) in new[] { (text.Left, TextAlignment.Left), (text.Center, TextAlignment.Center), (text.Right, TextAlignment.Right) })
        {
            if (words.Length == 0)
            {
                continue;
            }

            string filled = words
                .Replace("{pages}", count.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{page}", (index + 1).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            ParagraphStyle style = new() { Text = text.Style, Alignment = alignment };
            IReadOnlyList<TextLine> lines = LineBreaker.Break([new TextRun(filled)], style, options.Fonts, width);
            page.Artifact(() => page.Lines(lines, 0, 1, style, left, top, width));
        }
    }

    private static void Diagonal(PageCanvas page, PageMark mark, DocumentFonts fonts)
    {
        TextStyle look = new(100, Bold: true, Sans: true, Color: mark.Color);
        double diagonal = Math.Sqrt((page.Size.Width * page.Size.Width) + (page.Size.Height * page.Size.Height));
        double widthAtHundred = fonts.Face(look).WidthOf(mark.Text, 100);
        double size = Math.Min(90, diagonal * 0.72 / Math.Max(1, widthAtHundred) * 100);
        ParagraphStyle style = new() { Text = look with { SizePoints = size } };
        IReadOnlyList<TextLine> lines = LineBreaker.Break([new TextRun(mark.Text)], style, fonts, double.MaxValue);
        double cosine = page.Size.Width / diagonal;
        double sine = page.Size.Height / diagonal;
        page.Artifact(() =>
        {
            page.Content.Save();
            page.UseOpacity(mark.Opacity);
            page.Content.Transform(cosine, sine, -sine, cosine, page.Size.Width / 2, page.Size.Height / 2);
            double capital = fonts.Face(look).CapHeight * size / 1000;
            double ascent = lines[0].Ascent;
            page.Lines(lines, 0, 1, style, -lines[0].Width / 2, ascent - (capital / 2), lines[0].Width);
            page.Content.Restore();
        });
    }

    private static void HeaderMark(PageCanvas page, PageMark mark, DocumentFonts fonts)
    {
        ParagraphStyle style = new() { Text = new TextStyle(9, Bold: true, Sans: true, Color: mark.Color), Alignment = TextAlignment.Center };
        double width = page.Size.Width - 40;
        IReadOnlyList<TextLine> lines = LineBreaker.Break([new TextRun(mark.Text)], style, fonts, width - 12);
        double boxWidth = Math.Min(width, lines.Max(line => line.Width) + 12);
        double height = lines.Sum(line => line.Height) + 4;
        Frame box = new((page.Size.Width - boxWidth) / 2, page.Size.Height - 6 - height, boxWidth, height);
        page.Artifact(() =>
        {
            page.Content.Box(box, 0.75, mark.Color, RgbColor.White);
            page.Lines(lines, 0, lines.Count, style, box.Left + 6, box.Top - 2, boxWidth - 12);
        });
    }
}
