// Law 46/2024/QH15 and Decree 104/2025/ND-CP: corrections, amendments, terminations and cancellations are pages of their own, signed, and shown with the document.
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>A page that changes or ends another document, which it names by number, code and hash.</summary>
internal static class RelatedActPaper
{
    public static Outcome<ComposedPaper> Compose(RelatedActOrder order, PaperTools tools)
    {
        bool changes = order.Act is RelatedActKind.Correction or RelatedActKind.Amendment;
        if (changes != (order.Changes.Count > 0) || order.Signers.Count == 0)
        {
            return PaperComposer.NotAccepted(order.Signers.Count == 0 ? "signers" : "changes");
        }

        string act = order.Act.ToString().ToLowerInvariant();
        PaperSheet sheet = tools.Sheet(order, new PaperForm(words => words.Set(
            ("act-title", words.Plain($"title-{act}")),
            ("target-title", order.TargetTitle),
            ("target-number", order.TargetNumber),
            ("target-code", order.TargetCode),
            ("target-time", VietnamTime.Print(order.TargetIssuedAt)),
            ("legal-basis", order.LegalBasis),
            ("reason", order.Reason))));
        NationalHeader.Draw(sheet, hasNumber: order.Head.Number is not null);
        sheet.Title($"title-{act}");
        sheet.Say(order.TargetNumber is null ? "target-line-unnumbered" : "target-line", PaperSheet.Centred with { SpaceAfter = 10 });
        sheet.Say("basis-line");
        sheet.Say($"opening-{act}");
        sheet.Table([1, 2.2], [.. Target(sheet, order)]);
        sheet.Say("reason-line");
        if (changes)
        {
            sheet.Table(
                [1.1, 2, 2],
                [
                    sheet.Head("column-where", "column-was", "column-becomes"),
                    .. order.Changes.Select(change => new TableRow(
                        sheet.Words.Need("column-where", change.Where), sheet.Words.Need("column-was", change.Was), sheet.Words.Need("column-becomes", change.Becomes))),
                ]);
        }

        sheet.SayLast($"closing-{act}", PaperSheet.Body);
        sheet.Composer.Space(8);
        Sign(sheet, order);
        return sheet.Finish();
    }

    /// <summary>The document by everything that tells it from others, and where its people agreed to the act.</summary>
    private static IEnumerable<TableRow> Target(PaperSheet sheet, RelatedActOrder order)
    {
        yield return sheet.Row("label-title", order.TargetTitle);
        if (order.TargetNumber is { } number)
        {
            yield return sheet.Row("label-number", number);
        }

        yield return sheet.Row("label-effective", VietnamTime.Print(order.TargetIssuedAt));
        yield return sheet.Row("label-code", order.TargetCode);
        yield return sheet.Row("label-sha256", Hash.InHalves(order.TargetSha256), new TextStyle(10));
        if (order.Act == RelatedActKind.Amendment || order.Agreement is not null)
        {
            yield return sheet.Row("label-agreement", order.Agreement);
        }
    }

    /// <summary>Two signers a row; the last one stands at the right, beside the organisation's field.</summary>
    private static void Sign(PaperSheet sheet, RelatedActOrder order)
    {
        SignatureBlock[] before = [.. order.Signers.SkipLast(1).Select(signer => SignatureBlock.Of(signer, sheet.Words))];
        for (int index = 0; index < before.Length; index += 2)
        {
            SignatureBlocks.Row(sheet, before[index], index + 1 < before.Length ? before[index + 1] : null);
        }

        SignatureBlocks.Close(sheet, order.Signers[^1]);
    }
}
