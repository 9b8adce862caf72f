using System.Text;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Pdf.Tests.Composing;

public class DocumentComposerTests
{
    private const string Sentence =
        "Tôi cam đoan đã hiểu, tự chịu trách nhiệm về nội dung của giấy tờ, văn bản và đã ký vào giấy tờ, văn bản này trước mặt người tiếp nhận hồ sơ. ";

    [SkippableFact]
    public void Paragraph_VietnameseText_ComesBackInNormalFormC()
    {
        DocumentComposer composer = new(ComposingMaterial.Options());
        string text = "Độc lập - Tự do - Hạnh phúc; Nguyễn Thị Ánh Tuyết; ĐƯỜNG Trường Chinh, phường Khương Mai";
        composer.Paragraph(text.Normalize(NormalizationForm.FormD), new ParagraphStyle { Text = new TextStyle(10) });

        (int code, string output) = ComposingMaterial.Run("pdftotext", composer.ToPdf(), "-enc", "UTF-8", "{0}", "-");

        Assert.Equal(0, code);
        Assert.Equal(text, string.Join(' ', output.Split((char[])['\n', '\f', ' '], StringSplitOptions.RemoveEmptyEntries)));
    }

    [SkippableFact]
    public void ToPdf_WholeSample_IsCleanForQpdfAndHasTheExpectedPages()
    {
        byte[] pdf = Sample();
        SaveWhenAsked(pdf, "sample.pdf");

        (int code, string output) = ComposingMaterial.Run("qpdf", pdf, "--check", "{0}");
        Assert.True(code == 0, output);
        (_, string info) = ComposingMaterial.Run("pdfinfo", pdf, "{0}");
        Assert.Contains("Văn bản thử", info, StringComparison.Ordinal);
        Assert.Contains("Tagged:          yes", info, StringComparison.Ordinal);
        Assert.Contains("A4", info, StringComparison.Ordinal);
        (_, string fonts) = ComposingMaterial.Run("pdffonts", pdf, "{0}");
        Assert.All(
            fonts.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2),
            line => Assert.Matches(@"[A-Z]{6}\+Liberation.*CID TrueType +Identity-H +yes yes yes", line));
    }

    /// <summary>What stands on every page is drawn once a page with its number, and is no part of the structure.</summary>
    [SkippableFact]
    public void EveryPage_TextAndQrCode_AreOnEachPageAndOutsideTheStructure()
    {
        List<(int Number, int Count)> drawn = [];
        DocumentComposer composer = new(ComposingMaterial.Options() with
        {
            EveryPage = (page, number, count) =>
            {
                drawn.Add((number, count));
                page.TextBlock(new Frame(100, 20, 200, 20), $"chân trang {number}", new ParagraphStyle());
                page.QrCode("https://tra-cuu.example", new Frame(20, 20, 50, 50), "");
            },
        });
        composer.Paragraph("một");
        composer.NewPage();
        composer.Paragraph("hai");

        byte[] pdf = composer.ToPdf();

        Assert.Equal([(1, 2), (2, 2)], drawn);
        (_, string text) = ComposingMaterial.Run("pdftotext", pdf, "{0}", "-");
        Assert.Equal(2, text.Split("chân trang").Length - 1);
        RemoteVerify.Pdf.Reading.PdfDocument document = RemoteVerify.Pdf.Reading.PdfDocument.Open(pdf);
        foreach (RemoteVerify.Pdf.Forms.PdfPage page in RemoteVerify.Pdf.Forms.PageTree.Read(document.Latest))
        {
            var stream = (RemoteVerify.Pdf.Objects.PdfStream)document.Latest.Resolve(page.Dictionary["Contents"]);
            string content = Encoding.ASCII.GetString(document.Decode(stream).Span);
            Assert.Equal(1, content.Split("MCID").Length - 1);
            Assert.Equal(content.Split(" BDC").Length + content.Split(" BMC").Length - 2, content.Split("EMC").Length - 1);
        }

        Assert.Empty(Archive.ArchiveRules.Judge(pdf, 2));
    }

    [SkippableFact]
    public void Measures_OfAText_AgreeBeforeAndOnThePage()
    {
        DocumentComposer composer = new(ComposingMaterial.Options());
        ParagraphStyle style = new() { Text = new TextStyle(12) };
        double before = composer.HeightOf([new TextRun(Sentence)], style, 200);

        Assert.Equal(0, composer.PageCount);
        Assert.Equal(before, composer.Canvas.HeightOf([new TextRun(Sentence)], style, 200));
        double width = composer.Canvas.WidthOf("Độc lập", style.Text);
        Assert.Equal(width, composer.Canvas.WidthOf("Độc lập".Normalize(NormalizationForm.FormD), style.Text));
        Assert.Equal(2 * width, composer.Canvas.WidthOf("Độc lập", new TextStyle(24)), 6);
    }

    [SkippableFact]
    public void ToPdf_SameInput_GivesTheSameBytes() => Assert.Equal(Sample(), Sample());

    [SkippableFact]
    public void Table_LongerThanAPage_RepeatsItsHeaderAndKeepsEveryRow()
    {
        DocumentComposer composer = new(ComposingMaterial.Options() with { Footer = new RunningText { Center = "Trang {page}/{pages}" } });
        composer.Table(new Table
        {
            ColumnWeights = [1, 4],
            Rows = [new TableRow("Số", "Nội dung") { IsHeader = true }, .. Enumerable.Range(1, 120).Select(n => new TableRow($"row{n}", "một dòng"))],
        });

        (_, string text) = ComposingMaterial.Run("pdftotext", composer.ToPdf(), "-layout", "{0}", "-");

        string[] pages = text.Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(pages.Length > 2);
        Assert.All(pages, page => Assert.Contains("Nội dung", page, StringComparison.Ordinal));
        Assert.All(Enumerable.Range(1, 120), n => Assert.Single(text.Split((char[])[' ', '\n', '\f']), word => word == $"row{n}"));
        Assert.Contains($"Trang 1/{pages.Length}", pages[0], StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Table_RowTallerThanAPage_IsSplitWithoutLoss()
    {
        DocumentComposer composer = new(ComposingMaterial.Options());
        string words = string.Join(' ', Enumerable.Range(1, 3000).Select(n => $"w{n}"));
        composer.Table(new Table { ColumnWeights = [1, 1], Rows = [new TableRow(words, "short")] });

        (_, string text) = ComposingMaterial.Run("pdftotext", composer.ToPdf(), "{0}", "-");

        string[] found = text.Split((char[])[' ', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries);
        Assert.All(Enumerable.Range(1, 3000), n => Assert.Contains($"w{n}", found));
    }

    [SkippableFact]
    public void Paragraph_JustifiedOverTwoPages_KeepsAllWordsInOrder()
    {
        DocumentComposer composer = new(ComposingMaterial.Options());
        string text = string.Concat(Enumerable.Repeat(Sentence, 50)).Trim();
        composer.Paragraph(text, new ParagraphStyle { Alignment = TextAlignment.Justify, FirstLineIndent = 28 });

        (_, string output) = ComposingMaterial.Run("pdftotext", composer.ToPdf(), "{0}", "-");

        Assert.True(composer.PageCount > 1);
        Assert.Equal(text, string.Join(' ', output.Split((char[])['\n', '\f', ' '], StringSplitOptions.RemoveEmptyEntries)));
    }

    [SkippableFact]
    public void AttachFile_PdfA3_ComesOutAgain()
    {
        DocumentComposer composer = new(ComposingMaterial.Options() with { Conformance = ArchiveConformance.PdfA3b });
        composer.Paragraph("Có tệp đính kèm");
        composer.AttachFile(new AssociatedFile("bản gốc.json", "application/json", "{\"a\":1}"u8.ToArray(), FileRelationship.Source, ComposingMaterial.Created));

        byte[] pdf = composer.ToPdf();

        (_, string list) = ComposingMaterial.Run("pdfdetach", pdf, "-list", "{0}");
        Assert.Contains("1 embedded files", list, StringComparison.Ordinal);
        (int code, string output) = ComposingMaterial.Run("qpdf", pdf, "--show-attachment=bản gốc.json", "{0}");
        Assert.True(code == 0, output);
        Assert.Equal("{\"a\":1}", output);
    }

    [SkippableFact]
    public void AttachFile_PdfA2_IsRefused()
    {
        DocumentComposer composer = new(ComposingMaterial.Options());
        AssociatedFile file = new("a.txt", "text/plain", new byte[1], FileRelationship.Data, ComposingMaterial.Created);
        Assert.Throws<InvalidOperationException>(() => composer.AttachFile(file));
    }

    private static byte[] Sample()
    {
        DocumentComposer composer = new(ComposingMaterial.Options() with
        {
            Footer = new RunningText { Left = "RemoteVerify", Right = "Trang {page}/{pages}" },
            Mark = new PageMark("BẢN THỬ NGHIỆM / TEST"),
        });
        TextStyle bold = new(12, Bold: true);
        ParagraphStyle center = new() { Alignment = TextAlignment.Center, SpaceAfter = 0 };
        composer.Table(new Table
        {
            BorderPoints = 0,
            ColumnWeights = [2, 3],
            Rows =
            [
                new TableRow([
                    new TableCell([new TextRun("ỦY BAN NHÂN DÂN\nPHƯỜNG MINH HỌA", bold)]) { Style = center },
                    new TableCell([new TextRun("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", bold), new TextRun("Độc lập - Tự do - Hạnh phúc", bold)]) { Style = center },
                ]),
            ],
        });
        composer.Heading("LỜI CHỨNG CỦA CÔNG CHỨNG VIÊN");
        composer.Paragraph(Sentence + Sentence + Sentence, new ParagraphStyle { Alignment = TextAlignment.Justify, FirstLineIndent = 28 });
        composer.Heading("Những người tham gia", 2);
        composer.Table(new Table
        {
            ColumnWeights = [1, 3, 3],
            Rows =
            [
                new TableRow("STT", "Họ, chữ đệm và tên", "Giấy tờ tùy thân") { IsHeader = true },
                new TableRow("1", "Nguyễn Văn Minh Họa", "Căn cước số 000000000001"),
                new TableRow([new TableCell("2"), new TableCell(Sentence), new TableCell("nền") { Background = new RgbColor(0.93, 0.95, 1) }]),
            ],
        });
        composer.Paragraph([new TextRun("Chữ đậm, ", bold), new TextRun("chữ nghiêng ", new TextStyle(12, Italic: true)), new TextRun("và chữ màu.", new TextStyle(12, Sans: true, Color: new RgbColor(0, 0.2, 0.6)))]);
        composer.QrCode("https://example.test/verify/ABCDEF", 90, "Mã QR để tra cứu", TextAlignment.Right);
        composer.Image(Gradient(), 120, "Ảnh thử", TextAlignment.Center);
        composer.Rule();
        composer.Paragraph(string.Concat(Enumerable.Repeat(Sentence, 12)), new ParagraphStyle { Alignment = TextAlignment.Justify });
        return composer.ToPdf();
    }

    private static ComposedImage Gradient()
    {
        byte[] pixels = new byte[64 * 32 * 3];
        byte[] opacity = new byte[64 * 32];
        for (int index = 0; index < opacity.Length; index++)
        {
            pixels[index * 3] = (byte)(index % 64 * 4);
            pixels[(index * 3) + 1] = (byte)(index / 64 * 8);
            opacity[index] = (byte)(index % 64 * 4);
        }

        return ComposedImage.FromRgb(64, 32, pixels, opacity);
    }

    /// <summary>Keeps the file for looking at it when RV_KEEP names a folder.</summary>
    private static void SaveWhenAsked(byte[] pdf, string name)
    {
        if (Environment.GetEnvironmentVariable("RV_KEEP") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, name), pdf);
        }
    }
}
