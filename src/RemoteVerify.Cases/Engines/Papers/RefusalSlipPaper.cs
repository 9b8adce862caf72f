// Decree 45/2020/ND-CP and the slips of the one-stop desks.
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>A refusal in writing, and how to contest it before somebody else.</summary>
internal static class RefusalSlipPaper
{
    public static Outcome<ComposedPaper> Compose(RefusalSlipOrder order, PaperTools tools)
    {
        if (order.Reasons.Count == 0)
        {
            return PaperComposer.NotAccepted("reasons");
        }

        PaperSheet sheet = tools.Sheet(order, new PaperForm(words =>
        {
            SlipParts.Set(words, order.Dossier);
            words.Set(
                ("contest-before", order.ContestBefore), ("contest-how", order.ContestHow), ("contest-until", VietnameseDate.Short(order.ContestUntil)));
        }));
        NationalHeader.Draw(sheet, hasNumber: order.Head.Number is not null);
        sheet.Title("title");
        SlipParts.Dossier(sheet);
        sheet.Say("refusal-line", SlipParts.Body);
        SlipParts.Items(sheet, order.Reasons, "column-reason", "column-basis");
        sheet.Section("contest-title");
        sheet.Say("contest-line", SlipParts.Body);
        sheet.Say("contest-how-line", SlipParts.Body);
        sheet.SayLast("where-line", SlipParts.Body);
        sheet.Composer.Space(6);
        SignatureBlocks.Close(sheet, order.Signer);
        return sheet.Finish();
    }
}
