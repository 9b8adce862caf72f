// Circular 04/2020/TT-BTP articles 12 and 33: the phrases, the purpose, one copy for marriage, six months.
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>The certificate of marital status.</summary>
internal static class MaritalCertificatePaper
{
    private static readonly string[] Facts = ["fact-name", "fact-birth", "fact-sex", "fact-identity", "fact-residence"];

    public static Outcome<ComposedPaper> Compose(MaritalCertificateOrder order, PaperTools tools)
    {
        if (order.ValidityMonths is < 1 or > 120)
        {
            return PaperComposer.NotAccepted("validity-months");
        }

        PaperSheet sheet = tools.Sheet(order, new PaperForm(words => Set(words, order)));
        NationalHeader.Draw(sheet, hasNumber: true);
        sheet.Title("title", spaceBefore: 18);
        sheet.Say("request");
        sheet.Title("certifies", 13, spaceBefore: 6, spaceAfter: 6);
        foreach (string fact in Facts)
        {
            sheet.Say(fact, PaperSheet.Line);
        }

        if (order.Residence is not null)
        {
            sheet.Say("residence-period", PaperSheet.Line);
        }

        sheet.Say("status", PaperSheet.Line);
        if (order.Purpose.IsOneCopyForMarriage)
        {
            sheet.Say("validity");
            sheet.SayLast("one-copy", PaperSheet.Body with { Text = new TextStyle(12, Italic: true) });
        }
        else
        {
            sheet.SayLast("validity", PaperSheet.Body);
        }

        sheet.Composer.Space(10);
        SignatureBlocks.Close(sheet, order.Signer);
        return sheet.Finish();
    }

    private static void Set(PaperWording words, MaritalCertificateOrder order)
    {
        MaritalSubject subject = order.Subject;
        words.Set(
            ("requested-by", order.RequestedBy),
            ("subject-name", subject.FullName),
            ("subject-birth", subject.BirthDate),
            ("subject-sex", subject.Sex),
            ("subject-ethnicity", subject.Ethnicity),
            ("subject-nationality", subject.Nationality),
            ("subject-identity", subject.IdentityDocument),
            ("subject-residence", subject.Residence),
            ("period-place", order.Residence?.Place),
            ("period-from", order.Residence is { } from ? VietnameseDate.Short(from.From) : null),
            ("period-until", order.Residence is { } until ? VietnameseDate.Short(until.Until) : null),
            ("validity-months", SourcePages.Number(order.ValidityMonths)));
        words.Set(("status-phrase", words.Fill("status", order.Status)), ("purpose", words.Fill("purpose", order.Purpose.Words)));
    }
}
