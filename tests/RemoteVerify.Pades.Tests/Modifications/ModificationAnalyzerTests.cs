using System.Text;
using RemoteVerify.Pades.Modifications;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Tests.Signing;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;
using static RemoteVerify.Pades.Tests.Modifications.SignedSample;

namespace RemoteVerify.Pades.Tests.Modifications;

public sealed class ModificationAnalyzerTests
{
    /// <summary>Attacks by one later revision; the name says what it does.</summary>
    private static readonly Dictionary<string, Func<byte[], byte[]>> Attacks = new()
    {
        ["replace the contents"] = p => Change(p, u => u.Set(Contents, Stream("BT ET"))),
        ["name other contents"] = p => SetKey(p, Page, "Contents", Unused),
        ["define contents that were missing"] = p => Change(p, u => u.Set(Missing, Stream("BT ET"))),
        ["replace the font"] = p => SetKey(p, Font, "BaseFont", new PdfName("Wingdings")),
        ["change the resources"] = p => SetKey(p, Page, "Resources", PdfDictionary.Empty),
        ["rotate the page"] = p => SetKey(p, Page, "Rotate", new PdfInteger(180)),
        ["crop the page"] = p => SetKey(p, Page, "CropBox", new PdfArray(new PdfInteger(0), new PdfInteger(0), new PdfInteger(9), new PdfInteger(9))),
        ["inherit a rotation"] = p => SetKey(p, Pages, "Rotate", new PdfInteger(90)),
        ["add a page"] = p => Change(p, u => u.Set(Pages, ((PdfDictionary)u.Get(Pages)).With("Kids", new PdfArray(Page, u.Add(u.Get(Page)))))),
        ["add an open action"] = p => SetKey(p, Catalog, "OpenAction", new PdfDictionary(("S", new PdfName("JavaScript")))),
        ["add optional content"] = p => SetKey(p, Catalog, "OCProperties", PdfDictionary.Empty),
        ["drop the annotations"] = p => SetKey(p, Page, "Annots", null),
        ["drop the form"] = p => SetKey(p, Catalog, "AcroForm", null),
        ["move the signature widget"] = p => SetKey(p, FirstField, "Rect", new PdfArray(new PdfInteger(1), new PdfInteger(1), new PdfInteger(9), new PdfInteger(9))),
        ["change the look and the value of a signed field"] = p => SetKey(p, FirstField, "MK", new PdfDictionary(("CA", PdfString.FromText("x")))),
        ["give the signature another look"] = p => SetKey(p, FirstField, "AP", new PdfDictionary(("N", FieldLook))),
        ["rename a field"] = p => SetKey(p, TextField, "T", PdfString.FromText("Other")),
        ["move a text field"] = p => SetKey(p, TextField, "Rect", new PdfArray(new PdfInteger(1), new PdfInteger(1), new PdfInteger(9), new PdfInteger(9))),
        ["add a text field"] = p => Change(p, u =>
        {
            var form = (PdfDictionary)((PdfDictionary)u.Get(Catalog))["AcroForm"]!;
            var added = u.Add(new PdfDictionary(("FT", new PdfName("Tx")), ("T", PdfString.FromText("New"))));
            u.Set(Catalog, ((PdfDictionary)u.Get(Catalog)).With("AcroForm", form.With("Fields", ((PdfArray)form["Fields"]!).Append(added))));
        }),
        ["switch appearances off"] = p => Change(p, u =>
        {
            var form = (PdfDictionary)((PdfDictionary)u.Get(Catalog))["AcroForm"]!;
            u.Set(Catalog, ((PdfDictionary)u.Get(Catalog)).With("AcroForm", form.With("NeedAppearances", PdfBoolean.True)));
        }),
        ["change the contents and change them back"] = p =>
        {
            var original = PdfDocument.Open(p).Latest.Get(Contents);
            return Change(Change(p, u => u.Set(Contents, Stream("BT ET"))), u => u.Set(Contents, original));
        },
    };

    [Fact]
    public void Validate_FreshSignature_Passes()
    {
        var signature = Assert.Single(Validate(Signed()).Signatures);

        Assert.Equal(Indication.TotalPassed, signature.Indication);
        Assert.Equal(ModificationLevel.None, signature.Modification);
        Assert.True(signature.CoversWholeDocument);
        Assert.Equal("PAdES-BASELINE-B", signature.Profile);
        Assert.Equal(TrustKind.Configured, signature.Trust);
    }

    [Fact]
    public void Validate_EveryAttack_IsIntactButNotAllowed()
    {
        var signed = Signed();
        foreach (var (name, attack) in Attacks)
        {
            var report = Validate(attack(signed));
            var signature = Assert.Single(report.Signatures);
            Assert.True(signature is { Integrity: Integrity.Intact, ModificationAllowed: false, Modification: ModificationLevel.Other }, name);
            Assert.True(report.Indication == Indication.TotalFailed, name);
            Assert.True(signature.SignedRevision.Span.SequenceEqual(signed), name);
        }
    }

    [Fact]
    public void Validate_NewAnnotation_IsReportedAndNeverAllowed()
    {
        var noted = Change(Signed(certificationLevel: 3), u =>
        {
            var note = u.Add(new PdfDictionary(("Type", new PdfName("Annot")), ("Subtype", new PdfName("FreeText"))));
            var page = (PdfDictionary)u.Get(Page);
            u.Set(Page, page.With("Annots", ((PdfArray)page["Annots"]!).Append(note)));
        });

        var signature = Assert.Single(Validate(noted).Signatures);
        Assert.Equal(ModificationLevel.Annotations, signature.Modification);
        Assert.False(signature.ModificationAllowed);
    }

    [Theory]
    [InlineData(null, "", true)]
    [InlineData(2, "", true)]
    [InlineData(1, "", false)]
    [InlineData(null, "/Lock << /Type /SigFieldLock /Action /All >>", false)]
    [InlineData(null, "/Lock << /Type /SigFieldLock /Action /Include /Fields [(Amount)] >>", false)]
    [InlineData(null, "/Lock << /Type /SigFieldLock /Action /Exclude /Fields [(Amount)] >>", true)]
    public void Validate_TextFieldFilled_DependsOnCertificationAndLock(int? certificationLevel, string fieldLock, bool allowed)
    {
        var filled = Change(Signed(certificationLevel, fieldLock), u =>
        {
            u.Set(TextField, ((PdfDictionary)u.Get(TextField)).With("V", PdfString.FromText("5")));
            u.Set(FieldLook, Stream("BT (5) Tj ET"));
        });

        var signature = Assert.Single(Validate(filled).Signatures);
        Assert.Equal(ModificationLevel.FormFilling, signature.Modification);
        Assert.Equal(allowed, signature.ModificationAllowed);
    }

    [Fact]
    public void Validate_AppearanceSharedWithThePage_MayNotBeFilled()
    {
        var prepared = SetKey(Unsigned(), Page, "Resources", new PdfDictionary(("XObject", new PdfDictionary(("X", FieldLook)))));
        var filled = Change(Sign(prepared, "First"), u => u.Set(FieldLook, Stream("BT (5) Tj ET")));

        Assert.False(Assert.Single(Validate(filled).Signatures).ModificationAllowed);
    }

    [Fact]
    public void Validate_SecondSignature_IsFormFillingForTheFirst()
    {
        var report = Validate(Sign(Signed(), "Second"));

        Assert.Equal(Indication.TotalPassed, report.Indication);
        Assert.Equal([ModificationLevel.FormFilling, ModificationLevel.None], report.Signatures.Select(s => s.Modification));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    public async Task Validate_DocumentTimestamp_IsValidationDataEvenForNoChanges(int? certificationLevel)
    {
        var stamped = await DocumentTimestamper.AddAsync(Signed(certificationLevel), SigningMaterial.Tsa, default);

        var report = Validate(stamped);
        var signature = Assert.Single(report.Signatures);
        Assert.Equal(ModificationLevel.LtaUpdates, signature.Modification);
        Assert.True(signature.ModificationAllowed);
        Assert.Equal(SigningMaterial.Now.ToUnixTimeSeconds(), signature.BestSignatureTime!.Value.ToUnixTimeSeconds());
        Assert.Equal(Integrity.Intact, Assert.Single(report.DocumentTimestamps).Integrity);
    }

    [Fact]
    public void Validate_SignatureDictionaryRewritten_FailsByFormat()
    {
        var forged = Change(Signed(), u =>
        {
            var value = (PdfReference)((PdfDictionary)u.Get(FirstField))["V"]!;
            u.Set(value, ((PdfDictionary)u.Get(value)).With("Reason", PdfString.FromText("I agree to everything")));
        });

        var signature = Assert.Single(Validate(forged).Signatures);
        Assert.Equal(SubIndication.FormatFailure, signature.SubIndication);
        Assert.Contains(signature.Checks, c => c is { Id: "format.dictionary", Ok: false });
        Assert.Null(signature.Reason);
    }

    [Fact]
    public void Validate_SignatureRemoved_IsStillReported()
    {
        var signature = Assert.Single(Validate(SetKey(Signed(), FirstField, "V", null)).Signatures);

        Assert.Equal(Indication.TotalFailed, signature.Indication);
        Assert.Contains(signature.Checks, c => c is { Id: "format.dictionary", Ok: false });
    }

    [Fact]
    public void Validate_OtherCatalogNamedByTheTrailer_IsNotAllowed()
    {
        // The replace step of "hide and replace": a second catalog waits unused until a new trailer names it.
        var prepared = Change(Unsigned(), u => u.Set(Unused, ((PdfDictionary)u.Get(Catalog)).With("Lang", PdfString.FromText("xx"))));
        var signed = Sign(prepared, "First");
        var place = PdfDocument.Open(signed).StartXref;
        var tail = $"xref\n0 0\ntrailer\n<< /Size 40 /Root 8 0 R /Prev {place} >>\nstartxref\n{signed.Length}\n%%EOF\n";

        Assert.NotEqual(Indication.TotalPassed, Validate([.. signed, .. Encoding.ASCII.GetBytes(tail)]).Indication);
    }

    [Fact]
    public void Validate_ContentsFreed_IsNotAllowed()
    {
        var signed = Signed();
        var place = PdfDocument.Open(signed).StartXref;
        var tail = $"xref\n4 1\n0000000000 00001 f \ntrailer\n<< /Size 40 /Root 1 0 R /Prev {place} >>\nstartxref\n{signed.Length}\n%%EOF\n";

        Assert.False(Assert.Single(Validate([.. signed, .. Encoding.ASCII.GetBytes(tail)]).Signatures).ModificationAllowed);
    }

    [Fact]
    public void Validate_BytesAfterTheEndWithoutRevision_AreNotCovered()
    {
        var report = Validate([.. Signed(), .. "4 0 obj\n<< >>\nendobj\n"u8]);

        Assert.DoesNotContain(report.Signatures, s => s.CoversWholeDocument);
    }
}
