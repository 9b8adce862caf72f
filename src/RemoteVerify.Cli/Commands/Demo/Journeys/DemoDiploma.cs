using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cli.Commands.Demo.Journeys;

/// <summary>A diploma that nobody ever got, and its scan: composed, drawn at 200 dpi in colour, and put into a file as a scanner does.</summary>
internal static class DemoDiploma
{
    private const double Edge = 28;

    private static readonly RgbColor Red = new(0.72, 0.11, 0.13);
    private static readonly RgbColor Gold = new(0.75, 0.58, 0.2);
    private static readonly RgbColor Paper = new(0.99, 0.97, 0.92);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Title, as an officer would read it on the paper.</summary>
    public const string Title = "Bằng tốt nghiệp Trung cấp nghề Mộc (giấy tờ mẫu)";

    /// <summary>The scan as the officer's scanner makes it.</summary>
    /// <exception cref="CommandException"><c>pdftoppm</c> is not installed.</exception>
    public static byte[] Scan(string holder, DateTimeOffset now)
    {
        DocumentFonts fonts = PaperFonts.Read(PaperFonts.DefaultFolder);
        return ScannerFile.Of([Draw(Compose(holder, fonts, now))], PageSize.A4, fonts, now);
    }

    private static byte[] Compose(string holder, DocumentFonts fonts, DateTimeOffset now)
    {
        DocumentComposer composer = new(new ComposerOptions { Title = Title, Fonts = fonts, Created = now, Margins = new PageMargins(90, 70, 70, 70) });
        PageCanvas page = composer.Canvas;
        (double width, double height) = (page.Size.Width, page.Size.Height);
        page.Box(new Frame(0, 0, width, height), 0, null, Paper);
        page.Box(new Frame(Edge, Edge, width - (2 * Edge), height - (2 * Edge)), 3, Red, null);
        page.Box(new Frame(Edge + 7, Edge + 7, width - (2 * Edge) - 14, height - (2 * Edge) - 14), 1, Gold, null);
        ParagraphStyle centred = new() { Alignment = TextAlignment.Center, Text = new TextStyle(13), SpaceAfter = 4 };
        composer.Paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", centred with { Text = new TextStyle(13, Bold: true) });
        composer.Paragraph("Độc lập - Tự do - Hạnh phúc", centred with { SpaceAfter = 34 });
        composer.Paragraph("HIỆU TRƯỞNG TRƯỜNG TRUNG CẤP NGHỀ MẪU", centred with { Text = new TextStyle(14, Bold: true), SpaceAfter = 6 });
        composer.Paragraph("cấp", centred with { Text = new TextStyle(13, Italic: true), SpaceAfter = 10 });
        composer.Paragraph("BẰNG TỐT NGHIỆP", centred with { Text = new TextStyle(30, Bold: true), SpaceAfter = 4 });
        composer.Paragraph("TRUNG CẤP NGHỀ MỘC", centred with { Text = new TextStyle(17, Bold: true), SpaceAfter = 30 });
        ParagraphStyle line = new() { Text = new TextStyle(15), SpaceAfter = 9, LeftIndent = 30 };
        composer.Paragraph($"Cho: {holder}", line with { Text = new TextStyle(15, Bold: true) });
        composer.Paragraph("Ngành đào tạo: Mộc dân dụng", line);
        composer.Paragraph("Hình thức đào tạo: Chính quy", line);
        composer.Paragraph("Năm tốt nghiệp: 2019", line);
        composer.Paragraph("Xếp loại: Khá", line with { SpaceAfter = 40 });
        composer.Paragraph("Tỉnh Mẫu, ngày 20 tháng 6 năm 2019", centred with { Text = new TextStyle(13, Italic: true), Alignment = TextAlignment.Right });
        composer.Paragraph("HIỆU TRƯỞNG", centred with { Text = new TextStyle(13, Bold: true), Alignment = TextAlignment.Right, SpaceAfter = 60 });
        composer.Paragraph("Lê Văn Mẫu", centred with { Text = new TextStyle(13, Bold: true), Alignment = TextAlignment.Right, SpaceAfter = 40 });
        composer.Paragraph("Số hiệu: MAU-000123. Số vào sổ gốc cấp bằng: 45/2019.", line with { Text = new TextStyle(11) });
        composer.Paragraph("Giấy tờ mẫu để thử nghiệm, không do cơ quan nào cấp.", centred with { Text = new TextStyle(10, Italic: true), SpaceBefore = 20 });
        return composer.ToPdf();
    }

    private static byte[] Draw(byte[] pdf)
    {
        string folder = Directory.CreateTempSubdirectory("rv-diploma-").FullName;
        try
        {
            string file = Path.Combine(folder, "diploma.pdf");
            File.WriteAllBytes(file, pdf);
            string[] arguments = ["-r", ScannerFile.DotsPerInch.ToString(CultureInfo.InvariantCulture), "-jpeg", "-jpegopt", "quality=88", "-singlefile", file, Path.Combine(folder, "page")];
            using Process process = Process.Start(new ProcessStartInfo("pdftoppm", arguments))!;
            if (!process.WaitForExit(Longest) || process.ExitCode != 0)
            {
                throw CommandException.Environment("pdftoppm did not draw the demo's diploma.");
            }

            return File.ReadAllBytes(Path.Combine(folder, "page.jpg"));
        }
        catch (Win32Exception)
        {
            throw CommandException.Environment("pdftoppm is missing; install poppler-utils (./rv setup does).");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
