// Decree 30/2020/ND-CP annex I: A4, margins 20-25 mm above and below, 30-35 mm left, 15-20 mm right; serif 13-14.
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Templates;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>The sheets of one paper while it is composed: flowing text in the office's looks, and what stands on every page.</summary>
internal sealed class PaperSheet
{
    /// <summary>Height kept free at the foot of every page for the QR code and the page number, in points.</summary>
    public const double FootHeight = 62;

    private const double TopMargin = 56.69;
    private const double LeftMargin = 85.04;
    private const double RightMargin = 56.69;

    public static readonly TextStyle Thirteen = new(13);
    public static readonly TextStyle Cell = new(11);

    /// <summary>A paragraph of an administrative document.</summary>
    public static readonly ParagraphStyle Body = new()
    {
        Text = Thirteen, Alignment = TextAlignment.Justify, FirstLineIndent = 28.35, LineSpacing = 1.3, SpaceAfter = 5,
    };

    /// <summary>A line of facts: no indent.</summary>
    public static readonly ParagraphStyle Line = Body with { FirstLineIndent = 0, Alignment = TextAlignment.Left };

    public static readonly ParagraphStyle Centred = new() { Text = Thirteen, Alignment = TextAlignment.Center, LineSpacing = 1.25, SpaceAfter = 4 };

    public static readonly ParagraphStyle Cells = new() { Text = Cell, SpaceAfter = 0, LineSpacing = 1.2 };

    private readonly List<SignatureSlot> _slots = [];
    private readonly PaperTemplate _template;

    public PaperSheet(DocumentFonts fonts, PaperOrder order, PaperTemplate template, PaperTemplate common, PaperForm form)
    {
        (Order, _template) = (order, template);
        Words = new PaperWording(template, common, order.Head);
        IsMarked = order.Head.IsTest || !template.LegalReview.IsVerified || !common.LegalReview.IsVerified;
        form.Fields?.Invoke(Words);
        var margins = form.IsLying
            ? new PageMargins(RightMargin, RightMargin, TopMargin, FootHeight + 8)
            : new PageMargins(LeftMargin, RightMargin, TopMargin, FootHeight + 8);
        var foot = new PaperFoot(this, margins.Left);
        Composer = new DocumentComposer(new ComposerOptions
        {
            Title = Words.Plain("document-title"),
            Subject = $"{template.Id} {template.Version}",
            Author = Words.Need("agency", order.Head.Agency.LastOrDefault()),
            Fonts = fonts,
            Created = order.Head.IssuedAt,
            PageSize = form.IsLying ? new PageSize(PageSize.A4.Height, PageSize.A4.Width) : PageSize.A4,
            Margins = margins,
            Conformance = form.HasAttachments ? ArchiveConformance.PdfA3b : ArchiveConformance.PdfA2b,
            Mark = Mark() is { } mark ? new PageMark(mark) { Opacity = 0.12 } : null,
            EveryPage = foot.Draw,
        });
    }

    public DocumentComposer Composer { get; }

    public PaperWording Words { get; }

    public PaperOrder Order { get; }

    /// <summary>True when every page says that it is a trial.</summary>
    public bool IsMarked { get; }

    /// <summary>What stands across every page: that it is a draft, a trial, or both.</summary>
    private string? Mark() => (Order.Head.IsDraft, IsMarked) switch
    {
        (true, true) => $"{Words.Plain("draft-mark")} - {Words.Plain("test-mark")}",
        (true, false) => Words.Plain("draft-mark"),
        (false, true) => Words.Plain("test-mark"),
        _ => null,
    };

    /// <summary>A title: centred, bold, capitals as in the template.</summary>
    public void Title(string text, double sizePoints = 14, double spaceBefore = 14, double spaceAfter = 10) => Composer.Heading(
        Words.Plain(text), 1,
        new ParagraphStyle { Text = new TextStyle(sizePoints, Bold: true), Alignment = TextAlignment.Center, LineSpacing = 1.3, SpaceBefore = spaceBefore, SpaceAfter = spaceAfter });

    /// <summary>A heading inside the paper.</summary>
    public void Section(string text, params ReadOnlySpan<(string Field, string? Value)> more) => Composer.Heading(
        Words.Plain(text, more), 2, new ParagraphStyle { Text = Thirteen with { Bold = true }, LineSpacing = 1.25, SpaceBefore = 6, SpaceAfter = 4 });

    /// <summary>A paragraph of the template.</summary>
    public void Say(string text, ParagraphStyle style, params ReadOnlySpan<(string Field, string? Value)> more) =>
        Composer.Paragraph(Words.Runs(text, style.Text, more), style);

    /// <inheritdoc cref="Say"/>
    public void Say(string text, params ReadOnlySpan<(string Field, string? Value)> more) => Say(text, Body, more);

    /// <summary>The last words before the signature: they never stay behind on the page before it.</summary>
    public void SayLast(string text, ParagraphStyle style)
    {
        Composer.EnsureRoom(Composer.HeightOf(Words.Runs(text, style.Text), style, Composer.TextWidth) + style.SpaceAfter + SignatureBlocks.UsualHeight);
        Say(text, style);
    }

    /// <summary>A row of two cells: the label in bold from the template, the value from the order.</summary>
    public TableRow Row(string label, string? value, TextStyle? style = null) => new(
        [new TableCell([new TextRun(Words.Plain(label), Cell with { Bold = true })]), new TableCell([new TextRun(Words.Need(label, value), style ?? Cell)])]);

    /// <summary>A header row of template texts.</summary>
    public TableRow Head(params IReadOnlyList<string> texts) => new([.. texts.Select(text => new TableCell(Words.Plain(text))
    {
        Style = Cells with { Text = Cell with { Bold = true }, Alignment = TextAlignment.Center },
    })]) { IsHeader = true };

    /// <summary>A table over the text width.</summary>
    public void Table(IReadOnlyList<double> weights, IReadOnlyList<TableRow> rows) =>
        Composer.Table(new Table { ColumnWeights = weights, Rows = rows, Style = Cells, SpaceAfter = 10 });

    /// <summary>Remembers a signature field that belongs at a place of the current page.</summary>
    public void Slot(string name, Frame place) =>
        _slots.Add(new SignatureSlot(name, new SignaturePlace(Composer.PageCount, place.Left, place.Bottom, place.Width, place.Height)));

    /// <summary>The finished paper, or a refusal that names everything that is missing.</summary>
    public Outcome<ComposedPaper> Finish()
    {
        byte[] pdf = Composer.ToPdf();
        return Words.Missing.Count > 0
            ? new Refusal(
                RefusalCode.PaperFieldMissing,
                "Something that must stand on this paper is missing, so it is not issued. The reasons name the fields; complete the dossier or the template.",
                [],
                [.. Words.Missing])
            // The organisation signs last.
            : new ComposedPaper(
                pdf, Composer.PageCount, _template.Id, _template.Version, IsMarked, [.. _slots.OrderBy(slot => slot.Name == Order.Head.SealSlot)]);
    }
}

/// <summary>How a paper's sheets are set up.</summary>
/// <param name="Fields">Gives the paper's own fields.</param>
/// <param name="IsLying">Pages wider than high.</param>
/// <param name="HasAttachments">Carries files inside.</param>
internal sealed record PaperForm(Action<PaperWording>? Fields = null, bool IsLying = false, bool HasAttachments = false);
