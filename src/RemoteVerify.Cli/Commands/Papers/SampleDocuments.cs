using RemoteVerify.Cases;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cli.Commands.Papers;

/// <summary>Made-up documents that sample papers are made from.</summary>
internal static class SampleDocuments
{
    private static readonly RgbColor Cream = new(0.985, 0.975, 0.94);
    private static readonly RgbColor Border = new(0.62, 0.45, 0.15);

    /// <summary>What a scan of a diploma could look like: a coloured page with a border, edge to edge.</summary>
    public static PaperSource Diploma(DocumentFonts fonts, DateTimeOffset at)
    {
        var composer = new DocumentComposer(new ComposerOptions { Title = "Bằng tốt nghiệp (mẫu)", Fonts = fonts, Created = at, Margins = new PageMargins(90, 90, 120, 90) });
        PageCanvas page = composer.Canvas;
        page.Box(new Frame(0, 0, page.Size.Width, page.Size.Height), 0, null, Cream);
        page.Box(new Frame(40, 40, page.Size.Width - 80, page.Size.Height - 80), 3, Border, null);
        page.Box(new Frame(48, 48, page.Size.Width - 96, page.Size.Height - 96), 0.75, Border, null);
        ParagraphStyle centre = new() { Alignment = TextAlignment.Center, Text = new TextStyle(14), SpaceAfter = 8 };
        composer.Paragraph("TRƯỜNG ĐẠI HỌC THỬ NGHIỆM", centre with { Text = new TextStyle(14, Bold: true) });
        composer.Heading("BẰNG TỐT NGHIỆP ĐẠI HỌC", 1, centre with { Text = new TextStyle(24, Bold: true), SpaceBefore = 60, SpaceAfter = 30 });
        composer.Paragraph("cấp cho", centre);
        composer.Paragraph("Nguyễn Thị Thử Nghiệm", centre with { Text = new TextStyle(18, Bold: true) });
        composer.Paragraph("sinh ngày 02/01/1999 tại Tỉnh Mẫu\nngành Công nghệ thông tin, xếp loại Giỏi", centre);
        composer.Space(60);
        composer.Paragraph("Tỉnh Mẫu, ngày 15 tháng 7 năm 2021\nHIỆU TRƯỞNG\n\n\n\nTrần Văn Mẫu", centre);
        return Source(composer, ["Bằng tốt nghiệp đại học của Nguyễn Thị Thử Nghiệm, ngành Công nghệ thông tin, xếp loại Giỏi"]);
    }

    /// <summary>A scanned card, 85.6 by 54 mm, and a certificate on a lying sheet.</summary>
    public static PaperSource OddSizes(DocumentFonts fonts, DateTimeOffset at)
    {
        var composer = new DocumentComposer(new ComposerOptions { Title = "Thẻ và giấy chứng nhận (mẫu)", Fonts = fonts, Created = at });
        foreach ((double width, double height, string words) in new[] { (242.6, 153.1, "THẺ SINH VIÊN\nTrường Đại học Thử Nghiệm\nNguyễn Thị Thử Nghiệm"), (841.89, 595.28, "GIẤY CHỨNG NHẬN\nđã hoàn thành khóa học thử nghiệm") })
        {
            composer.NewPage(new PageSize(width, height), new PageMargins(20, 20, 30, 20));
            composer.Canvas.Box(new Frame(0, 0, width, height), 0, null, Cream);
            composer.Canvas.Box(new Frame(8, 8, width - 16, height - 16), 1.5, Border, null);
            composer.Paragraph(words, new ParagraphStyle { Alignment = TextAlignment.Center, Text = new TextStyle(12, Bold: true) });
        }

        return Source(composer, []);
    }

    /// <summary>A contract of two pages.</summary>
    public static PaperSource Contract(DocumentFonts fonts, DateTimeOffset at)
    {
        var composer = new DocumentComposer(new ComposerOptions { Title = "Hợp đồng chuyển nhượng (mẫu)", Fonts = fonts, Created = at });
        ParagraphStyle centre = new() { Alignment = TextAlignment.Center, Text = new TextStyle(13, Bold: true), SpaceAfter = 2 };
        ParagraphStyle body = new() { Alignment = TextAlignment.Justify, Text = new TextStyle(13), LineSpacing = 1.3, FirstLineIndent = 28, SpaceAfter = 6 };
        composer.Paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc", centre);
        composer.Heading("HỢP ĐỒNG CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT", 1, centre with { Text = new TextStyle(15, Bold: true), SpaceBefore = 24, SpaceAfter = 16 });
        composer.Paragraph("Bên A (bên chuyển nhượng): bà Nguyễn Thị Thử Nghiệm và ông Nguyễn Phúc Nguyễn Hoàng Bảo Khánh.", body);
        composer.Paragraph("Bên B (bên nhận chuyển nhượng): ông Lê Văn Mẫu.", body);
        string[] articles =
        [
            "Bên A chuyển nhượng cho bên B thửa đất số 12, tờ bản đồ số 3, diện tích 120 m², tại Xã Thử Nghiệm, Tỉnh Mẫu.",
            "Giá chuyển nhượng là 1.250.000.000 đồng, trả một lần bằng chuyển khoản trong ngày ký hợp đồng.",
            "Bên A giao thửa đất cùng giấy tờ về quyền sử dụng đất cho bên B trong 07 ngày kể từ ngày hợp đồng có hiệu lực.",
            "Bên B chịu trách nhiệm đăng ký biến động đất đai; thuế và lệ phí do mỗi bên nộp theo quy định của pháp luật.",
            "Tranh chấp phát sinh được giải quyết bằng thương lượng; nếu không thương lượng được thì đưa ra Tòa án có thẩm quyền.",
            "Các bên cam đoan thông tin về nhân thân và thửa đất ghi trong hợp đồng này là đúng sự thật.",
            "Hợp đồng có hiệu lực từ thời điểm được công chứng viên và tổ chức hành nghề công chứng ký.",
        ];
        for (int round = 0; round < 3; round++)
        {
            foreach (string article in articles)
            {
                composer.Paragraph($"Điều {(round * articles.Length) + Array.IndexOf(articles, article) + 1}. {article}", body);
            }
        }

        return Source(composer, []);
    }

    private static PaperSource Source(DocumentComposer composer, IReadOnlyList<string> texts)
    {
        byte[] pdf = composer.ToPdf();
        return new PaperSource(pdf, Sha256Digest.Of(pdf)) { PageTexts = texts };
    }
}
