// Decree 30/2020/ND-CP article 25 and annex I: copies by the issuing agency, and the block of an electronic copy.
using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>The pages of a stored result at full scale with the block of the copy, then what the copy was made from.</summary>
internal static class OfficialCopyPaper
{
    /// <summary>Name of the original inside the copy.</summary>
    public const string Attachment = "ban-goc.pdf";

    private static readonly TextStyle Fingerprint = new(10);

    public static Outcome<ComposedPaper> Compose(OfficialCopyOrder order, PaperTools tools)
    {
        if (!SourcePages.Open(order.Original).TryGet(out SourcePages? source, out Refusal? refusal))
        {
            return refusal;
        }

        bool isExtract = order.Form == OfficialCopyForm.TrichSao;
        int[] pages = isExtract ? [.. order.PageNumbers] : [.. Enumerable.Range(1, source.Count)];
        if (isExtract != (order.PageNumbers.Count > 0) || !pages.SequenceEqual(pages.Distinct().Order()) || pages.Any(page => page < 1 || page > source.Count))
        {
            return PaperComposer.NotAccepted("page-numbers");
        }

        string form = order.Form switch { OfficialCopyForm.SaoY => "sao-y", OfficialCopyForm.SaoLuc => "sao-luc", _ => "trich-sao" };
        PaperSheet sheet = tools.Sheet(order, new PaperForm(
            words => words.Set(
                ("title", order.Title),
                ("form", words.Plain($"form-{form}")),
                ("system", order.SystemName),
                ("shown-pages", SourcePages.Number(pages.Length)),
                ("source-pages", SourcePages.Number(source.Count)),
                ("page-list", string.Join(", ", pages.Select(SourcePages.Number))),
                ("attachment", Attachment)),
            HasAttachments: true));
        source.ShowAtFullScale(
            sheet,
            pages,
            index => index == 0
                ? sheet.Words.Runs("copy-block", CopyBlock.Ten)
                : sheet.Words.Runs("continued", CopyBlock.Ten, ("source-page", SourcePages.Number(pages[index]))),
            CopyBlock.Style);
        Statement(sheet, order, form);
        source.Attach(sheet, Attachment);
        return sheet.Finish();
    }

    private static void Statement(PaperSheet sheet, OfficialCopyOrder order, string form)
    {
        sheet.Composer.NewPage();
        NationalHeader.Draw(sheet, hasNumber: order.Head.Number is not null, hasDate: false);
        sheet.Title($"statement-title-{form}", spaceBefore: 20);
        sheet.Say($"statement-body-{form}");
        sheet.Table(
            [1, 2.4],
            [
                sheet.Row("label-title", order.Title),
                sheet.Row("label-agency", order.Head.Agency.LastOrDefault()),
                sheet.Row("label-time", VietnamTime.Print(order.Head.IssuedAt)),
                sheet.Row("label-code", order.Head.Code),
                sheet.Row("label-address", order.Head.CheckAddress, Fingerprint),
                sheet.Row("label-sha256", Hash.InHalves(order.Original.Sha256), Fingerprint),
                sheet.Row("label-attachment", Attachment),
            ]);
        if (order.Signatures.Count > 0)
        {
            sheet.Section("signatures-title");
            sheet.Table(
                [1.6, 1.5, 1.2],
                [sheet.Head("column-signer", "column-time", "column-verdict"), .. order.Signatures.Select(signature => Row(sheet, signature))]);
        }

        RelatedPages.Say(sheet, order.Original);
        sheet.Say("closing", PaperSheet.Body with { Text = new TextStyle(11) });
    }

    private static TableRow Row(PaperSheet sheet, SignatureVerdict signature) => new(
        sheet.Words.Need("signature-signer", signature.Signer ?? signature.Field),
        (signature.BestSignatureTime ?? signature.SigningTime) is { } at ? VietnamTime.Print(at) : sheet.Words.Plain("time-unknown"),
        sheet.Words.Plain(signature.Indication switch
        {
            "TOTAL_PASSED" => "verdict-passed",
            "TOTAL_FAILED" => "verdict-failed",
            _ => "verdict-indeterminate",
        }));
}

/// <summary>How a hash is printed.</summary>
internal static class Hash
{
    /// <summary>Two lines of 32 digits.</summary>
    public static string InHalves(Sha256Digest digest) => $"{digest.Hex[..32]}\n{digest.Hex[32..]}";
}
