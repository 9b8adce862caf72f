using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Pdf.Tests.Composing;

/// <summary>A document with one of everything that the composer makes.</summary>
internal static class SampleDocument
{
    public const string Sentence =
        "Tôi cam đoan đã hiểu, tự chịu trách nhiệm về nội dung của giấy tờ, văn bản và đã ký vào giấy tờ, văn bản này trước mặt người tiếp nhận hồ sơ. ";

    public static byte[] Compose(ArchiveConformance conformance)
    {
        DocumentComposer composer = new(ComposingMaterial.Options() with
        {
            Conformance = conformance,
            Author = "Văn phòng công chứng Minh Họa & Cộng sự",
            Subject = "Lời chứng <mẫu>",
            Footer = new RunningText { Left = "RemoteVerify", Right = "Trang {page}/{pages}" },
            Mark = new PageMark("BẢN THỬ NGHIỆM / TEST"),
        });
        composer.Heading("LỜI CHỨNG CỦA CÔNG CHỨNG VIÊN");
        composer.Paragraph(Sentence + Sentence, new ParagraphStyle { Alignment = TextAlignment.Justify, FirstLineIndent = 28 });
        composer.Heading("Những người tham gia", 2);
        composer.Table(new Table
        {
            ColumnWeights = [1, 3, 3],
            Rows =
            [
                new TableRow("STT", "Họ, chữ đệm và tên", "Giấy tờ tùy thân") { IsHeader = true },
                new TableRow("1", "Nguyễn Văn Minh Họa", "Căn cước số 000000000001"),
                new TableRow([new TableCell("2"), new TableCell(Sentence) { ColumnSpan = 2, Background = new RgbColor(0.93, 0.95, 1) }]),
            ],
        });
        composer.List(["Bản chính giấy tờ", "Bản sao " + Sentence, "Phí đã nộp"], numbered: true);
        composer.List(["Mục không số"]);
        composer.QrCode("https://example.test/verify/ABCDEF", 90, "Mã QR để tra cứu", TextAlignment.Right);
        byte[] pixels = new byte[16 * 16 * 3], opacity = new byte[16 * 16];
        Array.Fill(opacity, (byte)128);
        composer.Image(ComposedImage.FromRgb(16, 16, pixels, opacity), 60, "Ảnh thử", TextAlignment.Center);
        composer.Rule();
        if (conformance == ArchiveConformance.PdfA3b)
        {
            composer.AttachFile(new AssociatedFile("bản gốc.json", "application/json", "{}"u8.ToArray(), FileRelationship.Source, ComposingMaterial.Created));
        }

        return composer.ToPdf();
    }
}
