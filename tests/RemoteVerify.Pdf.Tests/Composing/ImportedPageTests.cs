using System.Text;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.TestKit;

namespace RemoteVerify.Pdf.Tests.Composing;

public class ImportedPageTests
{
    [SkippableTheory]
    [InlineData(0)]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public void AddImportedPage_RotatedPageWithForeignOrigin_ShowsTheSamePicture(int rotation)
    {
        byte[] source = SmallPdf(rotation);
        DocumentComposer composer = new(ComposingMaterial.Options());
        composer.AddImportedPage(DocumentComposer.Import(PdfDocument.Open(source), 1), "Trang gốc");

        byte[] copy = composer.ToPdf();

        (int code, string output) = ComposingMaterial.Run("qpdf", copy, "--check", "{0}");
        Assert.True(code == 0, output);
        Assert.Equal(Picture(source), Picture(copy));
    }

    [SkippableFact]
    public void ImportedPage_SignedFileWithFields_LeavesSignaturesBehind()
    {
        byte[] source = File.ReadAllBytes(Path.Combine(TestMaterial.Corpus, "pdf", "ds-pades-ltv.pdf"));
        DocumentComposer composer = new(ComposingMaterial.Options() with { Conformance = ArchiveConformance.PdfA3b });
        ImportedPage page = DocumentComposer.Import(PdfDocument.Open(source), 1);
        composer.Paragraph("BẢN SAO", new ParagraphStyle { Text = new TextStyle(10) });
        composer.Canvas.ImportedPage(page, new Frame(60, 60, 300, 300), "Trang gốc");

        byte[] copy = composer.ToPdf();

        (int code, string output) = ComposingMaterial.Run("qpdf", copy, "--check", "{0}");
        Assert.True(code == 0, output);
        (_, string signatures) = ComposingMaterial.Run("pdfsig", copy, "-nocert", "{0}");
        Assert.Contains("does not contain any signatures", signatures, StringComparison.Ordinal);
        string text = Encoding.Latin1.GetString(copy);
        Assert.DoesNotContain("/AcroForm", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/ByteRange", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/Annots", text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Import_EveryReadableCorpusFile_GivesACleanCopy()
    {
        int copied = 0;
        foreach (string path in Directory.EnumerateFiles(Path.Combine(TestMaterial.Corpus, "pdf"), "*.pdf").Order(StringComparer.Ordinal))
        {
            byte[] copy;
            try
            {
                DocumentComposer composer = new(ComposingMaterial.Options());
                composer.AddImportedPage(DocumentComposer.Import(PdfDocument.Open(File.ReadAllBytes(path)), 1), "Trang gốc");
                copy = composer.ToPdf();
            }
            catch (Exception e) when (e is PdfFormatException or PdfPasswordException)
            {
                continue;
            }

            copied++;
            Assert.True(PdfDocument.Open(copy).RevisionCount == 1, path);
            if (copied % 6 == 0)
            {
                (int code, string output) = ComposingMaterial.Run("qpdf", copy, "--check", "{0}");
                Assert.True(code == 0, Path.GetFileName(path) + output);
            }
        }

        Assert.True(copied >= 60, $"only {copied} files could be copied");
    }

    [SkippableFact]
    public void AddImportedPage_OfficialCopy_HasBlockCodeAndOriginalInside()
    {
        DocumentComposer first = new(ComposingMaterial.Options());
        first.Heading("GIẤY XÁC NHẬN MẪU");
        first.Paragraph(string.Concat(Enumerable.Repeat("Nội dung của văn bản gốc dùng để thử bản sao. ", 20)), new ParagraphStyle { Alignment = TextAlignment.Justify });
        byte[] original = first.ToPdf();
        DocumentComposer composer = new(ComposingMaterial.Options() with { Title = "Bản sao", Conformance = ArchiveConformance.PdfA3b });
        composer.AddImportedPage(DocumentComposer.Import(PdfDocument.Open(original), 1), "Trang 1 của bản gốc");
        Frame block = new(330, 770, 230, 40);
        composer.Canvas.TextBlock(
            block, "Sao y; ỦY BAN NHÂN DÂN PHƯỜNG MINH HỌA; 21/11/2026 16:30:00 +07:00", new ParagraphStyle { Text = new TextStyle(10), Alignment = TextAlignment.Right });
        composer.Canvas.QrCode("https://example.test/verify/ABCDEF", new Frame(20, 760, 65, 65), "Mã tra cứu");
        composer.AttachFile(new AssociatedFile("goc.pdf", "application/pdf", original, FileRelationship.Source, ComposingMaterial.Created));

        byte[] copy = composer.ToPdf();

        if (Environment.GetEnvironmentVariable("RV_KEEP") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, "copy.pdf"), copy);
        }

        (_, string text) = ComposingMaterial.Run("pdftotext", copy, "-layout", "{0}", "-");
        Assert.Contains("Sao y; ỦY BAN NHÂN DÂN PHƯỜNG MINH HỌA;", text, StringComparison.Ordinal);
        Assert.Contains("GIẤY XÁC NHẬN MẪU", text, StringComparison.Ordinal);
        (_, string info) = ComposingMaterial.Run("pdfinfo", copy, "{0}");
        Assert.Contains("595.276 x 841.89", info, StringComparison.Ordinal);
        (_, string metadata) = ComposingMaterial.Run("pdfinfo", copy, "-meta", "{0}");
        Assert.Contains("<pdfaid:part>3</pdfaid:part>", metadata, StringComparison.Ordinal);
        (int code, string output) = ComposingMaterial.Run("qpdf", copy, "--check", "{0}");
        Assert.True(code == 0, output);
    }

    private static string Picture(byte[] pdf)
    {
        (int code, string image) = ComposingMaterial.Run("pdftoppm", pdf, "-r", "72", "-gray", "-aa", "no", "-aaVector", "no", "{0}");
        Assert.Equal(0, code);
        return image;
    }

    /// <summary>A page whose box starts at (100, 200), with a triangle that has no symmetry.</summary>
    private static byte[] SmallPdf(int rotation)
    {
        string content = "0 g 110 210 m 180 210 l 110 320 l f 150 300 30 20 re f";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            $"<< /Type /Page /Parent 2 0 R /MediaBox [100 200 200 350] /Rotate {rotation} /Contents 4 0 R /Resources << >> >>",
            $"<< /Length {content.Length} >>\nstream\n{content}\nendstream",
        ];
        StringBuilder file = new("%PDF-1.4\n");
        List<int> offsets = [];
        for (int index = 0; index < objects.Length; index++)
        {
            offsets.Add(file.Length);
            file.Append($"{index + 1} 0 obj\n{objects[index]}\nendobj\n");
        }

        int xref = file.Length;
        file.Append($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => file.Append($"{offset:D10} 00000 n \n"));
        file.Append($"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(file.ToString());
    }
}
