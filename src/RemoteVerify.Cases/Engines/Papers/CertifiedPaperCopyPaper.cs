// Decree 23/2015/ND-CP and 280/2025/ND-CP (certified copies), Decree 45/2020/ND-CP articles 3(9) and 10 (from a paper original to
// electronic form), Decree 30/2020/ND-CP annex I (block of an electronic copy).
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>The officer's scan at full scale, then the certifying statement.</summary>
internal static class CertifiedPaperCopyPaper
{
    /// <summary>Name of the scan inside the copy.</summary>
    public const string Attachment = "ban-quet.pdf";

    public static Outcome<ComposedPaper> Compose(CertifiedPaperCopyOrder order, PaperTools tools)
    {
        if (!SourcePages.Open(order.Original).TryGet(out SourcePages? source, out Refusal? refusal))
        {
            return refusal;
        }

        PaperSheet sheet = tools.Sheet(order, new PaperForm(
            words => words.Set(
                ("title", order.Title),
                ("certification-number", order.CertificationNumber),
                ("book-number", order.BookNumber),
                ("source-pages", SourcePages.Number(source.Count)),
                ("attachment", Attachment),
                ("sha256", order.Original.Sha256.Hex),
                ("officer-name", order.Officer.Name)),
            HasAttachments: true));
        source.ShowAtFullScale(
            sheet,
            [.. Enumerable.Range(1, source.Count)],
            index => index == 0
                ? sheet.Words.Runs("copy-block", CopyBlock.Ten)
                : sheet.Words.Runs("continued", CopyBlock.Ten, ("source-page", SourcePages.Number(index + 1))),
            CopyBlock.Style);
        Statement(sheet, order);
        source.Attach(sheet, Attachment);
        return sheet.Finish();
    }

    private static void Statement(PaperSheet sheet, CertifiedPaperCopyOrder order)
    {
        sheet.Composer.NewPage();
        NationalHeader.Draw(sheet, hasNumber: false);
        sheet.Title("statement-title", spaceBefore: 24);
        ParagraphStyle centred = PaperSheet.Centred;
        sheet.Say("statement-number", centred);
        sheet.Say("statement-date", centred with { SpaceAfter = 12 });
        sheet.Say("statement-body");
        sheet.SayLast("statement-file", PaperSheet.Body);
        sheet.Composer.Space(14);
        SignatureBlocks.Close(sheet, order.Officer);
    }
}

/// <summary>The look of the block of an electronic copy: size 10, upright, black, at the right (Decree 30/2020/ND-CP annex I).</summary>
internal static class CopyBlock
{
    public static readonly TextStyle Ten = new(10);
    public static readonly ParagraphStyle Style = new() { Text = Ten, Alignment = TextAlignment.Right, LineSpacing = 1.2 };
}
