using RemoteVerify.Pades.Modifications;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Writing;
using static RemoteVerify.Pades.Tests.Modifications.SignedSample;

namespace RemoteVerify.Pades.Tests.Modifications;

/// <summary>Evil annotations and sneaky signatures: what certification levels and locks leave open.</summary>
public sealed class CertificationTests
{
    [Theory]
    [InlineData(null, true, true)]
    [InlineData(2, true, false)]
    [InlineData(3, true, false)]
    [InlineData(2, false, true)]
    [InlineData(3, false, true)]
    public void Validate_NewVisibleSignature_MayNotCoverCertifiedContent(int? certification, bool overText, bool allowed)
    {
        // The text of the sample begins at the corner of the page.
        var box = overText ? Box(0, 0, 80, 20) : Box(200, 200, 280, 240);
        var signed = Sign(Unsigned(), "First", certification);

        var report = Validate(Change(signed, u => AddField(u, box, u.Add(Placeholder()))));
        var first = report.Signatures.Single(s => s.Field == "First");
        Assert.Equal(ModificationLevel.FormFilling, first.Modification);
        Assert.Equal(allowed, first.ModificationAllowed);
        Assert.Equal(overText, string.Join(' ', first.Checks.Select(c => c.Message)).Contains("a new field lies over", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    public void Validate_NewFieldThatWaits_IsNotForCertifiedDocuments(int? certification, bool allowed)
    {
        var prepared = Change(Sign(Unsigned(), "First", certification), u => AddField(u, Box(0, 0, 0, 0), null));

        Assert.Equal(allowed, Assert.Single(Validate(prepared).Signatures).ModificationAllowed);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public void Validate_ExistingFieldSigned_FollowsTheCertification(int certification, bool allowed)
    {
        // As another writer would make it; whether the second signature itself is any good is not asked.
        var second = Change(Sign(Unsigned(), "First", certification), u => Edit(u, SecondField, f => f.With("V", u.Add(Placeholder()))));

        Assert.Equal(allowed, Validate(second).Signatures.Single(s => s.Field == "First").ModificationAllowed);
    }

    [Theory]
    [InlineData("/Lock << /Type /SigFieldLock /Action /All /P 1 >>", false)]
    [InlineData("/Lock << /Type /SigFieldLock /Action /Include /Fields [(Other)] /P 1 >>", false)]
    [InlineData("/Lock << /Type /SigFieldLock /Action /Include /Fields [(Other)] /P 2 >>", true)]
    [InlineData("/Lock << /Type /SigFieldLock /Action /Exclude /Fields [(Other)] >>", false)]
    [InlineData("/Lock << /Type /SigFieldLock /Action /Include /Fields [(Amount)] >>", false)]
    [InlineData("/Lock << /Type /SigFieldLock /Action /Nonsense >>", false)]
    public void Validate_FieldFilledUnderALock_FollowsIt(string fieldLock, bool allowed)
    {
        var filled = Change(Signed(null, fieldLock), u => Fill(u, "5"));

        Assert.Equal(allowed, Assert.Single(Validate(filled).Signatures).ModificationAllowed);
    }

    [Fact]
    public void Validate_LockOfTheFirstSigner_BindsAfterTheSecondToo()
    {
        var twice = Sign(Signed(null, "/Lock << /Type /SigFieldLock /Action /Include /Fields [(Amount)] >>"), "Second");
        var filled = Change(twice, u => Fill(u, "5"));

        Assert.All(Validate(filled).Signatures, s => Assert.False(s.ModificationAllowed));
    }

    [Theory]
    [InlineData("FreeText")]
    [InlineData("Stamp")]
    [InlineData("Redact")]
    [InlineData("Highlight")]
    [InlineData("Widget")]
    public void Validate_AnnotationAddedAtTheLevelThatAllowsThem_IsReportedAndNotAllowed(string subtype)
    {
        var noted = Change(Sign(Unsigned(), "First", 3), u =>
        {
            var note = u.Add(new PdfDictionary(("Type", new PdfName("Annot")), ("Subtype", new PdfName(subtype)), ("Rect", Box(0, 0, 300, 300))));
            Edit(u, Page, p => p.With("Annots", ((PdfArray)p["Annots"]!).Append(note)));
        });

        var signature = Assert.Single(Validate(noted).Signatures);
        Assert.True(signature.Modification >= ModificationLevel.Annotations);
        Assert.False(signature.ModificationAllowed);
    }

    private static PdfDictionary Placeholder() => new(
        ("Type", new PdfName("Sig")), ("Filter", new PdfName("Adobe.PPKLite")), ("SubFilter", new PdfName("ETSI.CAdES.detached")), ("M", Text("D:20261121000000Z")));

    private static void AddField(IncrementalUpdate update, PdfArray box, PdfReference? value)
    {
        var field = new PdfDictionary(
            ("Type", new PdfName("Annot")), ("Subtype", new PdfName("Widget")), ("FT", new PdfName("Sig")), ("T", Text("New")), ("Rect", box), ("P", Page));
        var added = update.Add(value is null ? field : field.With("V", value));
        EditForm(update, form => form.With("Fields", ((PdfArray)form["Fields"]!).Append(added)));
        Edit(update, Page, page => page.With("Annots", ((PdfArray)page["Annots"]!).Append(added)));
    }
}
