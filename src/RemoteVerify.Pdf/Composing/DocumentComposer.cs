using RemoteVerify.Pdf.Composing.Assembly;
using RemoteVerify.Pdf.Composing.Content;
using RemoteVerify.Pdf.Composing.Structure;
using RemoteVerify.Pdf.Composing.Text;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pdf.Composing;

/// <summary>
/// Composes a new document from the top of the first page to the end of the last: text flows and breaks into pages by
/// itself, and <see cref="Canvas"/> draws at chosen places. Not safe for use by several threads.
/// </summary>
public sealed class DocumentComposer
{
    private const double ListIndentEms = 1.75;

    private readonly ComposerOptions _options;
    private readonly ResourceBook _resources = new();
    private readonly StructureElement _root = new("Document");
    private readonly List<PageCanvas> _pages = [];
    private readonly List<AssociatedFile> _files = [];
    private PageMargins _margins;
    private double _cursor;
    private bool _finished;

    public DocumentComposer(ComposerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _margins = options.Margins;
    }

    /// <summary>The page that is being filled, for drawing at chosen places.</summary>
    public PageCanvas Canvas => Current();

    /// <summary>Number of pages so far.</summary>
    public int PageCount => _pages.Count;

    /// <summary>Height left on the page above the lower margin, in points.</summary>
    public double RoomLeft => _pages.Count == 0 ? _options.PageSize.Height - _margins.Top - _margins.Bottom : _cursor - _margins.Bottom;

    /// <summary>Top edge of the next flowing block, in points from the bottom of the page.</summary>
    public double Cursor
    {
        get
        {
            Current();
            return _cursor;
        }
    }

    /// <summary>Height that a text needs in a column of a given width, before there is a page.</summary>
    public double HeightOf(IReadOnlyList<TextRun> runs, ParagraphStyle style, double width) =>
        LineBreaker.Break(runs, style, _options.Fonts, width).Sum(line => line.Height);

    /// <summary>Width between the margins, in points.</summary>
    public double TextWidth => Current().Size.Width - _margins.Left - _margins.Right;

    /// <summary>A heading; level 1 is the highest, 6 the lowest.</summary>
    public void Heading(string text, int level = 1, ParagraphStyle? style = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 6);
        ParagraphStyle look = style ?? new ParagraphStyle
        {
            Text = new TextStyle(Math.Max(12, 18 - (2 * level)), Bold: true),
            Alignment = level == 1 ? TextAlignment.Center : TextAlignment.Left,
            SpaceBefore = 8,
        };
        Flow([new TextRun(text)], look with { KeepWithNext = true }, $"H{level}");
    }

    /// <summary>A paragraph in one style.</summary>
    public void Paragraph(string text, ParagraphStyle? style = null) => Paragraph([new TextRun(text)], style);

    /// <summary>A paragraph of runs in several styles.</summary>
    public void Paragraph(IReadOnlyList<TextRun> runs, ParagraphStyle? style = null) => Flow(runs, style ?? new ParagraphStyle(), "P");

    /// <summary>A list, each item with its number or dash in front.</summary>
    public void List(IReadOnlyList<string> items, bool numbered = false, ParagraphStyle? style = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        ParagraphStyle look = style ?? new ParagraphStyle { SpaceAfter = 3 };
        double indent = look.LeftIndent + (look.Text.SizePoints * ListIndentEms);
        StructureElement list = _root.Add(new StructureElement("L"));
        for (int index = 0; index < items.Count; index++)
        {
            StructureElement item = list.Add(new StructureElement("LI"));
            string label = numbered ? $"{index + 1}." : "–";
            IReadOnlyList<TextLine> mark = LineBreaker.Break([new TextRun(label)], look, _options.Fonts, TextWidth);
            Flow([new TextRun(items[index])], look with { LeftIndent = indent }, item.Add(new StructureElement("LBody")), page =>
            {
                page.BeginTagged(item.Children.Count > 1 ? item.Children[1] : item.Add(new StructureElement("Lbl")));
                page.Lines(mark, 0, 1, look, _margins.Left, _cursor, indent);
                page.EndTagged();
            });
        }
    }

    /// <summary>A table over the full text width.</summary>
    public void Table(Table table)
    {
        TableLayout layout = new(table, _options.Fonts, TextWidth);
        layout.Place(this, _root);
        Space(table.SpaceAfter);
    }

    /// <summary>A picture in the flow, its height following from its proportions.</summary>
    public void Image(ComposedImage image, double widthPoints, string alternativeText, TextAlignment alignment = TextAlignment.Left, double spaceAfter = 6)
    {
        double height = widthPoints * image.HeightPixels / image.WidthPixels;
        Frame frame = Block(widthPoints, height, alignment);
        Canvas.Image(image, frame, alternativeText);
        Space(height + spaceAfter);
    }

    /// <summary>A QR code in the flow.</summary>
    public void QrCode(string text, double sidePoints, string alternativeText, TextAlignment alignment = TextAlignment.Left, QrErrorCorrection correction = QrErrorCorrection.Medium)
    {
        Frame frame = Block(sidePoints, sidePoints, alignment);
        Canvas.QrCode(text, frame, alternativeText, correction);
        Space(sidePoints);
    }

    /// <summary>A rule over the text width.</summary>
    public void Rule(double widthPoints = 0.5, double spaceAfter = 6)
    {
        EnsureRoom(spaceAfter + widthPoints);
        Canvas.Line(_margins.Left, _cursor, _margins.Left + TextWidth, _cursor, widthPoints, RgbColor.Black);
        Space(spaceAfter);
    }

    /// <summary>Moves down.</summary>
    public void Space(double points)
    {
        Current();
        _cursor -= points;
    }

    /// <summary>Starts a new page.</summary>
    /// <param name="size">Size of the new page; null: the document's.</param>
    public void NewPage(PageSize? size = null, PageMargins? margins = null)
    {
        ObjectDisposedException.ThrowIf(_finished, this);
        PageSize wanted = size ?? _options.PageSize;
        _margins = margins ?? _options.Margins;
        if (wanted.Width <= _margins.Left + _margins.Right || wanted.Height <= _margins.Top + _margins.Bottom)
        {
            throw new ArgumentException("The margins leave no room on the page.", nameof(margins));
        }

        _pages.Add(new PageCanvas(_pages.Count, wanted, _resources, _options.Fonts, _root));
        _cursor = wanted.Height - _margins.Top;
    }

    /// <summary>Adds a page of the same size as a page of another document and draws that at full scale.</summary>
    public void AddImportedPage(ImportedPage page, string alternativeText)
    {
        NewPage(page.Size, new PageMargins(0, 0, 0, 0));
        Canvas.ImportedPage(page, new Frame(0, 0, page.Size.Width, page.Size.Height), alternativeText);
    }

    /// <summary>Takes a page of an opened document for drawing; its annotations and form fields themselves stay behind.</summary>
    /// <param name="pageNumber">Counted from 1.</param>
    /// <param name="withAppearances">Draws what the page's annotations look like, visible signatures for example, as part of the picture.</param>
    /// <exception cref="PdfFormatException">The page is broken.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such page.</exception>
    public static ImportedPage Import(PdfDocument document, int pageNumber, bool withAppearances = false) =>
        ImportedPage.Read(document, pageNumber, withAppearances);

    /// <summary>Embeds a file and associates it with the document.</summary>
    public void AttachFile(AssociatedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (_options.Conformance == ArchiveConformance.PdfA2b)
        {
            throw new InvalidOperationException("PDF/A-2 allows no attachments of any kind; use PDF/A-3.");
        }

        if (_files.Exists(other => other.Name == file.Name))
        {
            throw new ArgumentException("Two attachments have the same name.", nameof(file));
        }

        _files.Add(file);
    }

    /// <summary>Finishes the document; nothing can be added afterwards.</summary>
    public byte[] ToPdf()
    {
        ObjectDisposedException.ThrowIf(_finished, this);
        Current();
        _finished = true;
        for (int index = 0; index < _pages.Count; index++)
        {
            PageFurniture.Draw(_pages[index], index, _pages.Count, _options);
        }

        return new DocumentAssembler(_options, _pages, _resources, _root, _files).Assemble();
    }

    /// <summary>Goes to a new page unless the height is there.</summary>
    public void EnsureRoom(double height)
    {
        if (height > RoomLeft && _pages.Count > 0 && !AtTop)
        {
            NewPage(Current().Size, _margins);
        }
    }

    internal double LeftEdge => _margins.Left;

    internal PageMargins Margins => _margins;

    internal bool AtTop => _cursor >= Current().Size.Height - _margins.Top - 0.01;

    private PageCanvas Current()
    {
        if (_pages.Count == 0)
        {
            NewPage();
        }

        return _pages[^1];
    }

    private Frame Block(double width, double height, TextAlignment alignment)
    {
        EnsureRoom(height);
        double room = TextWidth - width;
        double shift = alignment switch { TextAlignment.Center => room / 2, TextAlignment.Right => room, _ => 0 };
        return new Frame(_margins.Left + shift, _cursor - height, width, height);
    }

    private void Flow(IReadOnlyList<TextRun> runs, ParagraphStyle style, string type) => Flow(runs, style, _root.Add(new StructureElement(type)), null);

    /// <param name="beforeFirst">Draws at the first line, once its page is known.</param>
    private void Flow(IReadOnlyList<TextRun> runs, ParagraphStyle style, StructureElement element, Action<PageCanvas>? beforeFirst)
    {
        IReadOnlyList<TextLine> lines = LineBreaker.Break(runs, style, _options.Fonts, TextWidth);
        if (!AtTop)
        {
            Space(style.SpaceBefore);
        }

        if (style.KeepWithNext)
        {
            EnsureRoom(lines.Sum(line => line.Height) + (style.Text.SizePoints * 3));
        }

        int next = 0;
        while (next < lines.Count)
        {
            int count = LinesThatFit(lines, next);
            PageCanvas page = Current();
            if (next == 0)
            {
                beforeFirst?.Invoke(page);
            }

            page.BeginTagged(element);
            Space(page.Lines(lines, next, count, style, _margins.Left, _cursor, TextWidth));
            page.EndTagged();
            next += count;
        }

        Space(style.SpaceAfter);
    }

    /// <summary>How many lines go on this page; never leaves a single line of a longer paragraph alone on either page.</summary>
    private int LinesThatFit(IReadOnlyList<TextLine> lines, int first)
    {
        int remaining = lines.Count - first;
        int count = 0;
        double height = 0;
        while (count < remaining && height + lines[first + count].Height <= RoomLeft + 0.01)
        {
            height += lines[first + count].Height;
            count++;
        }

        bool orphan = first == 0 && count == 1 && remaining > 1;
        bool widow = remaining - count == 1 && count > 2;
        count -= widow ? 1 : 0;
        if ((count == 0 || orphan) && !AtTop)
        {
            NewPage(Current().Size, _margins);
            return LinesThatFit(lines, first);
        }

        return Math.Max(1, count);
    }
}
