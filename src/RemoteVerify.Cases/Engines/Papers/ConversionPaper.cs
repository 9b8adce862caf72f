// Law 20/2023/QH15 article 12: the converted form carries the same information, its own mark, and who converted it; paper made
// from a data message names the system and its owner.
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>A converted document: its pages with the mark of conversion, then who converted it, when and from what.</summary>
internal static class ConversionPaper
{
    private static readonly TextStyle Nine = new(9);
    private static readonly ParagraphStyle Mark = new() { Text = Nine, LineSpacing = 1.2 };
    private static readonly TextStyle Fingerprint = new(10);

    public static Outcome<ComposedPaper> Compose(ConversionOrder order, PaperTools tools)
    {
        if (!SourcePages.Open(order.Original).TryGet(out SourcePages? source, out Refusal? refusal))
        {
            return refusal;
        }

        bool toData = order.Direction == ConversionDirection.PaperToData;
        string attachment = toData ? CertifiedPaperCopyPaper.Attachment : OfficialCopyPaper.Attachment;
        PaperSheet sheet = tools.Sheet(order, new PaperForm(
            words => words.Set(
                ("title", Title(words, order)),
                ("system", order.SystemName),
                ("system-owner", order.SystemOwner),
                ("converter", order.Converter.Name),
                ("converter-title", order.Converter.Title),
                ("source-pages", SourcePages.Number(source.Count)),
                ("attachment", attachment)),
            HasAttachments: true));
        if (toData)
        {
            source.ShowAtFullScale(sheet, [.. Enumerable.Range(1, source.Count)], _ => sheet.Words.Runs("mark", Nine), Mark);
        }
        else
        {
            source.ShowOnA4(sheet, _ => sheet.Words.Runs("mark", Nine), Mark);
        }

        Statement(sheet, order, attachment);
        source.Attach(sheet, attachment);
        return sheet.Finish();
    }

    private static string Title(PaperWording words, ConversionOrder order) => order.SourceNumber is { } number
        ? words.Plain("title-with-number", ("source-title", order.Title), ("source-number", number))
        : order.Title;

    private static void Statement(PaperSheet sheet, ConversionOrder order, string attachment)
    {
        sheet.Composer.NewPage();
        NationalHeader.Draw(sheet, hasNumber: order.Head.Number is not null);
        sheet.Title("statement-title", spaceBefore: 20);
        sheet.Say("statement-body");
        sheet.Table(
            [1, 2.2],
            [
                sheet.Row("label-title", Title(sheet.Words, order)),
                sheet.Row("label-system", order.SystemName),
                sheet.Row("label-owner", order.SystemOwner),
                sheet.Row("label-converter", $"{order.Converter.Name}, {order.Converter.Title}"),
                sheet.Row("label-body", order.Head.Agency.LastOrDefault()),
                sheet.Row("label-time", VietnamTime.Print(order.Head.IssuedAt)),
                sheet.Row("label-code", order.Head.Code),
                sheet.Row("label-address", order.Head.CheckAddress, Fingerprint),
                sheet.Row("label-sha256", Hash.InHalves(order.Original.Sha256), Fingerprint),
                sheet.Row("label-attachment", attachment),
            ]);
        RelatedPages.Say(sheet, order.Original);
        sheet.Composer.Space(8);
        SignatureBlocks.Close(sheet, order.Converter);
    }
}
