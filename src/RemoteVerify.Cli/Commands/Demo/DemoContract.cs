using System.Globalization;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Synthetic.Cast;

namespace RemoteVerify.Cli.Commands.Demo;

/// <summary>The document that the demo's citizen signs.</summary>
internal static class DemoContract
{
    /// <summary>Where the three signatures are seen, below the text.</summary>
    public const string Places = "place=p1:1,85,372,200,62&place=officer:1,310,372,215,62&place=organisation:1,310,302,215,62";

    /// <summary>A contract up to its heading, marked as a trial, and the style of its paragraphs.</summary>
    /// <param name="title">Its name; the heading in capitals.</param>
    /// <param name="now">When it is made.</param>
    /// <param name="headingPoints">Size of the heading.</param>
    public static (DocumentComposer Composer, ParagraphStyle Body) Begin(string title, DateTimeOffset now, double headingPoints)
    {
        DocumentComposer composer = new(new ComposerOptions
        {
            Title = $"{title} (bản thử nghiệm)",
            Fonts = PaperFonts.Read(PaperFonts.DefaultFolder),
            Created = now,
            Header = new RunningText { Center = "BẢN THỬ NGHIỆM / TEST" },
        });
        ParagraphStyle centred = new() { Alignment = TextAlignment.Center, Text = new TextStyle(12, Bold: true), SpaceAfter = 2 };
        composer.Paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", centred);
        composer.Paragraph("Độc lập - Tự do - Hạnh phúc", centred);
        composer.Space(18);
        composer.Heading(
            title.ToUpper(CultureInfo.GetCultureInfo("vi-VN")), 1, new ParagraphStyle { Alignment = TextAlignment.Center, Text = new TextStyle(headingPoints, Bold: true), SpaceAfter = 14 });
        return (composer, new ParagraphStyle { Alignment = TextAlignment.Justify, Text = new TextStyle(13), SpaceAfter = 8, FirstLineIndent = 28 });
    }

    public static byte[] Compose(CastMember citizen, DateTimeOffset now)
    {
        (DocumentComposer composer, ParagraphStyle body) = Begin("Hợp đồng thuê nhà", now, 16);
        composer.Paragraph($"Bên A (bên thuê): {citizen.FullName}, số định danh cá nhân {citizen.PersonalNumber}. Người này không có thật.", body);
        composer.Paragraph("Bên B (bên cho thuê): Hợp tác xã Nhà ở Thử Nghiệm, Số 1 Đường Thử Nghiệm, Tỉnh Mẫu.", body);
        composer.Paragraph("Điều 1. Bên B cho bên A thuê căn hộ số 12, tòa nhà Thử Nghiệm, diện tích 45 m², trong 12 tháng kể từ ngày hợp đồng có hiệu lực.", body);
        composer.Paragraph("Điều 2. Giá thuê là 4.500.000 đồng mỗi tháng, trả trước ngày 05 hằng tháng bằng chuyển khoản.", body);
        composer.Paragraph("Điều 3. Hai bên đã đọc, hiểu và đồng ý với toàn bộ nội dung; hợp đồng được ký bằng chữ ký điện tử sau khi danh tính bên A được xác minh từ xa.", body);
        composer.Space(10);
        composer.Table(new Table
        {
            ColumnWeights = [1, 1],
            Rows = [new TableRow("ĐẠI DIỆN BÊN A", "NGƯỜI CHỨNG THỰC VÀ CON DẤU CỦA CƠ QUAN")],
            BorderPoints = 0,
        });
        return composer.ToPdf();
    }
}
