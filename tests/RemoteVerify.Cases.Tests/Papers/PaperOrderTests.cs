using System.Reflection;
using RemoteVerify.Cases.Engines.Papers;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Papers.Templates;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cli.Commands.Papers;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Tests.Composing;

namespace RemoteVerify.Cases.Tests.Papers;

/// <summary>What is refused, and what flows on.</summary>
public sealed class PaperOrderTests
{
    private readonly DocumentFonts _fonts = ComposingMaterial.Fonts();

    private SampleOrders Orders => PaperPrints.Orders(_fonts);

    private PaperComposer Composer => PaperPrints.Composer(_fonts);

    /// <summary>Every text of an order, emptied: the paper is refused, or the text is one that may be absent.</summary>
    [SkippableFact]
    public void Compose_AnyTextMissing_IsRefusedByName()
    {
        string[] mayBeAbsent = ["ReceivedBy", "ProcedureCode"];
        int tried = 0;
        PaperOrder[] orders = [.. Orders.All().Where(paper => paper.Name is not ("official-copy-sao-luc" or "official-copy-sao-y" or "official-copy-corrected" or "related-act-unnumbered" or "signing-photo-print-turned" or "marital-certificate-other") && !paper.Name.EndsWith("odd-sizes", StringComparison.Ordinal)).Select(paper => paper.Order)];
        foreach (PaperOrder order in orders)
        {
            foreach (PropertyInfo property in order.GetType().GetProperties().Where(p => p.PropertyType == typeof(string) && p.CanWrite && !mayBeAbsent.Contains(p.Name) && !p.Name.EndsWith("Slot", StringComparison.Ordinal)))
            {
                var changed = (PaperOrder)order.GetType().GetMethod("<Clone>$")!.Invoke(order, null)!;
                property.SetValue(changed, " ");

                Outcome<ComposedPaper> outcome = Composer.Compose(changed);

                Assert.True(outcome.Refusal?.Code == RefusalCode.PaperFieldMissing && outcome.Refusal.Reasons.Count > 0, $"{order.Kind}: without {property.Name}: {outcome}");
                tried++;
            }
        }

        Assert.True(tried > 40, $"only {tried} texts were tried");
    }

    [SkippableFact]
    public void Compose_NumberPlaceOrAgencyMissing_IsRefused()
    {
        MaritalCertificateOrder order = Orders.Marital(Orders.Phrase("never-married"), Orders.Purpose("other", ("purpose-words", "x.")));

        Assert.Equal(["number"], Composer.Compose(order with { Head = order.Head with { Number = null } }).Refusal!.Reasons);
        Assert.Equal(["place"], Composer.Compose(order with { Head = order.Head with { Place = "" } }).Refusal!.Reasons);
        Assert.Contains("agency", Composer.Compose(order with { Head = order.Head with { Agency = [] } }).Refusal!.Reasons);
        Assert.Equal(["check-host"], Composer.Compose(order with { Head = order.Head with { CheckAddress = "no address" } }).Refusal!.Reasons);
        Assert.Equal(["qr-too-long"], Composer.Compose(order with { Head = order.Head with { CheckAddress = "https://a.example/" + new string('x', 300) } }).Refusal!.Reasons);
        Assert.Equal(
            ["certificate-issuer"],
            Composer.Compose(order with { Status = Orders.Phrase("married", ("spouse", "Lê Văn Mẫu"), ("certificate-number", "12"), ("certificate-issuer", ""), ("certificate-date", "01/01/2020")) }).Refusal!.Reasons);
    }

    [SkippableFact]
    public void Compose_TemplateWithoutVerifiedReview_IsMarkedEvenWhenTheOrderIsNoTest()
    {
        MaritalCertificateOrder order = Orders.Marital(Orders.Phrase("never-married"), Orders.Purpose("other", ("purpose-words", "x.")));
        order = order with { Head = order.Head with { IsTest = false } };
        PaperTemplate[] verified = [.. PaperTemplates.Delivered.Select(template => template with { LegalReview = new LegalReview(ReviewStatus.Verified, "Luật sư A", new DateOnly(2026, 11, 1)) })];

        Assert.True(Composer.Compose(order).Value.IsMarked);
        ComposedPaper unmarked = new PaperComposer(_fonts, new PaperTemplates(() => verified, onlyVerified: true)).Compose(order).Value;
        Assert.False(unmarked.IsMarked);
        Assert.DoesNotContain("THỬ NGHIỆM, KHÔNG", string.Concat(PaperPrints.ReadText(unmarked.Pdf.ToArray())), StringComparison.Ordinal);
    }

    /// <summary>What fills a field is never read as a mark or a field.</summary>
    [SkippableFact]
    public void Compose_ValueThatLooksLikeMarkup_IsPrintedAsItIs()
    {
        MaritalCertificateOrder order = Orders.Marital(Orders.Phrase("never-married"), Orders.Purpose("other", ("purpose-words", "<b>[number]</b> [[x].")));

        string text = string.Concat(PaperPrints.ReadText(Composer.Compose(order).Value.Pdf.ToArray()));

        Assert.Contains("được sử dụng để: <b>[number]</b> [[x].", text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Compose_TextLongerThanAPage_FlowsOnAndKeepsItsSignature()
    {
        string words = string.Join(' ', Enumerable.Range(1, 900).Select(number => $"mục{number}"));
        MaritalCertificateOrder order = Orders.Marital(Orders.Phrase("never-married"), Orders.Purpose("other", ("purpose-words", words)));

        ComposedPaper paper = Composer.Compose(order).Value;

        Assert.True(paper.Pages >= 2, $"{paper.Pages} pages");
        string[] pages = PaperPrints.ReadText(paper.Pdf.ToArray());
        Assert.Contains("mục900", pages[^1], StringComparison.Ordinal);
        Assert.All(Enumerable.Range(1, 900), number => Assert.Contains($"mục{number}", string.Join(' ', pages), StringComparison.Ordinal));
        Assert.Equal(paper.Pages, paper.Slots.Single(slot => slot.Name == "Countersignature").Place!.Page);
    }

    [SkippableFact]
    public void Compose_OtherBytesThanRecorded_IsRefused()
    {
        OfficialCopyOrder copy = Orders.Copy(OfficialCopyForm.SaoY);
        SigningPhotoPrintOrder photo = Orders.Photo();
        Sha256Digest another = Sha256Digest.Of("another"u8);
        byte[] broken = "%PDF-1.7 nothing"u8.ToArray();

        Assert.Equal(RefusalCode.PaperSourceDiffers, Composer.Compose(copy with { Original = copy.Original with { Sha256 = another } }).Refusal!.Code);
        Assert.Equal(RefusalCode.PaperSourceDiffers, Composer.Compose(photo with { PhotoSha256 = another }).Refusal!.Code);
        Assert.Equal(RefusalCode.PaperSourceUnreadable, Composer.Compose(copy with { Original = new PaperSource(broken, Sha256Digest.Of(broken)) }).Refusal!.Code);
        Assert.Equal(RefusalCode.PaperSourceUnreadable, Composer.Compose(photo with { Photo = broken, PhotoSha256 = Sha256Digest.Of(broken) }).Refusal!.Code);
    }

    [SkippableFact]
    public void Compose_ImpossibleOrders_AreRefusedWithTheReason()
    {
        SampleOrders orders = Orders;
        RegisterBookOrder book = orders.Book(5);
        AppointmentSlipOrder slip = orders.Slip();
        NotarialStatementOrder statement = orders.Statement();
        (PaperOrder Order, string Reason)[] cases =
        [
            (orders.Copy(OfficialCopyForm.TrichSao), "page-numbers"),
            (orders.Copy(OfficialCopyForm.TrichSao, 2, 1), "page-numbers"),
            (orders.Copy(OfficialCopyForm.TrichSao, 3), "page-numbers"),
            (orders.Copy(OfficialCopyForm.SaoY, 1), "page-numbers"),
            (book with { Lines = [.. book.Lines.Where(line => line.Number != 3)] }, "gap"),
            (book with { Lines = [book.Lines[0], book.Lines[0]] }, "gap"),
            (book with { Lines = [] }, "lines"),
            (slip with { DueAt = slip.ReceivedAt.AddMinutes(-1) }, "due-before-received"),
            (slip with { Head = slip.Head with { OfficialQr = slip.Head.OfficialQr! with { Scope = new string('x', 600) } } }, "qr-too-long"),
            (statement with { Parties = [] }, "parties"),
            (statement with { Venues = [statement.Venues[0]] }, "venue-unknown"),
            (statement with { LeadNotary = new PaperSigner("Somebody else", "Công chứng viên") }, "lead-without-venue"),
            (orders.Act(RelatedActKind.Correction) with { Changes = [] }, "changes"),
            (orders.Act(RelatedActKind.Cancellation) with { Signers = [] }, "signers"),
        ];
        foreach ((PaperOrder order, string reason) in cases)
        {
            Refusal? refusal = Composer.Compose(order).Refusal;
            Assert.Equal(RefusalCode.PaperOrderNotAccepted, refusal?.Code);
            Assert.Equal([reason], refusal!.Reasons);
        }
    }

    /// <summary>Two notaries of one name are two people: each has a place of the own.</summary>
    [SkippableFact]
    public void Compose_NotariesOfOneName_BothHaveAPlaceToSign()
    {
        NotarialStatementOrder order = Orders.Statement();
        NotarialVenue second = order.Venues[1] with { Notary = order.Venues[1].Notary with { Name = order.LeadNotary.Name } };

        ComposedPaper paper = Composer.Compose(order with { Venues = [order.Venues[0], second] }).Value;

        Assert.Contains(paper.Slots, slot => slot.Name == "Notary_v2");
        Assert.Contains(paper.Slots, slot => slot.Name == "LeadNotary");
    }

    [SkippableFact]
    public void Compose_SameOrderTwice_GivesTheSameBytes()
    {
        AppointmentSlipOrder order = Orders.Slip();

        Assert.True(Composer.Compose(order).Value.Pdf.Span.SequenceEqual(Composer.Compose(order).Value.Pdf.Span));
    }

    [SkippableFact]
    public void Compose_DayBeforeTheTemplate_IsRefused()
    {
        CertifiedPaperCopyOrder order = Orders.CertifiedCopy();
        order = order with { Head = order.Head with { IssuedAt = new DateTimeOffset(2025, 10, 31, 12, 0, 0, TimeSpan.Zero) } };

        Assert.Equal(RefusalCode.PaperTemplateNotInForce, Composer.Compose(order).Refusal!.Code);
        Assert.Equal(RefusalCode.PaperTemplateUnknown, Composer.Compose(order with { Head = order.Head with { TemplateId = "no-such" } }).Refusal!.Code);
    }

    [SkippableFact]
    public void ToString_OfAnOrder_PrintsNothingPersonal()
    {
        foreach ((_, PaperOrder order) in Orders.All())
        {
            Assert.Equal($"PaperOrder {order.Kind.Code}", order.ToString());
        }
    }
}
