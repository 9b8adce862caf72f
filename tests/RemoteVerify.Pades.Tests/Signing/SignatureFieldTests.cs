using System.Text;
using RemoteVerify.Pades.Appearance;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pades.Tests.Signing;

/// <summary>Fields made up front, and fields that other programs made.</summary>
public sealed class SignatureFieldTests : IDisposable
{
    private readonly OutsideTools _tools = new();

    public void Dispose() => _tools.Dispose();

    [SkippableTheory]
    [InlineData(FieldLockAction.All, new string[0], false, false)]
    [InlineData(FieldLockAction.Include, new[] { "B" }, false, true)]
    [InlineData(FieldLockAction.Exclude, new[] { "B" }, true, false)]
    public async Task SignAsync_FieldWithLock_WritesItAndObeysItAfterwards(FieldLockAction action, string[] named, bool mayB, bool mayC)
    {
        byte[] signed = await PadesSignerTests.Sign(Three(new FieldLock(action, named)), Request("A"), SigningMaterial.P256);

        PdfDictionary reference = Assert.Single(References(signed));
        Assert.Equal("FieldMDP", reference.GetName("TransformMethod"));
        PdfRevision revision = PdfDocument.Open(signed).Latest;
        PdfDictionary parameters = revision.Get<PdfDictionary>(reference, "TransformParams")!;
        Assert.Equal(action.ToString(), parameters.GetName("Action"));
        Assert.Equal(named, (revision.Get<PdfArray>(parameters, "Fields") ?? PdfArray.Empty).Select(item => ((PdfString)item).ToText()));
        Assert.Equal(mayB, await PadesSignerTests.TrySign(signed, Request("B")) is SignResult.Signed);
        Assert.Equal(mayC, await PadesSignerTests.TrySign(signed, Request("C")) is SignResult.Signed);
    }

    [SkippableTheory]
    [InlineData(1, false, false)]
    [InlineData(2, true, false)]
    [InlineData(3, true, true)]
    public async Task SignAsync_LockWithPermission_BindsTheWholeDocument(int permission, bool mayFill, bool mayAdd)
    {
        byte[] signed = await PadesSignerTests.Sign(Three(new FieldLock(FieldLockAction.Include, ["C"], permission)), Request("A"), SigningMaterial.P256);

        Assert.Equal(mayFill, await PadesSignerTests.TrySign(signed, Request("B")) is SignResult.Signed);
        Assert.Equal(mayAdd, await PadesSignerTests.TrySign(signed, PadesSignerTests.Request()) is SignResult.Signed);
    }

    [SkippableFact]
    public void Add_TaggedFile_HangsEveryWidgetIntoTheStructureTree()
    {
        byte[] original = SigningMaterial.OnePage();
        byte[] pdf = SignatureFields.Add(original, [new SignatureFieldSpec { Name = "A", Label = "Chữ ký của người dân" }, new SignatureFieldSpec { Name = "B" }]);

        Assert.True(pdf.AsSpan().StartsWith(original));
        PdfRevision revision = PdfDocument.Open(pdf).Latest;
        PdfDictionary root = revision.Get<PdfDictionary>(revision.Catalog, "StructTreeRoot")!;
        PdfArray numbers = revision.Get<PdfArray>(revision.Get<PdfDictionary>(root, "ParentTree")!, "Nums")!;
        Dictionary<long, PdfObject> parents = Enumerable.Range(0, numbers.Count / 2).ToDictionary(n => ((PdfInteger)numbers[2 * n]).Value, n => numbers[(2 * n) + 1]);
        foreach (SignatureField field in SignatureFieldReader.Read(revision))
        {
            long key = revision.Get<PdfInteger>(field.Dictionary, "StructParent")!.Value;
            PdfDictionary element = Assert.IsType<PdfDictionary>(revision.Resolve(parents[key]));
            Assert.Equal("Form", element.GetName("S"));
            PdfDictionary content = revision.Get<PdfDictionary>(element, "K")!;
            Assert.Equal(("OBJR", field.Reference), (content.GetName("Type"), content["Obj"]));
            PdfDictionary document = revision.Get<PdfDictionary>(element, "P")!;
            Assert.Contains(parents[key], revision.Get<PdfArray>(document, "K")!);
            Assert.True(key < revision.Get<PdfInteger>(root, "ParentTreeNextKey")!.Value);
        }

        Assert.Equal("Chữ ký của người dân", revision.Get<PdfString>(SignatureFieldReader.Find(revision, "A")!.Dictionary, "TU")!.ToText());
        Assert.Contains("Form", _tools.Run("pdfinfo", "-struct", _tools.Put("tagged.pdf", pdf)).Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Add_BytesBehindTheLastRevision_AreNotCoveredUp() => Assert.Throws<Pdf.PdfFormatException>(
        () => SignatureFields.Add((byte[])[.. SigningMaterial.OnePage(), .. "hidden"u8], [new SignatureFieldSpec { Name = "A" }]));

    [SkippableFact]
    public void Add_StructureTreeThatGoesInACircle_IsLeftAlone()
    {
        byte[] pdf = SignatureFields.Add(
            RawPdf.Page("", "/StructTreeRoot 6 0 R", "<< /Type /StructTreeRoot /ParentTree 7 0 R >>", "<< /Kids [7 0 R] >>"), [new SignatureFieldSpec { Name = "A" }]);

        Assert.False(Assert.Single(SignatureFieldReader.Read(PdfDocument.Open(pdf).Latest)).Dictionary.Contains("StructParent"));
    }

    [SkippableTheory]
    [InlineData("/Nums [0 [7 0 R]]", "/K 7 0 R")]
    [InlineData("/Kids [9 0 R]", "/K [7 0 R]")]
    [InlineData("/Kids [9 0 R]", "/K [7 0 R 8 0 R]")]
    [InlineData("", "")]
    public void Add_OtherShapesOfTheStructureTree_KeepTheirEntriesAndGetTheNew(string tree, string kids)
    {
        byte[] pdf = SignatureFields.Add(
            RawPdf.Page(
                "/StructParents 0",
                "/MarkInfo << /Marked true >> /StructTreeRoot 6 0 R",
                $"<< /Type /StructTreeRoot {kids} /ParentTree << {tree} >> >>",
                "<< /Type /StructElem /S /Document /P 6 0 R /K 0 /Pg 3 0 R >>",
                "<< /Type /StructElem /S /P /P 6 0 R >>",
                "<< /Limits [4 4] /Nums [4 [7 0 R]] >>"),
            [new SignatureFieldSpec { Name = "A" }]);

        PdfRevision revision = PdfDocument.Open(pdf).Latest;
        SignatureField field = Assert.Single(SignatureFieldReader.Read(revision));
        long key = revision.Get<PdfInteger>(field.Dictionary, "StructParent")!.Value;
        Assert.Equal(tree.StartsWith("/Kids", StringComparison.Ordinal) ? 5 : tree.Length > 0 ? 1 : 0, key);
        Assert.Contains("Form", _tools.Run("pdfinfo", "-struct", _tools.Put("tagged.pdf", pdf)).Output, StringComparison.Ordinal);
        Assert.Equal(0, _tools.Run("qpdf", "--check", _tools.Put("checked.pdf", pdf)).ExitCode);
    }

    [SkippableFact]
    public void Add_AnnotationsSharedByTwoPages_PutsTheWidgetOnOne()
    {
        byte[] pdf = SignatureFields.Add(
            RawPdf.Table(
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 300 400] >>",
                "<< /Type /Page /Parent 2 0 R /Annots 5 0 R /Resources << >> >>",
                "<< /Type /Page /Parent 2 0 R /Annots 5 0 R /Resources << >> >>",
                "[]"),
            [new SignatureFieldSpec { Name = "A", PageNumber = 2, Rectangle = new Frame(10, 10, 100, 40) }]);

        PdfRevision revision = PdfDocument.Open(pdf).Latest;
        int[] counts = [.. PageTree.Read(revision).Select(page => revision.Get<PdfArray>(page.Dictionary, "Annots")!.Count)];
        Assert.Equal([0, 1], counts);
    }

    [SkippableFact]
    public async Task SignAsync_FieldWithTwoWidgets_DrawsIntoBothAndSignsOnce()
    {
        byte[] input = RawPdf.Page(
            "/Annots [7 0 R 8 0 R]",
            "/AcroForm << /Fields [6 0 R] >>",
            "<< /FT /Sig /T (A) /Kids [7 0 R 8 0 R] >>",
            "<< /Type /Annot /Subtype /Widget /Parent 6 0 R /Rect [20 300 140 350] /P 3 0 R /F 4 >>",
            "<< /Type /Annot /Subtype /Widget /Parent 6 0 R /Rect [20 200 140 250] /P 3 0 R /F 4 >>");

        byte[] signed = await PadesSignerTests.Sign(
            input, Request("A") with { VisibleAppearance = new VisibleAppearance { Fonts = SigningMaterial.Fonts() } }, SigningMaterial.P256);

        // Poppler and MuPDF look for the value in each widget and not in the field above, so only OpenSSL can judge this one.
        (int code, string output) = new Oracles(_tools).VerifyCms(signed);
        Assert.True(code == 0, output);
        Assert.Equal(0, _tools.Run("qpdf", "--check", _tools.Put("two.pdf", signed)).ExitCode);
        string text = _tools.Run("pdftotext", _tools.Put("two.pdf", signed), "-").Output;
        Assert.Equal(2, PadesSignerTests.Count(text, "Người ký:"));
        PdfRevision revision = PdfDocument.Open(signed).Latest;
        Assert.All(SignatureFieldReader.Find(revision, "A")!.Widgets, widget => Assert.True(((PdfDictionary)revision.Get(widget)).Contains("AP")));
    }

    [SkippableFact]
    public async Task SignAsync_FieldApartFromItsOnlyWidget_IsFilled()
    {
        byte[] input = RawPdf.Page(
            "/Annots [7 0 R]",
            "/AcroForm << /Fields [6 0 R] >>",
            "<< /FT /Sig /T (A) /Kids [7 0 R] >>",
            "<< /Type /Annot /Subtype /Widget /Parent 6 0 R /Rect [20 300 140 350] /P 3 0 R /F 4 >>");

        byte[] signed = await PadesSignerTests.Sign(input, Request("A"), SigningMaterial.P256);

        (int code, string output) = new Oracles(_tools).VerifyCms(signed);
        Assert.True(code == 0, output);
        PdfRevision revision = PdfDocument.Open(signed).Latest;
        SignatureField field = Assert.Single(SignatureFieldReader.Read(revision));
        Assert.True(field.Dictionary.Contains("V"));
        Assert.False(((PdfDictionary)revision.Get(field.Widgets[0])).Contains("V"), "the value belongs to the field (ISO 32000-2, 12.7.4.1)");
    }

    [SkippableFact]
    public async Task SignAsync_SameLastNameUnderTwoParents_FillsTheOneThatIsMeant()
    {
        byte[] input = RawPdf.Page(
            "/Annots [7 0 R 9 0 R]",
            "/AcroForm << /Fields [6 0 R 8 0 R] >>",
            "<< /T (BenA) /Kids [7 0 R] >>",
            "<< /FT /Sig /T (ChuKy) /Parent 6 0 R /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /P 3 0 R >>",
            "<< /T (BenB) /Kids [9 0 R] >>",
            "<< /FT /Sig /T (ChuKy) /Parent 8 0 R /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /P 3 0 R >>");

        byte[] signed = await PadesSignerTests.Sign(input, Request("BenB.ChuKy"), SigningMaterial.P256);

        PdfRevision revision = PdfDocument.Open(signed).Latest;
        Assert.True(SignatureFieldReader.Find(revision, "BenA.ChuKy")!.IsEmpty);
        Assert.False(SignatureFieldReader.Find(revision, "BenB.ChuKy")!.IsEmpty);
        Assert.Empty(new Oracles(_tools).Judge(input, signed));
        Assert.Equal(RefusalCode.NameInUse, Assert.IsType<SignResult.Refused>(await PadesSignerTests.TrySign(input, Request("BenA"))).Code);
    }

    [SkippableFact]
    public async Task SignAsync_XfaFormWithTheOption_IsDroppedAndNeedAppearancesToo()
    {
        byte[] input = RawPdf.Page("", "/AcroForm << /Fields [] /NeedAppearances true /XFA [] >>");

        byte[] signed = await PadesSignerTests.Sign(input, PadesSignerTests.Request() with { DropXfa = true }, SigningMaterial.P256);

        PdfRevision revision = PdfDocument.Open(signed).Latest;
        PdfDictionary form = revision.Get<PdfDictionary>(revision.Catalog, "AcroForm")!;
        Assert.False(form.Contains("XFA"));
        Assert.False(form.Contains("NeedAppearances"));
        Assert.Equal(3, form.GetInteger("SigFlags"));
        Assert.Empty(new Oracles(_tools).Judge(input, signed));
    }

    [SkippableFact]
    public async Task SignAsync_CommitmentAndRole_AreSignedAttributes()
    {
        byte[] input = SigningMaterial.OnePage();
        SignatureRequest request = PadesSignerTests.Request() with { CommitmentType = CommitmentType.ProofOfApproval, ClaimedRole = "Công chứng viên" };

        byte[] signed = await PadesSignerTests.Sign(input, request, SigningMaterial.P384);

        string file = _tools.Put("cms.der", SignedBytes.Last(signed).Contents);
        string printed = _tools.Run("openssl", "cms", "-cmsout", "-print", "-inform", "DER", "-in", file).Output;
        Assert.Contains("commitmentType", printed, StringComparison.Ordinal);
        Assert.Contains("0.4.0.19122.1.1", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("signingTime", printed, StringComparison.Ordinal);
        string parsed = _tools.Run("openssl", "asn1parse", "-inform", "DER", "-in", file).Output;
        Assert.Contains("UTF8STRING        :Công chứng viên", parsed, StringComparison.Ordinal);
        Assert.Empty(new Oracles(_tools).Judge(input, signed));
    }

    private static byte[] Three(FieldLock fieldLock) => SignatureFields.Add(
        SigningMaterial.OnePage(),
        [new SignatureFieldSpec { Name = "A", Lock = fieldLock }, new SignatureFieldSpec { Name = "B" }, new SignatureFieldSpec { Name = "C" }]);

    private static SignatureRequest Request(string field) => PadesSignerTests.Request() with { FieldName = field };

    private static IEnumerable<PdfDictionary> References(byte[] signed)
    {
        PdfRevision revision = PdfDocument.Open(signed).Latest;
        PdfDictionary value = SignatureFieldReader.Find(revision, "A")!.Value!;
        return (revision.Get<PdfArray>(value, "Reference") ?? PdfArray.Empty).Select(item => (PdfDictionary)revision.Resolve(item));
    }
}
