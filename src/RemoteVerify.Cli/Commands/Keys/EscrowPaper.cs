using RemoteVerify.Pdf.Composing;
using RemoteVerify.Storage.Backups.Escrow;

namespace RemoteVerify.Cli.Commands.Keys;

/// <summary>Composes the page of one share: for a safe, not for an office's files.</summary>
internal sealed class EscrowPaper(DocumentFonts fonts, EscrowTexts texts, string organisation, DateTimeOffset now)
{
    private const double CodeSide = 118;
    private static readonly TextStyle Vietnamese = new(10.5);
    private static readonly TextStyle English = new(9, Italic: true, Color: RgbColor.Gray);
    private static readonly TextStyle Letters = new(17, Bold: true);
    private static readonly ParagraphStyle Body = new() { Text = Vietnamese, LineSpacing = 1.15, SpaceAfter = 3 };
    private static readonly ParagraphStyle Centred = Body with { Alignment = TextAlignment.Center };

    /// <param name="share">What it carries.</param>
    /// <param name="holder">Who keeps it; null leaves a line.</param>
    public byte[] Compose(EscrowShare share, string? holder)
    {
        (string, object)[] fields = [("number", share.Number), ("shares", share.Shares), ("threshold", share.Threshold), ("set", share.Set), ("organisation", organisation)];
        DocumentComposer composer = new(new ComposerOptions
        {
            Title = texts.Title.With(fields).Vi,
            Author = organisation,
            Fonts = fonts,
            Created = now,
            Margins = new PageMargins(62, 62, 52, 58),
            EveryPage = (page, _, _) => Border(page, texts.Foot.With(fields)),
        });
        Title(composer, fields);
        Facts(composer, share, holder, fields);
        Share(composer, share, fields);
        Words(composer, texts.WhatTitle, texts.What, fields);
        Words(composer, texts.HowTitle, texts.How, fields);
        Signatures(composer);
        return composer.ToPdf();
    }

    private void Title(DocumentComposer composer, (string, object)[] fields)
    {
        TwoTexts title = texts.Title.With(fields);
        composer.Heading(title.Vi, 1, Centred with { Text = new TextStyle(17, Bold: true), SpaceAfter = 0 });
        composer.Paragraph(title.En, Centred with { Text = English with { SizePoints = 11 }, SpaceAfter = 6 });
        composer.Paragraph(Both(texts.Organisation.With(fields)), Centred with { SpaceAfter = 8 });
        composer.Table(new Table
        {
            ColumnWeights = [1],
            Rows = [new TableRow([new TableCell([new TextRun(texts.Warning.Vi + "\n", Vietnamese with { Bold = true }), new TextRun(texts.Warning.En, English)]) { Background = new RgbColor(0.94, 0.94, 0.94) }])],
            Style = Centred with { SpaceAfter = 0 },
            BorderPoints = 1.2,
            PaddingPoints = 6,
        });
    }

    private void Facts(DocumentComposer composer, EscrowShare share, string? holder, (string, object)[] fields)
    {
        TwoTexts needed = texts.NeededValue.With(fields);
        composer.Table(new Table
        {
            ColumnWeights = [1.5, 2],
            Rows =
            [
                Row(texts.Set, share.Set),
                Row(texts.Number, $"{share.Number} / {share.Shares}"),
                Row(texts.Needed, $"{needed.Vi} ({needed.En})"),
                Row(texts.Made, now.ToOffset(TimeSpan.FromHours(7)).ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture)),
                Row(texts.Holder, holder ?? "\u00A0"),
            ],
            Style = Body with { SpaceAfter = 0 },
        });
    }

    /// <summary>The five lines beside the code that holds the same.</summary>
    private void Share(DocumentComposer composer, EscrowShare share, (string, object)[] fields)
    {
        composer.Heading($"{texts.Share.Vi} / {texts.Share.En}", 2, Body with { Text = Vietnamese with { Bold = true }, SpaceBefore = 2, SpaceAfter = 3 });
        composer.Paragraph(Both(texts.ShareHint, "\n"), Body with { SpaceAfter = 6 });
        composer.EnsureRoom(CodeSide + 8);
        double top = composer.Cursor;
        IReadOnlyList<string> lines = ShareText.Write(share);
        for (int i = 0; i < lines.Count; i++)
        {
            composer.Paragraph(
                [new TextRun($"{i + 1}   ", Vietnamese with { Color = RgbColor.Gray }), new TextRun(lines[i], Letters)],
                new ParagraphStyle { Text = Letters, LineSpacing = 1.2, SpaceAfter = 4.5 });
        }

        PageCanvas page = composer.Canvas;
        TwoTexts words = texts.Qr.With(fields);
        page.QrCode(ShareText.WriteQr(share), new Frame(page.Size.Width - 62 - CodeSide, top - CodeSide, CodeSide, CodeSide), $"{words.Vi} / {words.En}", QrErrorCorrection.Medium);
        composer.Space(Math.Max(4, CodeSide + 8 - (top - composer.Cursor)));
    }

    private static void Words(DocumentComposer composer, TwoTexts title, IReadOnlyList<TwoTexts> texts, (string, object)[] fields)
    {
        composer.Heading($"{title.Vi} / {title.En}", 2, Body with { Text = Vietnamese with { Bold = true }, SpaceBefore = 4, SpaceAfter = 3 });
        foreach (TwoTexts text in texts)
        {
            composer.Paragraph(Both(text.With(fields), "\n"), Body);
        }
    }

    private void Signatures(DocumentComposer composer)
    {
        composer.Space(2);
        composer.Table(new Table
        {
            ColumnWeights = [1, 1],
            Rows = [new TableRow([Place(texts.HandedOver), Place(texts.Received)])],
            Style = Centred with { SpaceAfter = 0 },
            BorderPoints = 0,
        });
    }

    private static TableCell Place(TwoTexts text) => new([new TextRun(text.Vi + "\n"), new TextRun(text.En + "\n\n\n", English)]);

    private static TableRow Row(TwoTexts label, string value) => new(
        [new TableCell([new TextRun(label.Vi, Vietnamese with { Bold = true }), new TextRun($" / {label.En}", English)]), new TableCell(value)]);

    private static IReadOnlyList<TextRun> Both(TwoTexts text, string between = " / ") => [new TextRun(text.Vi + between), new TextRun(text.En, English)];

    private static void Border(PageCanvas page, TwoTexts foot)
    {
        page.Box(new Frame(36, 36, page.Size.Width - 72, page.Size.Height - 72), 1.5, RgbColor.Black, null);
        page.Box(new Frame(40, 40, page.Size.Width - 80, page.Size.Height - 80), 0.5, RgbColor.Black, null);
        page.TextBlock(new Frame(62, 44, page.Size.Width - 124, 12), [new TextRun($"{foot.Vi} / {foot.En}", new TextStyle(8, Color: RgbColor.Gray))], Centred with { Text = new TextStyle(8), LineSpacing = 1, SpaceAfter = 0 });
    }
}
