using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pdf.Reading.Text;
using RemoteVerify.Pdf.Tests.Composing;

namespace RemoteVerify.Pdf.Tests.Reading;

/// <summary>The words of pages, as our own composer writes them and as others do.</summary>
public class PageTextReaderTests
{
    [SkippableFact]
    public void Read_OfAComposedDocument_GivesItsLinesInOrderWithEveryVietnameseLetter()
    {
        DocumentComposer composer = new(ComposingMaterial.Options());
        composer.Heading("HỢP ĐỒNG THỬ NGHIỆM");
        composer.Paragraph("Bên A: Nguyễn Thị Hường, sinh ngày 02/01/1999, cư trú tại xã Mẫu. Giá thỏa thuận là 150.000.000 đồng, trả một lần.");
        composer.Paragraph("Văn bản này không có giá trị pháp lý.");

        IReadOnlyList<PageWords> pages = PageTextReader.Read(PdfDocument.Open(composer.ToPdf()).Latest);

        PageWords page = Assert.Single(pages);
        Assert.True(page.IsWhole);
        string text = string.Join('\n', page.Lines);
        Assert.Contains("HỢP ĐỒNG THỬ NGHIỆM", text, StringComparison.Ordinal);
        Assert.Contains("Bên A: Nguyễn Thị Hường, sinh ngày 02/01/1999", text.Replace('\n', ' '), StringComparison.Ordinal);
        Assert.True(text.IndexOf("HỢP ĐỒNG", StringComparison.Ordinal) < text.IndexOf("Bên A", StringComparison.Ordinal));
        Assert.True(text.IndexOf("Bên A", StringComparison.Ordinal) < text.IndexOf("không có giá trị", StringComparison.Ordinal));
    }

    [SkippableFact]
    public void Read_OfAComposedDocument_HasTheWordsThatAnIndependentToolFinds()
    {
        byte[] pdf = SampleDocument.Compose(ArchiveConformance.None);
        (int code, string theirs) = ComposingMaterial.Run("pdftotext", pdf, "{0}", "-");
        Assert.Equal(0, code);
        string[] expected = Words(theirs);

        string ours = string.Join(' ', PageTextReader.Read(PdfDocument.Open(pdf).Latest).SelectMany(page => page.Lines));
        HashSet<string> found = [.. Words(ours)];

        // The mark across the page is turned; the tool breaks it up by the heights of its letters.
        const string Mark = "BẢN THỬ NGHIỆM / TEST";
        Assert.Contains(Mark, ours, StringComparison.Ordinal);
        string pieces = Mark.Replace(" ", "", StringComparison.Ordinal);
        Assert.True(expected.Length > 50);
        string[] missing = [.. expected.Where(word => !found.Contains(word) && !pieces.Contains(word, StringComparison.Ordinal)).Distinct()];
        Assert.True(missing.Length == 0, $"{missing.Length} of {expected.Length}: {string.Join(' ', missing.Take(20))}");
    }

    [Fact]
    public void Read_OfAPictureAndOfUnexplainedLetters_SaysThatItIsNotWhole()
    {
        PageWords picture = Page("q 100 0 0 100 50 50 cm /X Do Q BT /F 12 Tf 50 700 Td (Trang 1) Tj ET", "/XObject << /X 6 0 R >> /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>");
        Assert.False(picture.IsWhole);
        Assert.Equal(["Trang 1"], picture.Lines);

        PageWords unexplained = Page("BT /F 12 Tf 50 700 Td <00010002> Tj ET", "/Font << /F << /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H >> >>");
        Assert.False(unexplained.IsWhole);
    }

    /// <summary>What nobody sees is not read out as if it stood there.</summary>
    [Fact]
    public void Read_OfInvisibleLetters_LeavesThemOut()
    {
        PageWords page = Page("BT /F 12 Tf 50 700 Td (seen) Tj 3 Tr 0 -20 Td (hidden) Tj ET", "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>");
        Assert.Equal(["seen"], page.Lines);
    }

    private static string[] Words(string text) => text.Split([' ', '\n', '\r', '\t', '\f'], StringSplitOptions.RemoveEmptyEntries);

    private static PageWords Page(string content, string resources)
    {
        List<string> objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << {resources} >> >>",
            $"<< /Length {content.Length} >>\nstream\n{content}\nendstream",
            "<< /Producer (test) >>",
            "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\nstream\nx\nendstream",
        ];
        System.Text.StringBuilder file = new("%PDF-1.7\n");
        List<int> offsets = [];
        for (int i = 0; i < objects.Count; i++)
        {
            offsets.Add(file.Length);
            file.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        int xref = file.Length;
        file.Append(System.Globalization.CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => file.Append(System.Globalization.CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n"));
        file.Append(System.Globalization.CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n");
        return Assert.Single(PageTextReader.Read(PdfDocument.Open(System.Text.Encoding.ASCII.GetBytes(file.ToString())).Latest));
    }
}
