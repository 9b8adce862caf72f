// Decree 45/2020/ND-CP and the slips of the one-stop desks.
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>What is missing in a dossier, why, and until when.</summary>
internal static class SupplementRequestPaper
{
    public static Outcome<ComposedPaper> Compose(SupplementRequestOrder order, PaperTools tools)
    {
        if (order.Items.Count == 0)
        {
            return PaperComposer.NotAccepted("items");
        }

        PaperSheet sheet = tools.Sheet(order, new PaperForm(words =>
        {
            SlipParts.Set(words, order.Dossier);
            words.Set(("deadline", VietnameseDate.Moment(order.Deadline)), ("contact", order.Contact));
        }));
        NationalHeader.Draw(sheet, hasNumber: order.Head.Number is not null);
        sheet.Title("title");
        SlipParts.Dossier(sheet);
        sheet.Section("items-title");
        SlipParts.Items(sheet, order.Items, "column-what", "column-why");
        sheet.Say("deadline-line", SlipParts.Body);
        sheet.Say("clock-line", SlipParts.Body);
        sheet.Say("where-line", SlipParts.Body);
        sheet.SayLast("contact-line", SlipParts.Body);
        sheet.Composer.Space(6);
        SignatureBlocks.Close(sheet, order.Officer);
        return sheet.Finish();
    }
}
