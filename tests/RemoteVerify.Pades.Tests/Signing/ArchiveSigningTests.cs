using RemoteVerify.Pades.Appearance;
using RemoteVerify.Pades.LongTerm;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Tests.Appearance;
using RemoteVerify.Pades.Tests.LongTerm;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Tests.Composing.Archive;

namespace RemoteVerify.Pades.Tests.Signing;

/// <summary>An archive file stays one through fields, visible signatures, evidence and timestamps.</summary>
public class ArchiveSigningTests
{
    [SkippableTheory]
    [InlineData(ArchiveConformance.PdfA2b, 2)]
    [InlineData(ArchiveConformance.PdfA3b, 3)]
    public async Task SignAsync_ArchiveFile_StaysOneAtEveryStep(ArchiveConformance conformance, int part)
    {
        byte[] pdf = Compose(conformance);
        Assert.Empty(ArchiveRules.Judge(pdf, part));
        pdf = SignatureFields.Add(pdf, [new SignatureFieldSpec { Name = "A", Rectangle = new Frame(90, 300, 200, 80) }, new SignatureFieldSpec { Name = "B" }]);
        SignatureRequest visible = PadesSignerTests.Request() with
        {
            FieldName = "A", Profile = SignatureProfile.BT,
            VisibleAppearance = OfficialAppearances.Seal(SigningMaterial.Fonts(), "VĂN PHÒNG CÔNG CHỨNG MINH HỌA", ComposedImage.FromFile(TestPictures.SealPng())),
        };
        pdf = await PadesSignerTests.Sign(pdf, visible, SigningMaterial.Rsa2048);
        Assert.Empty(ArchiveRules.Judge(pdf, part));
        pdf = await PadesSignerTests.Sign(pdf, PadesSignerTests.Request() with { FieldName = "B" }, SigningMaterial.P384);
        Assert.Empty(ArchiveRules.Judge(pdf, part));
        LongTermOptions options = new() { Anchors = [SigningMaterial.Root], Source = new ListSource([SigningMaterial.EmptyCrl()]), At = SigningMaterial.Now };
        pdf = Assert.IsType<SignResult.Signed>(await LongTermExtender.ArchiveAsync(pdf, options, SigningMaterial.Tsa, default)).Pdf;
        Assert.Empty(ArchiveRules.Judge(pdf, part));
    }

    [SkippableFact]
    public void Add_FieldWithAnArea_KeepsTheFileAnArchiveFileBeforeItIsSigned()
    {
        byte[] pdf = SignatureFields.Add(Compose(ArchiveConformance.PdfA2b), [new SignatureFieldSpec { Name = "A", Rectangle = new Frame(90, 300, 200, 80) }]);

        Assert.Empty(ArchiveRules.Judge(pdf, 2));
    }

    private static byte[] Compose(ArchiveConformance conformance)
    {
        DocumentComposer composer = new(new ComposerOptions { Title = "Hợp đồng mẫu", Fonts = SigningMaterial.Fonts(), Created = SigningMaterial.Now, Conformance = conformance });
        composer.Heading("HỢP ĐỒNG MẪU");
        composer.Paragraph("Điều 1. Nội dung.");
        if (conformance == ArchiveConformance.PdfA3b)
        {
            composer.AttachFile(new AssociatedFile("du-lieu.json", "application/json", "{}"u8.ToArray(), FileRelationship.Data, SigningMaterial.Now));
        }

        return composer.ToPdf();
    }
}
