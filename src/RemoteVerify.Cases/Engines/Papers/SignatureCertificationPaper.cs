// Decree 23/2015/ND-CP and 280/2025/ND-CP: certification of a signature that is made before the officer or who takes dossiers in.
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>The document's pages, the place of the person's signature, and the certifying statement.</summary>
internal static class SignatureCertificationPaper
{
    private const string Attachment = "van-ban.pdf";

    public static Outcome<ComposedPaper> Compose(SignatureCertificationOrder order, PaperTools tools)
    {
        if (!SourcePages.Open(order.Document).TryGet(out SourcePages? source, out Refusal? refusal))
        {
            return refusal;
        }

        PaperSheet sheet = tools.Sheet(order, new PaperForm(
            words => words.Set(
                ("title", order.Title),
                ("person", order.Person.FullName),
                ("identity-document", order.Person.IdentityDocument),
                ("venue", order.Venue),
                ("received-by", order.ReceivedBy),
                ("officer-name", order.Officer.Name),
                ("officer-title", order.Officer.Title),
                ("certification-number", order.CertificationNumber),
                ("book-number", order.BookNumber),
                ("sha256", order.Document.Sha256.Hex),
                ("source-pages", SourcePages.Number(source.Count))),
            HasAttachments: true));
        source.ShowOnA4(sheet, _ => [], CopyBlock.Style);
        Statement(sheet, order);
        source.Attach(sheet, Attachment);
        return sheet.Finish();
    }

    private static void Statement(PaperSheet sheet, SignatureCertificationOrder order)
    {
        sheet.Composer.NewPage();
        sheet.Title("statement-title", spaceBefore: 0);
        sheet.Say(order.IsOutsideOffice ? "date-line-outside" : "date-line-office");
        sheet.Say("venue-line");
        sheet.Say("officer-line");
        sheet.Title("certifies", 13, spaceBefore: 6, spaceAfter: 6);
        sheet.Say(order.ReceivedBy is null ? "body-before-officer" : "body-before-receiver");
        sheet.Say("document-line");
        sheet.Say("number-line", PaperSheet.Body with { SpaceAfter = 14 });
        var person = new SignatureBlock([sheet.Words.Plain("person-caption")], sheet.Words.Need("person", order.Person.FullName), order.PersonSlot);
        SignatureBlocks.Row(sheet, person, SignatureBlock.Of(order.Officer, sheet.Words));
        if (order.Head.SealSlot is { } seal)
        {
            SignatureBlocks.Row(sheet, null, new SignatureBlock([], null, seal));
        }
    }
}
