using RemoteVerify.Pdf.Composing.Content;
using RemoteVerify.Pdf.Composing.Fonts;
using RemoteVerify.Pdf.Composing.Structure;
using RemoteVerify.Pdf.Composing.Text;

namespace RemoteVerify.Pdf.Composing;

/// <summary>Draws at chosen places of one page; coordinates are points from the lower left corner.</summary>
public sealed class PageCanvas
{
    private readonly ResourceBook _resources;
    private readonly DocumentFonts _fonts;
    private readonly StructureElement? _root;
    private readonly int _pageIndex;
    private bool _isArtifact;

    internal PageCanvas(int pageIndex, PageSize size, ResourceBook resources, DocumentFonts fonts, StructureElement? root)
    {
        (_pageIndex, Size, _resources, _fonts, _root) = (pageIndex, size, resources, fonts, root);
    }

    public PageSize Size { get; }

    internal ContentWriter Content { get; } = new();

    internal HashSet<string> FontNames { get; } = new(StringComparer.Ordinal);

    internal HashSet<string> XObjectNames { get; } = new(StringComparer.Ordinal);

    /// <summary>Opacities that the page uses, in the order of their names <c>G0</c>, <c>G1</c> ...</summary>
    internal List<double> Opacities { get; } = [];

    /// <summary>The structure element of each marked content number.</summary>
    internal List<StructureElement> MarkedContent { get; } = [];

    /// <summary>Height that a text needs in a column of a given width.</summary>
    public double HeightOf(IReadOnlyList<TextRun> runs, ParagraphStyle style, double width) =>
        LineBreaker.Break(runs, style, _fonts, width).Sum(line => line.Height);

    /// <summary>Width of a text that stands on one line.</summary>
    public double WidthOf(string text, TextStyle style)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _fonts.Face(style).WidthOf(text.Normalize(System.Text.NormalizationForm.FormC), style.SizePoints);
    }

    /// <summary>Sets a text from the top of a frame downwards.</summary>
    /// <returns>The height used; more than the frame's when the text runs over it.</returns>
    public double TextBlock(Frame frame, IReadOnlyList<TextRun> runs, ParagraphStyle style)
    {
        IReadOnlyList<TextLine> lines = LineBreaker.Break(runs, style, _fonts, frame.Width);
        BeginTagged(new StructureElement("P"));
        double used = Lines(lines, 0, lines.Count, style, frame.Left, frame.Top, frame.Width);
        EndTagged();
        return used;
    }

    /// <inheritdoc cref="TextBlock(Frame, IReadOnlyList{TextRun}, ParagraphStyle)"/>
    public double TextBlock(Frame frame, string text, ParagraphStyle style) => TextBlock(frame, [new TextRun(text)], style);

    public void Line(double fromX, double fromY, double toX, double toY, double widthPoints, RgbColor color) =>
        Artifact(() => Content.Line(fromX, fromY, toX, toY, widthPoints, color));

    /// <param name="line">Colour of the border; null: none.</param>
    /// <param name="fill">Colour of the inside; null: none.</param>
    public void Box(Frame frame, double lineWidthPoints, RgbColor? line, RgbColor? fill) =>
        Artifact(() => Content.Box(frame, lineWidthPoints, line, fill));

    /// <summary>Draws a picture so that it fills the frame; keep the proportions yourself.</summary>
    /// <param name="alternativeText">What the picture shows, for people who don't see it.</param>
    public void Image(ComposedImage image, Frame frame, string alternativeText) => Image(image, frame, alternativeText, 0);

    /// <inheritdoc cref="Image(ComposedImage, Frame, string)"/>
    /// <param name="turnDegrees">Clockwise turn of the pixels: 0, 90, 180 or 270.</param>
    public void Image(ComposedImage image, Frame frame, string alternativeText, int turnDegrees)
    {
        BeginTagged(new StructureElement("Figure") { AlternativeText = alternativeText });
        switch (turnDegrees)
        {
            case 90:
                PlaceXObject(image, 0, -frame.Height, frame.Width, 0, frame.Left, frame.Top);
                break;
            case 180:
                PlaceXObject(image, -frame.Width, 0, 0, -frame.Height, frame.Right, frame.Top);
                break;
            case 270:
                PlaceXObject(image, 0, frame.Height, -frame.Width, 0, frame.Right, frame.Bottom);
                break;
            default:
                PlaceXObject(image, frame.Width, 0, 0, frame.Height, frame.Left, frame.Bottom);
                break;
        }

        EndTagged();
    }

    /// <summary>Draws a QR code as vectors, with its quiet zone inside the frame; the frame must be square.</summary>
    public void QrCode(string text, Frame frame, string alternativeText, QrErrorCorrection correction = QrErrorCorrection.Medium)
    {
        BeginTagged(new StructureElement("Figure") { AlternativeText = alternativeText });
        Content.Modules(_resources.QrModules(text, correction), frame);
        EndTagged();
    }

    /// <summary>Draws a page of another document, scaled to fit and centred in the frame; its annotations stay behind.</summary>
    /// <returns>Where the page came to stand.</returns>
    public Frame ImportedPage(ImportedPage page, Frame frame, string alternativeText)
    {
        double scale = Math.Min(frame.Width / page.Size.Width, frame.Height / page.Size.Height);
        Frame place = new(
            frame.Left + ((frame.Width - (page.Size.Width * scale)) / 2),
            frame.Bottom + ((frame.Height - (page.Size.Height * scale)) / 2),
            page.Size.Width * scale,
            page.Size.Height * scale);
        BeginTagged(new StructureElement("Figure") { AlternativeText = alternativeText });
        PlaceXObject(page, scale, 0, 0, scale, place.Left, place.Bottom);
        EndTagged();
        return place;
    }

    /// <summary>Begins content of an element; a new one is hung under the document. An appearance has no structure.</summary>
    internal void BeginTagged(StructureElement element)
    {
        if (_root is null || _isArtifact)
        {
            Content.Save();
            return;
        }

        if (element.IsLoose)
        {
            _root.Add(element);
        }

        element.Content.Add((_pageIndex, MarkedContent.Count));
        Content.Raw($"/{element.Type} <</MCID {MarkedContent.Count}>> BDC");
        MarkedContent.Add(element);
    }

    internal void EndTagged() => Content.Raw(_root is null || _isArtifact ? "Q" : "EMC");

    /// <summary>Draws something that is no part of the text: rules, page numbers, marks.</summary>
    internal void Artifact(Action draw)
    {
        if (_root is null || _isArtifact)
        {
            Content.Save();
            draw();
            Content.Restore();
            return;
        }

        Content.Raw("/Artifact BMC");
        _isArtifact = true;
        draw();
        _isArtifact = false;
        EndTagged();
    }

    /// <summary>Sets lines downwards from a top edge and returns the height used.</summary>
    internal double Lines(IReadOnlyList<TextLine> lines, int first, int count, ParagraphStyle style, double left, double top, double width)
    {
        double y = top;
        for (int index = first; index < first + count; index++)
        {
            TextLine line = lines[index];
            double indent = style.LeftIndent + (index == 0 ? style.FirstLineIndent : 0);
            double room = width - indent - line.Width;
            int spaces = line.Fragments.Where(piece => piece.IsSpace).Sum(piece => piece.Text.Length);
            bool stretch = style.Alignment == TextAlignment.Justify && !line.EndsParagraph && spaces > 0;
            double shift = style.Alignment switch { TextAlignment.Center => room / 2, TextAlignment.Right => room, _ => 0 };
            if (line.Fragments.Count > 0)
            {
                double baseLine = y - line.Ascent;
                Content.TextLine(line, left + indent + shift, baseLine, stretch ? room / spaces : 0, UseFont);
            }

            y -= line.Height;
        }

        return top - y;
    }

    internal void UseOpacity(double opacity)
    {
        int index = Opacities.IndexOf(opacity);
        if (index < 0)
        {
            index = Opacities.Count;
            Opacities.Add(opacity);
        }

        Content.Raw($"/G{index} gs");
    }

    private (string Name, FontSubset Subset) UseFont(TrueTypeFont font)
    {
        (string Name, FontSubset Subset) entry = _resources.Font(font);
        FontNames.Add(entry.Name);
        return entry;
    }

    private void PlaceXObject(object source, double a, double b, double c, double d, double e, double f)
    {
        string name = _resources.XObject(source);
        XObjectNames.Add(name);
        Content.XObject(name, a, b, c, d, e, f);
    }
}
