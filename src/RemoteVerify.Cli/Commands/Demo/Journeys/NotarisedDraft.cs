using RemoteVerify.Pdf.Composing;
using RemoteVerify.Synthetic.Cast;

namespace RemoteVerify.Cli.Commands.Demo.Journeys;

/// <summary>The draft that the demo's notary shares with two parties who don't exist.</summary>
internal static class NotarisedDraft
{
    public static byte[] Compose(CastMember seller, CastMember buyer, DateTimeOffset now)
    {
        (DocumentComposer composer, ParagraphStyle body) = DemoContract.Begin("Hợp đồng chuyển nhượng quyền sử dụng đất", now, 15);
        composer.Paragraph($"Bên A (bên chuyển nhượng): {seller.FullName}, số định danh cá nhân {seller.PersonalNumber}. Người này không có thật.", body);
        composer.Paragraph($"Bên B (bên nhận chuyển nhượng): {buyer.FullName}, số định danh cá nhân {buyer.PersonalNumber}. Người này không có thật.", body);
        composer.Paragraph($"Điều 1. Bên A chuyển nhượng cho bên B quyền sử dụng {NotarisedPractice.FreeAsset}, diện tích 120 m².", body);
        composer.Paragraph("Điều 2. Giá chuyển nhượng là 450.000.000 đồng, trả một lần bằng chuyển khoản trong 05 ngày kể từ ngày hợp đồng có hiệu lực.", body);
        composer.Paragraph("Điều 3. Bên A giao đất và giấy tờ cho bên B trong 10 ngày kể từ ngày nhận đủ tiền. Bên B nộp lệ phí trước bạ, bên A nộp thuế thu nhập theo quy định.", body);
        composer.Paragraph("Điều 4. Hai bên có mặt tại hai điểm cầu khác nhau, mỗi bên trước một công chứng viên, đã đọc hoặc nghe đọc, hiểu và đồng ý với toàn bộ nội dung hợp đồng.", body);
        return composer.ToPdf();
    }
}
