using System.Globalization;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>The pages of a document that a paper shows, and that document as attachment.</summary>
internal sealed class SourcePages
{
    /// <summary>Most pages of a document.</summary>
    public const int MaximumPages = 500;

    private const double Edge = 42.5;
    private const double Hairline = 0.4;

    /// <summary>A scanned card is narrower than the foot needs.</summary>
    private const double NarrowestSheet = 520;

    private static readonly RgbColor Pale = new(0.6, 0.6, 0.6);

    private readonly PdfDocument _document;
    private readonly PaperSource _source;

    private SourcePages(PaperSource source, PdfDocument document, int count) => (_source, _document, Count) = (source, document, count);

    /// <summary>Number of pages of the document.</summary>
    public int Count { get; }

    /// <summary>Opens the document after comparing its hash with the recorded one.</summary>
    /// <exception cref="Pdf.PdfFormatException">The document is broken.</exception>
    public static Outcome<SourcePages> Open(PaperSource source)
    {
        if (Sha256Digest.Of(source.Pdf.Span) != source.Sha256)
        {
            return new Refusal(RefusalCode.PaperSourceDiffers, "The document is not the one that was recorded. Read it again and compose the paper anew.");
        }

        PdfDocument document = PdfDocument.Open(source.Pdf);
        int count = PageTree.Read(document.Latest).Count;
        return count is 0 or > MaximumPages ? PaperComposer.NotAccepted("page-count") : new SourcePages(source, document, count);
    }

    /// <summary>
    /// Shows pages at full scale: the sheet is as much higher than the page as the band above and the foot below need, so
    /// nothing covers the page and nothing shrinks it.
    /// </summary>
    /// <param name="band">Lines of the band at the top right, by position among the shown pages from 0.</param>
    public void ShowAtFullScale(PaperSheet sheet, IReadOnlyList<int> numbers, Func<int, IReadOnlyList<TextRun>> band, ParagraphStyle style)
    {
        for (int index = 0; index < numbers.Count; index++)
        {
            ImportedPage page = DocumentComposer.Import(_document, numbers[index], withAppearances: true);
            IReadOnlyList<TextRun> words = band(index);
            double width = Math.Max(page.Size.Width, NarrowestSheet);
            double height = BandHeight(sheet, words, style, width - (2 * Edge));
            sheet.Composer.NewPage(new PageSize(width, page.Size.Height + height + PaperSheet.FootHeight), new PageMargins(0, 0, 0, 0));
            PageCanvas canvas = sheet.Composer.Canvas;
            Band(canvas, words, style, height);
            canvas.ImportedPage(page, new Frame(0, PaperSheet.FootHeight, width, page.Size.Height), Alternative(sheet, numbers[index]));
            canvas.Line(0, PaperSheet.FootHeight, width, PaperSheet.FootHeight, Hairline, Pale);
            canvas.Line(0, canvas.Size.Height - height, width, canvas.Size.Height - height, Hairline, Pale);
        }
    }

    /// <summary>Shows pages on A4, upright or lying as they are, scaled down as far as the band and the foot need; a card keeps its size.</summary>
    public void ShowOnA4(PaperSheet sheet, Func<int, IReadOnlyList<TextRun>> band, ParagraphStyle style)
    {
        for (int index = 0; index < Count; index++)
        {
            ImportedPage page = DocumentComposer.Import(_document, index + 1, withAppearances: true);
            bool lies = page.Size.Width > page.Size.Height && page.Size.Width > PageSize.A4.Width;
            PageSize size = lies ? new PageSize(PageSize.A4.Height, PageSize.A4.Width) : PageSize.A4;
            sheet.Composer.NewPage(size, new PageMargins(0, 0, 0, 0));
            PageCanvas canvas = sheet.Composer.Canvas;
            IReadOnlyList<TextRun> words = band(index);
            double height = words.Count > 0 ? BandHeight(sheet, words, style, size.Width - (2 * Edge)) : 0;
            Band(canvas, words, style, height);
            var room = new Frame(0, PaperSheet.FootHeight, size.Width, size.Height - height - PaperSheet.FootHeight);
            canvas.ImportedPage(page, NeverLarger(page.Size, room), Alternative(sheet, index + 1));
        }
    }

    /// <summary>Carries the document unchanged inside the paper.</summary>
    public void Attach(PaperSheet sheet, string name) => sheet.Composer.AttachFile(
        new AssociatedFile(name, "application/pdf", _source.Pdf, FileRelationship.Source, sheet.Order.Head.IssuedAt)
        {
            Description = sheet.Words.Plain("attachment-description"),
        });

    /// <summary>The room, or a frame of the page's own size in the middle of it when that is smaller.</summary>
    private static Frame NeverLarger(PageSize page, Frame room) => page.Width <= room.Width && page.Height <= room.Height
        ? new Frame(room.Left + ((room.Width - page.Width) / 2), room.Bottom + ((room.Height - page.Height) / 2), page.Width, page.Height)
        : room;

    private static double BandHeight(PaperSheet sheet, IReadOnlyList<TextRun> words, ParagraphStyle style, double width) =>
        sheet.Composer.HeightOf(words, style, width) + 16;

    private static void Band(PageCanvas canvas, IReadOnlyList<TextRun> words, ParagraphStyle style, double height)
    {
        if (words.Count > 0)
        {
            canvas.TextBlock(new Frame(Edge, canvas.Size.Height - height, canvas.Size.Width - (2 * Edge), height - 8), words, style);
        }
    }

    private string Alternative(PaperSheet sheet, int number)
    {
        string name = sheet.Words.Plain("source-page-alt", ("source-page", Number(number)), ("source-pages", Number(Count)));
        return number <= _source.PageTexts.Count && _source.PageTexts[number - 1].Length > 0 ? $"{name}: {_source.PageTexts[number - 1]}" : name;
    }

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
