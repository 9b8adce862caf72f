using System.Text;
using RemoteVerify.Pades.Appearance;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Tests.Signing;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pades.Tests.Appearance;

public sealed class VisibleAppearanceTests : IDisposable
{
    private static readonly DateTimeOffset Time = new(2026, 11, 21, 15, 4, 5, TimeSpan.FromHours(7));

    private readonly OutsideTools _tools = new();

    public void Dispose() => _tools.Dispose();

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public async Task SignAsync_RotatedPageWithForeignOrigin_ShowsTheTextUprightAtItsPlace(int rotation)
    {
        byte[] signed = await PadesSignerTests.Sign(RotatedPage(rotation), Request(), SigningMaterial.P256);
        string file = _tools.Put("signed.pdf", signed);
        Keep(signed, $"rotated{rotation}.pdf");

        // The frame stands, with a picture at its left, at (40, 30) from the lower left corner of the page as shown; pdftotext counts from the upper left.
        string words = _tools.Run("pdftotext", "-bbox", file, "-").Output;
        string line = words.Split('\n').First(l => l.Contains(">Người<", StringComparison.Ordinal));
        double[] box = [.. line.Split('"').Where((_, index) => index % 2 == 1).Select(n => double.Parse(n, System.Globalization.CultureInfo.InvariantCulture))];
        double height = rotation is 90 or 270 ? 300 : 400;
        Assert.InRange(box[0], 100, 125);
        Assert.InRange(box[1], height - 110, height - 70);
        Assert.True(box[2] - box[0] > box[3] - box[1], "the word does not run from left to right");
        (int code, string check) = _tools.Run("qpdf", "--check", file);
        Assert.True(code == 0, check);
        Assert.Contains("Signature is Valid.", _tools.Run("pdfsig", "-nocert", file).Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task SignAsync_ExistingField_DrawsIntoItsFrameWithItsOwnFont()
    {
        byte[] prepared = SignatureFields.Add(
            SigningMaterial.OnePage(), [new SignatureFieldSpec { Name = "CongDan", Rectangle = new Frame(300, 500, 220, 80) }, new SignatureFieldSpec { Name = "An" }]);
        byte[] signed = await PadesSignerTests.Sign(prepared, Request() with { FieldName = "CongDan" }, SigningMaterial.P256);
        Keep(signed, "visible.pdf");
        string file = _tools.Put("signed.pdf", signed);

        string text = _tools.Run("pdftotext", file, "-").Output.ReplaceLineEndings(" ");

        Assert.Contains("Người ký: Nguyễn Văn Minh Họa", text, StringComparison.Ordinal);
        Assert.Contains("2026-11-21T15:04:05+07:00", text, StringComparison.Ordinal);
        Assert.Contains("unchanged since signing", _tools.Run("mutool", "sign", "-v", file).Output, StringComparison.Ordinal);
        SignResult invisible = await PadesSignerTests.TrySign(prepared, Request() with { FieldName = "An" });
        Assert.Equal(RefusalCode.FieldNotVisible, Assert.IsType<SignResult.Refused>(invisible).Code);
    }

    [SkippableFact]
    public async Task SignAsync_OwnLinesAsForOfficialCopies_ShowExactlyThose()
    {
        VisibleAppearance look = Look() with { Lines = ["Sao y; ỦY BAN NHÂN DÂN PHƯỜNG MINH HỌA; {time}"], Image = null, QrText = null, Border = null };
        byte[] signed = await PadesSignerTests.Sign(SigningMaterial.OnePage(), Request() with { VisibleAppearance = look }, SigningMaterial.P256);

        string text = _tools.Run("pdftotext", _tools.Put("signed.pdf", signed), "-").Output.ReplaceLineEndings(" ");

        Assert.Contains("Sao y; ỦY BAN NHÂN DÂN PHƯỜNG MINH HỌA; 2026-11-21T15:04:05+07:00", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Người ký", text, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public async Task Import_WithAppearances_CopiesThePictureOfTheSignatureButNotTheSignature(int rotation)
    {
        byte[] signed = await PadesSignerTests.Sign(RotatedPage(rotation), Request(), SigningMaterial.P256);
        DocumentComposer composer = new(new ComposerOptions { Title = "Bản sao", Fonts = SigningMaterial.Fonts(), Created = Time });
        composer.AddImportedPage(DocumentComposer.Import(PdfDocument.Open(signed), 1, withAppearances: true), "Trang gốc");

        string copy = _tools.Put("copy.pdf", composer.ToPdf());

        string original = _tools.Put("signed.pdf", signed);
        Assert.Equal(Words(original), Words(copy));
        Assert.Contains("does not contain any signatures", _tools.Run("pdfsig", copy).Output, StringComparison.Ordinal);
        (int code, string check) = _tools.Run("qpdf", "--check", copy);
        Assert.True(code == 0, check);
    }

    private string Words(string file) => string.Join('\n', _tools.Run("pdftotext", "-bbox", file, "-").Output.Split('\n').Where(line => line.Contains("<word", StringComparison.Ordinal)));

    private static SignatureRequest Request() => PadesSignerTests.Request() with { SigningTime = Time, Reason = "Phê duyệt văn bản", VisibleAppearance = Look() };

    private static VisibleAppearance Look() => new()
    {
        Fonts = SigningMaterial.Fonts(),
        Rectangle = new Frame(40, 30, 220, 80),
        QrText = "https://example.test/v/ABC",
        Image = ComposedImage.FromRgb(2, 2, new byte[] { 200, 30, 30, 30, 200, 30, 30, 30, 200, 200, 200, 30 }),
    };

    /// <summary>A page of 300 by 400 points whose box starts at (-50, 120).</summary>
    private static byte[] RotatedPage(int rotation)
    {
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            $"<< /Type /Page /Parent 2 0 R /MediaBox [-50 120 250 520] /Rotate {rotation} /Resources << >> >>",
        ];
        StringBuilder file = new("%PDF-1.7\n");
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

    private static void Keep(byte[] pdf, string name)
    {
        if (Environment.GetEnvironmentVariable("RV_KEEP") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, name), pdf);
        }
    }
}
