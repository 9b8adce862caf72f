using RemoteVerify.Pades.Modifications;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Writing;
using static RemoteVerify.Pades.Tests.Modifications.SignedSample;

namespace RemoteVerify.Pades.Tests.Modifications;

/// <summary>What may happen to the fields of a signed form, and what may not.</summary>
public sealed class FormChangeTests
{
    private static readonly Dictionary<string, Action<IncrementalUpdate>> Allowed = new()
    {
        ["a value with a new look"] = u => Fill(u, "5"),
        ["a value with another look object"] = u => Edit(u, TextField, d => d.With("V", Text("5")).With("AP", Look(u.Add(Form("BT (5) Tj ET"))))),
        ["a value, its look to be drawn by the reader"] = u => Edit(u, TextField, d => d.With("V", Text("5")).Without("AP")),
        ["what Acrobat writes beside a value"] = u => Edit(u, TextField, d => d.With("V", Text("5")).With("AP", Look(u.Add(Form("5")))).With("MK", PdfDictionary.Empty).With("DA", Text("/Helv 0 Tf 0 g")).With("M", Text("D:2026"))),
        ["a value and read-only from now on"] = u => Edit(u, TextField, d => d.With("V", Text("5")).With("Ff", new PdfInteger(1))),
        ["only read-only from now on"] = u => Edit(u, TextField, d => d.With("Ff", new PdfInteger(1))),
        ["a value and printed"] = u => Edit(u, TextField, d => d.With("V", Text("5")).With("F", PdfNull.Instance)),
        ["the same object written again"] = u => u.Set(Page, u.Get(Page)),
        ["an object that nothing names"] = u => u.Add(Text("x")),
        ["new information"] = u => u.Set(Unused, u.Get(Unused)),
        ["default resources for a new look"] = u => EditForm(u, f => f.With("DR", new PdfDictionary(("Font", new PdfDictionary(("F", Font)))))),
        ["a check box ticked"] = u => Edit(u, CheckBox, d => d.With("V", new PdfName("Yes")).With("AS", new PdfName("Yes"))),
    };

    private static readonly Dictionary<string, Action<IncrementalUpdate>> Forbidden = new()
    {
        ["a look without a value"] = u => u.Set(FieldLook, Form("BT (999) Tj ET")),
        ["another look object without a value"] = u => Edit(u, TextField, d => d.With("AP", Look(u.Add(Form("BT (999) Tj ET"))))),
        ["a look taken away without a value"] = u => Edit(u, TextField, d => d.Without("AP")),
        ["a look that is no dictionary"] = u => Edit(u, TextField, d => d.With("V", Text("5")).With("AP", PdfBoolean.True)),
        ["a value and hidden"] = u => Edit(u, TextField, d => d.With("V", Text("5")).With("F", new PdfInteger(6))),
        ["a value and moved"] = u => Edit(u, TextField, d => d.With("V", Text("5")).With("Rect", Box(1, 1, 290, 290))),
        ["a value and a longest length"] = u => Edit(u, TextField, d => d.With("V", Text("5")).With("MaxLen", new PdfInteger(1))),
        ["a value and many lines"] = u => Edit(u, TextField, d => d.With("V", Text("5")).With("Ff", new PdfInteger(4096))),
        ["a value that is none of its kind"] = u => Edit(u, TextField, d => d.With("V", new PdfName("X")).With("AP", Look(u.Add(Form("999"))))),
        ["a longest length"] = u => Edit(u, TextField, d => d.With("MaxLen", new PdfInteger(1))),
        ["other flags"] = u => Edit(u, TextField, d => d.With("Ff", new PdfInteger(8192))),
        ["another default value"] = u => Edit(u, TextField, d => d.With("DV", Text("7"))),
        ["an action of a field"] = u => Edit(u, TextField, d => d.With("V", Text("5")).With("AA", PdfDictionary.Empty)),
        ["another kind"] = u => Edit(u, TextField, d => d.With("FT", new PdfName("Sig"))),
        ["kids"] = u => Edit(u, TextField, d => d.With("Kids", new PdfArray(u.Add(PdfNull.Instance)))),
        ["another type"] = u => Edit(u, TextField, d => d.With("V", Text("5")).With("Type", new PdfName("Foo"))),
        ["a push button with another face"] = u => Edit(u, Button, d => d.With("V", Text("x")).With("AP", Look(u.Add(Form("999"))))),
        ["another face of a push button"] = u => Edit(u, Button, d => d.With("AP", Look(u.Add(Form("999"))))),
        ["two fields change places"] = u =>
        {
            PdfObject one = u.Get(TextField), other = u.Get(CheckBox);
            u.Set(TextField, other);
            u.Set(CheckBox, one);
        },
        ["two fields of a form change places"] = u => EditForm(u, f => f.With("Fields", new PdfArray(((PdfArray)f["Fields"]!).Reverse()))),
        ["a look for an empty signature field"] = u => Edit(u, SecondField, d => d.With("AP", Look(u.Add(Form("signed"))))),
        ["a value of an empty signature field that is none"] = u => Edit(u, SecondField, d => d.With("V", Text("signed"))),
        ["the first signature shown in another field"] = u => Edit(u, SecondField, d => d.With("V", ((PdfDictionary)u.Get(FirstField))["V"]!)),
        ["a new field that shows the first signature"] = u => NewField(u, d => d.With("V", ((PdfDictionary)u.Get(FirstField))["V"]!)),
        ["a new signature field with a look and no signature"] = u => NewField(u, d => d.With("Rect", Box(1, 1, 299, 299)).With("AP", Look(u.Add(Form("0 0 300 300 re f"))))),
        ["a new signature field with an action"] = u => NewField(u, d => d.With("A", new PdfDictionary(("S", new PdfName("JavaScript"))))),
        ["a new signature field with the name of another"] = u => NewField(u, d => d.With("T", Text("First"))),
        ["a new signature field with a full stop in its name"] = u => NewField(u, d => d.With("T", Text("A.B"))),
        ["a new signature field without a name"] = u => NewField(u, d => d.Without("T")),
        ["a new signature field that is a note"] = u => NewField(u, d => d.With("Subtype", new PdfName("FreeText"))),
        ["a push button added"] = u => NewField(u, d => d.With("FT", new PdfName("Btn"))),
        ["a field without a kind added"] = u => NewField(u, d => d.Without("FT")),
        ["flags of the form taken back"] = u => EditForm(u, f => f.With("SigFlags", new PdfInteger(0))),
        ["another default look"] = u => EditForm(u, f => f.With("DA", Text("/F 0 Tf 1 g"))),
        ["XFA"] = u => EditForm(u, f => f.With("XFA", u.Add(Stream("<xdp/>")))),
        ["an order of calculation"] = u => EditForm(u, f => f.With("CO", new PdfArray(TextField))),
        ["another font among the default resources"] = u => EditForm(u, f => f.With("DR", new PdfDictionary(("Font", new PdfDictionary(("F", Unused)))))),
        ["a form copied to another place without its fields"] = u => Edit(u, Catalog, c => c.With("AcroForm", u.Add(new PdfDictionary(("Fields", PdfArray.Empty))))),
        ["two values of different fields with one look"] = u =>
        {
            Fill(u, "5");
            Edit(u, Page, d => d.With("Resources", new PdfDictionary(("XObject", new PdfDictionary(("X", FieldLook))))));
        },
    };

    public static TheoryData<string> AllowedNames => [.. Allowed.Keys];

    public static TheoryData<string> ForbiddenNames => [.. Forbidden.Keys];

    [Theory]
    [MemberData(nameof(AllowedNames))]
    public void Validate_HonestChangeOfTheForm_IsAllowed(string name)
    {
        var report = Validate(Change(Signed(), Allowed[name]));

        var signature = Assert.Single(report.Signatures);
        Assert.True(signature.ModificationAllowed, string.Join('\n', signature.Checks.Where(c => !c.Ok)));
        Assert.Equal(Indication.TotalPassed, report.Indication);
        Assert.InRange(signature.Modification, ModificationLevel.LtaUpdates, ModificationLevel.FormFilling);
    }

    [Theory]
    [MemberData(nameof(ForbiddenNames))]
    public void Validate_TamperedForm_IsNotAllowed(string name)
    {
        var signed = Signed();
        var report = Validate(Change(signed, Forbidden[name]));

        var signature = report.Signatures[0];
        Assert.Equal(Integrity.Intact, signature.Integrity);
        Assert.False(signature.ModificationAllowed);
        Assert.NotEqual(Indication.TotalPassed, report.Indication);
        Assert.True(signature.SignedRevision.Span.SequenceEqual(signed));
    }

    [Fact]
    public void Validate_LookThatWasMissingComesWithoutAValue_IsAllowed()
    {
        var bare = SetKey(Unsigned(), TextField, "AP", null);
        var drawn = Change(Sign(bare, "First"), u => Edit(u, TextField, d => d.With("AP", Look(u.Add(Form(""))))));

        Assert.True(Assert.Single(Validate(drawn).Signatures).ModificationAllowed);
    }

    [Fact]
    public void Validate_ValueSharedWithAnotherObject_MayNotBeFilled()
    {
        var prepared = Change(Unsigned(), u => Edit(u, TextField, d => d.With("V", Unused)));
        prepared = SetKey(prepared, Catalog, "Lang", Unused);
        var filled = Change(Sign(prepared, "First"), u => u.Set(Unused, Text("5")));

        Assert.False(Assert.Single(Validate(filled).Signatures).ModificationAllowed);
    }

    [Fact]
    public void Validate_LookNamedByThePrivateTrailerEntryOfTheSignedRevision_MayNotBeFilled()
    {
        var signed = Signed();
        var named = Update(signed, "/FooBar 7 0 R ", "");
        var secondSigned = Sign(named, "Second");
        Assert.True(Validate(secondSigned).Signatures.Single(s => s.Field == "Second").ModificationAllowed);

        var filled = Change(named, u => Fill(u, "5"));
        Assert.False(Validate(filled).Signatures[0].ModificationAllowed);
    }

    [Fact]
    public void Validate_KeyThatComesTwiceInAnUpdate_IsNotAllowed()
    {
        var twice = "6 0 obj\n<< /Type /Annot /Subtype /Widget /FT /Tx /T (Amount) /Rect [10 10 90 30] /F 4 /P 3 0 R /AP << /N 7 0 R >> /V (5) /V (999) >>\nendobj\n";

        Assert.False(Validate(Update(Signed(), "", twice, 6)).Signatures[0].ModificationAllowed);
    }

    [Fact]
    public void Validate_SignatureInTwoFieldsWhenSigned_IsOneSignature()
    {
        // Both fields name the object that will be the signature; the signer only fills the first.
        var next = RemoteVerify.Pdf.Reading.PdfDocument.Open(Unsigned()).Latest.HighestNumber() + 1;
        var probe = Signed();
        var value = (PdfReference)((PdfDictionary)RemoteVerify.Pdf.Reading.PdfDocument.Open(probe).Latest.Get(FirstField))["V"]!;
        Assert.True(value.Number >= next);
        var prepared = SetKey(Unsigned(), SecondField, "V", new PdfReference(value.Number, 0));
        var signed = Sign(prepared, "First");

        var report = Validate(signed);
        Assert.Equal("First", Assert.Single(report.Signatures).Field);
        Assert.Equal(Indication.TotalPassed, report.Indication);
    }

    private static void NewField(IncrementalUpdate update, Func<PdfDictionary, PdfDictionary> change)
    {
        var field = update.Add(change(new PdfDictionary(
            ("Type", new PdfName("Annot")), ("Subtype", new PdfName("Widget")), ("FT", new PdfName("Sig")), ("T", Text("New")), ("Rect", Box(0, 0, 0, 0)), ("P", Page))));
        EditForm(update, form => form.With("Fields", ((PdfArray)form["Fields"]!).Append(field)));
        Edit(update, Page, page => page.With("Annots", ((PdfArray)page["Annots"]!).Append(field)));
    }
}
