using System.Globalization;
using RemoteVerify.Pades.Appearance;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Tests.Signing;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Pades.Tests.Appearance;

/// <summary>Visible signatures of every make in frames of every size: text comes out as it went in, and never over the edge.</summary>
public sealed class AppearanceGalleryTests : IDisposable
{
    private const string Signer = "Nguyễn Thị Thùy Trang Quỳnh Hương";

    private static readonly DateTimeOffset Time = new(2026, 11, 21, 15, 4, 5, TimeSpan.FromHours(7));

    private readonly OutsideTools _tools = new();

    public void Dispose() => _tools.Dispose();

    [SkippableTheory]
    [InlineData(220, 80)]
    [InlineData(120, 30)]
    [InlineData(60, 60)]
    [InlineData(30, 200)]
    [InlineData(500, 20)]
    [InlineData(500, 400)]
    public async Task SignAsync_FrameOfAnySize_KeepsEveryWordInside(double width, double height)
    {
        foreach ((string kind, VisibleAppearance look) in Kinds())
        {
            Frame frame = new(40, 60, width, height);
            byte[] signed = await Sign(Blank(), look with { Rectangle = frame });
            string file = _tools.Put("signed.pdf", signed);
            double page = 842;
            double[][] words = [.. Boxes(_tools.Run("pdftotext", "-bbox", file, "-").Output)];
            Assert.True(words.Length > 0, $"{kind}: no text at all");
            Assert.All(words, box => Assert.True(
                box[0] >= frame.Left - 0.5 && box[2] <= frame.Right + 0.5 && page - box[3] >= frame.Bottom - 1 && page - box[1] <= frame.Top + 1,
                $"{kind}: a word at {string.Join(' ', box)} is outside"));
        }
    }

    [SkippableFact]
    public async Task SignAsync_EveryMake_ComesOutAsTheTextThatWentIn()
    {
        foreach ((string kind, VisibleAppearance look) in Kinds())
        {
            byte[] signed = await Sign(Blank(), look with { Rectangle = new Frame(40, 60, 400, 160) });
            string text = string.Join(' ', _tools.Run("pdftotext", _tools.Put("signed.pdf", signed), "-").Output.Split((char[])[' ', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries));
            Assert.Contains("2026-11-21T15:04:05+07:00", text, StringComparison.Ordinal);
            Assert.Contains(kind is "seal" or "seal-without-picture" ? "VĂN PHÒNG CÔNG CHỨNG MINH HỌA" : kind == "copy" ? "Sao y; ỦY BAN" : Signer, text, StringComparison.Ordinal);
            Assert.True(text.IsNormalized(), "the text came out in another normal form");
            string fonts = _tools.Run("pdffonts", _tools.Put("signed.pdf", signed)).Output;
            Assert.All(
                fonts.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2),
                line => Assert.Matches(@"[A-Z]{6}\+Liberation.*CID TrueType +Identity-H +yes yes yes", line));
        }
    }

    [SkippableFact]
    public async Task SignAsync_DecomposedText_ComesOutComposedAndOtherwiseEqual()
    {
        string text = "Tôi, Nguyễn Thị Thùy Trang, công chứng viên, chứng nhận: chữ ký trong giấy tờ này là chữ ký của ông Đặng Quốc Vượng; số 0123/2026, quyển số 01 TP/CC-SCC/HĐGD.";
        VisibleAppearance look = new() { Fonts = SigningMaterial.Fonts(), Rectangle = new Frame(40, 60, 300, 90), Lines = [text.Normalize(System.Text.NormalizationForm.FormD)] };

        string file = _tools.Put("signed.pdf", await Sign(Blank(), look));

        string output = _tools.Run("pdftotext", "-enc", "UTF-8", file, "-").Output;
        Assert.Equal(text.Normalize(), string.Join(' ', output.Split((char[])[' ', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries)));
    }

    /// <summary>All makes on one page, kept for looking at when RV_KEEP names a folder.</summary>
    [SkippableFact]
    public async Task SignAsync_AllMakesOnOnePage_IsOneCleanFile()
    {
        byte[] pdf = Blank();
        double bottom = 700;
        foreach ((string _, VisibleAppearance look) in Kinds())
        {
            foreach (Frame frame in new[] { new Frame(40, bottom, 240, 90), new Frame(300, bottom, 150, 60), new Frame(470, bottom, 80, 30) })
            {
                pdf = await Sign(pdf, look with { Rectangle = frame });
            }

            bottom -= 110;
        }

        Assert.Equal(0, _tools.Run("qpdf", "--check", _tools.Put("gallery.pdf", pdf)).ExitCode);
        if (Environment.GetEnvironmentVariable("RV_KEEP") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, "gallery.pdf"), pdf);
        }
    }

    private static IEnumerable<(string Kind, VisibleAppearance Look)> Kinds()
    {
        DocumentFonts fonts = SigningMaterial.Fonts();
        ComposedImage picture = ComposedImage.FromFile(TestPictures.SealPng());
        yield return ("text", new VisibleAppearance { Fonts = fonts });
        yield return ("everything", new VisibleAppearance { Fonts = fonts, Image = picture, QrText = "https://example.test/v/ABCDEF" });
        yield return ("signer", OfficialAppearances.Signer(fonts, "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", ComposedImage.FromFile(TestPictures.SignaturePng())));
        yield return ("signer-without-picture", OfficialAppearances.Signer(fonts, "CÔNG CHỨNG VIÊN"));
        yield return ("seal", OfficialAppearances.Seal(fonts, "VĂN PHÒNG CÔNG CHỨNG MINH HỌA", picture));
        yield return ("seal-without-picture", OfficialAppearances.Seal(fonts, "VĂN PHÒNG CÔNG CHỨNG MINH HỌA"));
        yield return ("copy", OfficialAppearances.Copy(fonts, "Sao y", "ỦY BAN NHÂN DÂN PHƯỜNG MINH HỌA"));
    }

    private static IEnumerable<double[]> Boxes(string xml) => xml.Split('\n')
        .Where(line => line.Contains("<word", StringComparison.Ordinal))
        .Select(line => line.Split('"').Where((_, index) => index % 2 == 1).Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray());

    private static byte[] Blank() => RawPdf.Table(
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>");

    private static Task<byte[]> Sign(byte[] pdf, VisibleAppearance look) => PadesSignerTests.Sign(
        pdf, PadesSignerTests.Request() with { SigningTime = Time, SignerName = Signer, Reason = "Chứng thực chữ ký", Location = "Thành phố Hồ Chí Minh", VisibleAppearance = look }, SigningMaterial.P256);
}
