// Decree 23/2015/ND-CP chapter III: copies from the original register have the value of the original.
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>An extract from a register book.</summary>
internal static class RegisterExtractPaper
{
    public static Outcome<ComposedPaper> Compose(RegisterExtractOrder order, PaperTools tools)
    {
        PaperSheet sheet = tools.Sheet(order, new PaperForm(words => words.Set(
            ("register", order.IsNamedBySign ? words.Plain("register-by-code", ("book-code", order.RegisterName)) : order.RegisterName),
            ("book-number", order.BookNumber),
            ("entry-number", order.EntryNumber),
            ("entry-date", VietnameseDate.Short(order.EntryDate)),
            ("requested-by", order.RequestedBy))));
        NationalHeader.Draw(sheet, hasNumber: true);
        sheet.Title("title");
        sheet.Say("basis");
        sheet.Say("opening");
        if (order.Facts.Count == 0)
        {
            return PaperComposer.NotAccepted("facts");
        }

        sheet.Table([1, 1.9], FactRows.Of(sheet, order.Facts));
        sheet.SayLast("closing", PaperSheet.Body);
        sheet.Composer.Space(8);
        SignatureBlocks.Close(sheet, order.Signer);
        return sheet.Finish();
    }
}
