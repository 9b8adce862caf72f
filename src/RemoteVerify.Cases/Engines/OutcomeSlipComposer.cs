using RemoteVerify.Cases.Notifications;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines;

/// <summary>The printed slip with the code for asking: one page, no name, no number of a person.</summary>
/// <param name="fonts">Fonts.</param>
/// <param name="texts">Words.</param>
/// <param name="outcomePage">Address of the public page.</param>
public sealed class OutcomeSlipComposer(DocumentFonts fonts, NotificationTexts texts, string outcomePage) : IOutcomeSlipComposer
{
    private static readonly ParagraphStyle Centred = new() { Text = new TextStyle(13), Alignment = TextAlignment.Center, SpaceAfter = 4 };
    private static readonly ParagraphStyle Line = new() { Text = new TextStyle(13), SpaceAfter = 8, LineSpacing = 1.3 };

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Compose(OutcomeSlipOrder order)
    {
        SlipTexts words = texts.Slip;
        DocumentComposer composer = new(new ComposerOptions
        {
            Title = words.Title, Fonts = fonts, Created = order.At, Mark = TestMark.For(order.File.IsTest || !texts.LegalReview.IsVerified),
        });
        bool isTrial = order.File.IsTest || !texts.LegalReview.IsVerified;
        if (isTrial)
        {
            composer.Paragraph("BẢN THỬ NGHIỆM, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ / TEST, WITHOUT LEGAL EFFECT", Centred with { Text = new TextStyle(11, Bold: true) });
        }

        foreach (string line in order.Agency)
        {
            composer.Paragraph(line, Centred);
        }

        composer.Heading(words.Title, 1, Centred with { Text = new TextStyle(15, Bold: true), SpaceAfter = 14 });
        composer.Paragraph($"{words.CaseLine}: {order.File.Code}", Line);
        composer.Paragraph($"{words.CodeLine}:", Line with { SpaceAfter = 2 });
        composer.Paragraph(order.Code, Centred with { Text = new TextStyle(22, Bold: true), SpaceAfter = 12 });
        composer.Paragraph(words.How, Line);
        composer.Paragraph(words.Keep, Line);
        composer.Paragraph($"{words.Page}: {outcomePage}", Line);
        if (order.Desk is { } desk)
        {
            composer.Paragraph($"{words.Desk}: {desk.Name}, {desk.Address}. {desk.Hours}{(desk.Telephone is { } phone ? $". {phone}" : "")}", Line);
        }

        composer.Paragraph(VietnamTime.Print(order.At), Line with { Text = new TextStyle(11) });
        return composer.ToPdf();
    }
}
