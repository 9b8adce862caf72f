using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Composing.Fonts;
using RemoteVerify.TestKit;

namespace RemoteVerify.Browser.Tests.Citizen;

/// <summary>A contract as people get them: two pages full of small print with a table, and a portrait of somebody who does not exist. What such pages weigh is measured on it.</summary>
public static class DensePaper
{
    private const string Fonts = "/usr/share/fonts/truetype/liberation2";
    private const double SmallPrint = 9;

    private static readonly Lazy<byte[]> Made = new(Compose);

    private static readonly string[] Clauses =
    [
        "Bên A cho Bên B thuê ngôi nhà cấp bốn cùng toàn bộ vật dụng gắn liền tại thôn Đoài, xã Một, diện tích sàn 86,4 m², diện tích đất 214,7 m², thửa số 118, tờ bản đồ số 27, để Bên B ở và bán hàng tạp hoá. Bên B không được dùng nhà vào việc khác nếu chưa có sự đồng ý bằng văn bản của Bên A.",
        "Thời hạn thuê là ba mươi sáu tháng, tính từ ngày hai bên ký biên bản bàn giao. Hết thời hạn, nếu cả hai bên còn muốn tiếp tục thì thoả thuận lại giá và ký phụ lục trước ít nhất ba mươi ngày; không bên nào được coi sự im lặng của bên kia là đồng ý.",
        "Giá thuê là 3.450.000 đồng một tháng, chưa gồm tiền điện, nước và rác thải. Bên B trả tiền trong năm ngày đầu của mỗi quý bằng chuyển khoản hoặc tiền mặt có biên nhận. Trả chậm quá mười ngày thì chịu lãi 0,03 % mỗi ngày trên số tiền chậm trả, nhưng không quá mức pháp luật cho phép.",
        "Bên B đặt cọc 6.900.000 đồng khi ký hợp đồng. Tiền cọc được trả lại trong bảy ngày sau khi Bên B bàn giao nhà đúng hiện trạng, trừ đi phần hư hỏng do lỗi của Bên B đã được hai bên ghi trong biên bản. Bên A không được giữ tiền cọc vì hao mòn tự nhiên.",
        "Bên A bảo đảm nhà không có tranh chấp, không bị kê biên, không đang thế chấp, và chịu trách nhiệm sửa chữa mái, tường, đường điện, đường nước khi hư hỏng không do lỗi của Bên B. Bên A báo trước ít nhất hai ngày khi cần vào nhà để kiểm tra, trừ trường hợp khẩn cấp như cháy, ngập, đổ cây.",
        "Bên B giữ gìn nhà như của mình, không tự ý cơi nới, đục tường, thay khoá; giữ vệ sinh chung, không gây tiếng ồn sau hai mươi hai giờ; đăng ký tạm trú cho người ở cùng; và cho phép Bên A treo biển cho thuê trong tháng cuối cùng của hợp đồng.",
        "Một bên muốn chấm dứt trước hạn phải báo bằng văn bản trước sáu mươi ngày. Bên chấm dứt không báo trước bồi thường một tháng tiền thuê. Trường hợp thiên tai, dịch bệnh, thu hồi đất thì hợp đồng chấm dứt không ai phải bồi thường, tiền thuê đã trả trước được hoàn lại theo số ngày còn lại.",
        "Tranh chấp được hai bên thương lượng, sau đó hoà giải ở thôn; không thành thì đưa ra toà án nhân dân khu vực nơi có nhà. Hợp đồng lập bằng dữ liệu điện tử, hai bên ký số, văn bản giấy in ra chỉ để tham khảo. Mọi sửa đổi phải bằng phụ lục có chữ ký của cả hai bên.",
    ];

    public static byte[] Contract => Made.Value;

    private static byte[] Compose()
    {
        TrueTypeFont regular = Font("Regular"), bold = Font("Bold"), italic = Font("Italic");
        ParagraphStyle small = new() { Text = new TextStyle(SmallPrint), Alignment = TextAlignment.Justify, LineSpacing = 1.1, SpaceAfter = 2 };
        ParagraphStyle head = small with { Text = new TextStyle(SmallPrint, Bold: true), KeepWithNext = true };
        DocumentComposer composer = new(new ComposerOptions
        {
            Title = "Hợp đồng thuê nhà (bản thử)", Fonts = new DocumentFonts(new FontFamily(regular, bold, italic)), Created = TimeProvider.System.GetUtcNow(), Margins = new PageMargins(40, 40, 40, 40),
        });
        for (int page = 1; page <= 2; page++)
        {
            composer.Heading(page == 1 ? "HỢP ĐỒNG THUÊ NHÀ (BẢN THỬ)" : "PHỤ LỤC: ĐIỀU KHOẢN CHI TIẾT", 1, head);
            composer.Image(ComposedImage.FromJpeg(File.ReadAllBytes(Path.Combine(Repository.Root, "samples", "people", "portrait-lan.jpg"))), 84, "Ảnh của một người không có thật", TextAlignment.Right, 2);
            Table(composer, small);
            for (int clause = 0; composer.RoomLeft > 52; clause++)
            {
                composer.Paragraph($"Điều {clause + 1}.", head);
                composer.Paragraph(Clauses[(clause + page) % Clauses.Length], small);
            }

            if (page == 1)
            {
                composer.NewPage();
            }
        }

        return composer.ToPdf();
    }

    private static void Table(DocumentComposer composer, ParagraphStyle style) => composer.Table(new Table
    {
        ColumnWeights = [0.6, 3, 1.2, 1.2, 1.6],
        Style = style with { Alignment = TextAlignment.Left, SpaceAfter = 0 },
        PaddingPoints = 2,
        Rows =
        [
            new TableRow("Số", "Vật dụng bàn giao", "Số lượng", "Tình trạng", "Đơn giá (đồng)") { IsHeader = true },
            new TableRow("1", "Giường gỗ xoan đào, kèm đệm và chiếu", "2", "tốt", "2.350.000"),
            new TableRow("2", "Tủ quần áo ba cánh, gương bên trong", "1", "xước nhẹ", "1.780.000"),
            new TableRow("3", "Bếp ga đôi, van an toàn, ống dẫn mới thay", "1", "tốt", "960.000"),
            new TableRow("4", "Máy bơm nước 200 W, bồn inox 1.000 lít", "1", "đã dùng 2 năm", "3.125.000"),
            new TableRow("5", "Quạt trần, đèn tuýp, ổ cắm các phòng", "9", "tốt", "145.000"),
            new TableRow("6", "Cửa sắt kéo, khoá, bốn bộ chìa", "1", "tốt", "4.200.000"),
        ],
    });

    private static TrueTypeFont Font(string face) => TrueTypeFont.Read(File.ReadAllBytes(Path.Combine(Fonts, $"LiberationSerif-{face}.ttf")));
}
