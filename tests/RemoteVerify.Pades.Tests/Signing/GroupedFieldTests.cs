using RemoteVerify.Pades.Modifications;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pdf.Writing;

namespace RemoteVerify.Pades.Tests.Signing;

/// <summary>New fields below a group: <c>A.B</c>.</summary>
public sealed class GroupedFieldTests : IDisposable
{
    private readonly OutsideTools _tools = new();

    public void Dispose() => _tools.Dispose();

    [SkippableFact]
    public async Task Add_NamesWithGroups_MakesEachGroupOnceAndTheFieldsCanBeSigned()
    {
        byte[] original = SigningMaterial.OnePage();
        byte[] pdf = SignatureFields.Add(original, [Spec("BenA.ChuKy"), Spec("BenA.Nguoi.ChuKy"), Spec("BenB.ChuKy"), Spec("CoQuan")]);

        PdfRevision revision = PdfDocument.Open(pdf).Latest;
        Assert.True(pdf.AsSpan().StartsWith(original));
        Assert.Equal(["BenA.ChuKy", "BenA.Nguoi.ChuKy", "BenB.ChuKy", "CoQuan"], SignatureFieldReader.Read(revision).Select(f => f.FullName));
        PdfArray roots = revision.Get<PdfArray>(revision.Get<PdfDictionary>(revision.Catalog, "AcroForm")!, "Fields")!;
        Assert.Equal(3, roots.Count);
        FormField inner = FieldTree.Read(revision).Single(f => f.FullName == "BenA.Nguoi.ChuKy");
        Assert.Equal(inner.Ancestors[1], inner.Dictionary["Parent"]);
        Assert.Equal(inner.Ancestors[0], ((PdfDictionary)revision.Get(inner.Ancestors[1]))["Parent"]);
        byte[] signed = await Sign(await Sign(pdf, "BenA.Nguoi.ChuKy"), "BenA.ChuKy");
        Assert.Empty(new Oracles(_tools).Judge(pdf, signed));
        Assert.Equal([Indication.TotalPassed, Indication.TotalPassed], Validate(signed).Signatures.Select(s => s.Indication));
    }

    [SkippableTheory]
    [InlineData("[7 0 R]", "<< >>")]
    [InlineData("9 0 R", "[7 0 R]")]
    public async Task SignAsync_NewFieldInAGroupThatIsThere_ChangesOnlyWhatHoldsTheKids(string kids, string list)
    {
        byte[] input = RawPdf.Page(
            "/Annots [7 0 R]", "/AcroForm 8 0 R", $"<< /T (BenA) /Kids {kids} /Ff 1 >>",
            "<< /FT /Tx /T (Ten) /Parent 6 0 R /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /P 3 0 R >>", "<< /Fields [6 0 R] >>", list);

        byte[] signed = await Sign(input, "BenA.ChuKy");

        PdfRevision revision = PdfDocument.Open(signed).Latest;
        Assert.Equal(["BenA.Ten", "BenA.ChuKy"], FieldTree.Read(revision).Select(f => f.FullName));
        Assert.Equal(kids.StartsWith('['), revision.ChangedNumbers().Contains(6));
        Assert.Equal(!kids.StartsWith('['), revision.ChangedNumbers().Contains(9));
        Assert.DoesNotContain(7, revision.ChangedNumbers());

        // The form itself gets /SigFlags; the flags of the group would make the field read-only.
        Assert.Equal(0, SignatureFieldReader.Find(revision, "BenA.ChuKy")!.Dictionary.GetInteger("Ff"));
        Assert.Empty(new Oracles(_tools).Judge(input, signed));

        // And again, after a signature: in the same group, and in a new one.
        byte[] again = await Sign(await Sign(signed, "BenA.ChuKy2"), "BenB.ChuKy");
        ValidationReport report = Validate(again);
        Assert.True(report.Indication == Indication.TotalPassed, string.Join("; ", report.Signatures.SelectMany(s => s.Checks.Where(c => !c.Ok))));
        Assert.Equal(ModificationLevel.FormFilling, report.Signatures[0].Modification);
        Assert.Empty(new Oracles(_tools).Judge(input, again));
    }

    [SkippableTheory]
    [InlineData("", RefusalCode.NameNotUsable)]
    [InlineData(".A", RefusalCode.NameNotUsable)]
    [InlineData("A.", RefusalCode.NameNotUsable)]
    [InlineData("A..B", RefusalCode.NameNotUsable)]
    [InlineData("A. .B", RefusalCode.NameNotUsable)]
    [InlineData("Chu", RefusalCode.NameInUse)]
    [InlineData("Chu.Ky", RefusalCode.NameInUse)]
    [InlineData("Ten.B", RefusalCode.NameInUse)]
    [InlineData("Nhom", RefusalCode.NameInUse)]
    [InlineData("Nhom.B", RefusalCode.FieldNotSupported)]
    public async Task Name_ThatCantBeUsed_IsRefusedWithItsReasonUpFrontAndAtSigning(string name, RefusalCode expected)
    {
        byte[] input = RawPdf.Page(
            "", "/AcroForm << /Fields [6 0 R 7 0 R 9 0 R] >>", "<< /FT /Tx /T (Ten) >>", "<< /T (Nhom) /V (x) /Kids [8 0 R] >>", "<< /FT /Tx /T (A) /Parent 7 0 R >>",
            "<< /FT /Tx /T (Chu) >>");

        Assert.Equal(expected, Assert.Throws<SigningRefusedException>(() => SignatureFields.Add(input, [Spec(name)])).Code);
        Assert.Equal(expected, Assert.IsType<SignResult.Refused>(await PadesSignerTests.TrySign(input, PadesSignerTests.Request() with { FieldName = name })).Code);
    }

    [SkippableFact]
    public void Add_FieldBelowOneOfTheSameCall_IsRefused() => Assert.Equal(
        RefusalCode.NameInUse, Assert.Throws<SigningRefusedException>(() => SignatureFields.Add(SigningMaterial.OnePage(), [Spec("A"), Spec("A.B")])).Code);

    [SkippableTheory]
    [InlineData("a new group with an action")]
    [InlineData("a new group with a widget in it")]
    [InlineData("a new group written into the form")]
    [InlineData("a new group with a full stop in its name")]
    [InlineData("the fields of a group in another order")]
    [InlineData("a field of a group taken away")]
    [InlineData("a group renamed")]
    public async Task Validate_GroupsAbusedAfterASignature_IsNotAllowed(string attack)
    {
        byte[] signed = await Sign(SignatureFields.Add(SigningMaterial.OnePage(), [Spec("G.A"), Spec("G.B")]), "G.A");
        byte[] changed = Modifications.SignedSample.Change(signed, update => Attack(update, attack));

        SignatureReport report = Assert.Single(Validate(changed).Signatures);

        Assert.False(report.ModificationAllowed, attack);
        Assert.NotEqual(Indication.TotalPassed, report.Indication);
    }

    [SkippableFact]
    public async Task Validate_NewGroupThatOnlyNames_IsAllowed()
    {
        byte[] signed = await Sign(SignatureFields.Add(SigningMaterial.OnePage(), [Spec("G.A"), Spec("G.B")]), "G.A");

        Assert.True(Assert.Single(Validate(Modifications.SignedSample.Change(signed, update => Attack(update, "none"))).Signatures).ModificationAllowed);
    }

    private static void Attack(IncrementalUpdate update, string attack)
    {
        FormUpdateView view = new(update);
        PdfReference field = update.Allocate();
        PdfDictionary group = new(("T", PdfString.FromText("H")), ("Kids", new PdfArray(field)));
        PdfDictionary signature = new(
            ("Type", new PdfName("Annot")), ("Subtype", new PdfName("Widget")), ("FT", new PdfName("Sig")), ("T", PdfString.FromText("X")),
            ("Rect", new PdfArray(new PdfInteger(0), new PdfInteger(0), new PdfInteger(0), new PdfInteger(0))), ("P", view.Page));
        switch (attack)
        {
            case "a new group with an action":
                view.AddRoot(update.Add(group.With("AA", PdfDictionary.Empty)));
                break;
            case "a new group with a widget in it":
                view.AddRoot(update.Add(group.With("Kids", new PdfArray(field, update.Add(signature.Without("T"))))));
                break;
            case "a new group written into the form":
                view.AddRoot(group);
                break;
            case "a new group with a full stop in its name":
                view.AddRoot(update.Add(group.With("T", PdfString.FromText("H.I"))));
                break;
            case "none":
                view.AddRoot(update.Add(group));
                break;
            case "the fields of a group in another order":
                update.Set(view.Group, view.GroupDictionary.With("Kids", new PdfArray(((PdfArray)view.GroupDictionary["Kids"]!).Reverse())));
                return;
            case "a field of a group taken away":
                update.Set(view.Group, view.GroupDictionary.With("Kids", new PdfArray(((PdfArray)view.GroupDictionary["Kids"]!).Take(1))));
                return;
            default:
                update.Set(view.Group, view.GroupDictionary.With("T", PdfString.FromText("K")));
                return;
        }

        update.Set(field, signature);
        view.AddAnnotation(field);
    }

    private static SignatureFieldSpec Spec(string name) => new() { Name = name };

    private static Task<byte[]> Sign(byte[] pdf, string field) =>
        PadesSignerTests.Sign(pdf, PadesSignerTests.Request() with { FieldName = field }, SigningMaterial.P256);

    private static ValidationReport Validate(byte[] pdf) =>
        PadesValidator.Validate(pdf, new ValidationOptions { At = SigningMaterial.Now, Anchors = [SigningMaterial.Root] });

    /// <summary>Where the attacks put things.</summary>
    private sealed class FormUpdateView(IncrementalUpdate update)
    {
        private PdfDictionary Catalog => update.Document.Latest.Catalog;

        public PdfReference Page => PageTree.Read(update.Document.Latest)[0].Reference;

        public PdfReference Group => FieldTree.Read(update.Document.Latest)[0].Ancestors[0];

        public PdfDictionary GroupDictionary => (PdfDictionary)update.Get(Group);

        public void AddRoot(PdfObject root)
        {
            PdfReference form = (PdfReference)Catalog["AcroForm"]!;
            PdfDictionary dictionary = (PdfDictionary)update.Get(form);
            update.Set(form, dictionary.With("Fields", ((PdfArray)update.Resolve(dictionary["Fields"])).Append(root)));
        }

        public void AddAnnotation(PdfReference widget)
        {
            PdfDictionary page = (PdfDictionary)update.Get(Page);
            update.Set(Page, page.With("Annots", ((PdfArray)update.Resolve(page["Annots"])).Append(widget)));
        }
    }
}
