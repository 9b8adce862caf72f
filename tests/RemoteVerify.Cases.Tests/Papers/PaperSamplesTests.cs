using System.Text;
using System.Text.RegularExpressions;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cli.Commands.Papers;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pdf.Tests.Composing.Archive;

namespace RemoteVerify.Cases.Tests.Papers;

/// <summary>What holds for every paper.</summary>
public sealed class PaperSamplesTests(PaperPrints prints) : IClassFixture<PaperPrints>
{
    /// <summary>Words that each paper must show, as they must come out of the file.</summary>
    public static TheoryData<string, string[]> Words => new()
    {
        { "certified-paper-copy", ["CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH", "Số chứng thực 1285 quyển số 02/2026 - SCT/BS", "Ngày 21 tháng 11 năm 2026", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Thị Kiểm Thử", "Bằng tốt nghiệp đại học của Nguyễn Thị Thử Nghiệm"] },
        { "certified-paper-copy-odd-sizes", ["Bản sao Ủy ban nhân dân xã Thử Nghiệm 21/11/2026 09:05:09 +07:00", "THẺ SINH VIÊN", "Trang 2/2 của bản chính", "gồm 2 trang"] },
        { "official-copy-sao-y", ["Sao y Ủy ban nhân dân xã Thử Nghiệm 21/11/2026 09:05:09 +07:00", "SAO Y", "sao đầy đủ và chính xác nội dung bản gốc điện tử"] },
        { "official-copy-sao-luc", ["Sao lục Ủy ban nhân dân xã Thử Nghiệm 21/11/2026 09:05:09 +07:00"] },
        { "official-copy-corrected", ["Văn bản phải đọc cùng bản gốc", "VĂN BẢN SỬA LỖI KỸ THUẬT: Hợp đồng", "van-ban-lien-quan-1.pdf"] },
        { "official-copy-trich-sao", ["Trích sao Ủy ban nhân dân xã Thử Nghiệm 21/11/2026 09:05:09 +07:00", "trích chính xác từ các trang 2 trong tổng số"] },
        { "conversion-to-data", ["Bản điện tử được chuyển đổi từ văn bản giấy - Ủy ban nhân dân xã Thử Nghiệm, 21/11/2026 09:05:09 +07:00", "người chuyển đổi: Hoàng Văn Chuyển"] },
        { "conversion-to-paper", ["Bản giấy được chuyển đổi từ thông điệp dữ liệu - hệ thống Kho kết quả Tỉnh Mẫu, chủ quản Ủy ban nhân dân Tỉnh Mẫu", "Hoàng Văn Chuyển"] },
        { "conversion-to-paper-odd-sizes", ["Bản giấy được chuyển đổi từ thông điệp dữ liệu", "THẺ SINH VIÊN", "GIẤY CHỨNG NHẬN"] },
        { "register-extract", ["TRÍCH LỤC", "Số: 07/TLKS-BS", "mục số 12 ghi ngày 09/01/1999"] },
        { "notarial-statement", ["LỜI CHỨNG CỦA CÔNG CHỨNG VIÊN", "ngày hai mươi mốt tháng mười một năm hai nghìn không trăm hai mươi sáu", "Số công chứng: 1520/2026/CCGD", "CHỨNG NHẬN", SampleOrders.LongName, "giữa 2 điểm cầu", "đã đọc toàn văn cho"] },
        { "signature-certification", ["LỜI CHỨNG CHỨNG THỰC CHỮ KÝ", "trước mặt tôi", "Số chứng thực 88 quyển số 01/2026 - SCT/CK,ĐC"] },
        { "signature-certification-outside", ["Vào hồi 09 giờ 05 phút, ngày 21/11/2026", "Phạm Thị Tiếp Nhận là người tiếp nhận hồ sơ"] },
        { "marital-certificate-marriage", ["GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", "Hiện tại chưa đăng ký kết hôn với ai.", "trong thời hạn 6 tháng kể từ ngày cấp", "kết hôn với ông/bà Lê Văn Mẫu", "01 (một) bản"] },
        { "marital-certificate-other", ["đã ly hôn theo Bản án/Quyết định ly hôn số 12/2024/QĐST-HNGĐ ngày 08/03/2024", "làm thủ tục vay vốn ngân hàng."] },
        { "appointment-slip", ["GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "09 giờ 05 phút, ngày 24/11/2026", "Khi đến, xin mang theo", "Quầy 4"] },
        { "supplement-request", ["PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "đề nghị cập nhật cơ sở dữ liệu", "0200 000 000"] },
        { "refusal-slip", ["PHIẾU TỪ CHỐI TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ", "đã bị tẩy xóa", "đề nghị Chủ tịch Ủy ban nhân dân xã Thử Nghiệm xem xét lại trước ngày 21/12/2026"] },
        { "register-book", ["Số bị hủy, không dùng lại. Lý do: Phiên làm việc bị gián đoạn trước khi ký", "Tổng số: 48 số, trong đó đã sử dụng 44, bị hủy 4; số bản: 88; phí: 176.000 đồng."] },
        { "related-act-correction", ["VĂN BẢN SỬA LỖI KỸ THUẬT", "tờ bản đồ số 8", "7K2QX-0VB4N-M8RST-C1DEF-GH9JKW"] },
        { "related-act-amendment", ["VĂN BẢN SỬA ĐỔI, BỔ SUNG", "Căn cứ: Luật Công chứng số 46/2024/QH15", "Văn bản thỏa thuận ngày 27/11/2026", "thanh toán hai lần"] },
        { "related-act-cancellation", ["VĂN BẢN HỦY BỎ", "Lý do: các bên thỏa thuận hủy bỏ hợp đồng."] },
        { "related-act-unnumbered", ["VĂN BẢN CHẤM DỨT", "chấm dứt hiệu lực kể từ khi văn bản này có hiệu lực"] },
        { "lookup-snapshot", ["BẢN IN THÔNG TIN TRA CỨU TỪ CƠ SỞ DỮ LIỆU", "Luật Công chứng 46/2024/QH15 Điều 67", "Chưa kết hôn"] },
        { "signing-photo-print", ["ẢNH CHỤP THỜI ĐIỂM KÝ", "640 x 480", "Vũ Thị Công Chứng"] },
        { "signing-photo-print-turned", ["ẢNH CHỤP THỜI ĐIỂM KÝ", "640 x 480"] },
    };

    [SkippableTheory]
    [MemberData(nameof(Words))]
    public void Compose_EveryPaper_TextComesOutAsTheSameText(string name, string[] expected)
    {
        string text = string.Join(' ', prints.Text(name));

        Assert.True(text.IsNormalized(NormalizationForm.FormC), "the extracted text is not in NFC");
        Assert.All(expected, words => Assert.Contains(words, text, StringComparison.Ordinal));
    }

    [SkippableFact]
    public void Compose_EveryPage_HasMarkCodeAndNumber()
    {
        Assert.Equal(Words.Count(), prints.Papers.Count);
        foreach ((string name, ComposedPaper paper) in prints.Papers)
        {
            string[] pages = prints.Text(name);
            Assert.Equal(paper.Pages, pages.Length);
            Assert.True(paper.IsMarked);
            for (int index = 0; index < pages.Length; index++)
            {
                Assert.Contains("BẢN THỬ NGHIỆM, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ", pages[index], StringComparison.Ordinal);
                Assert.Contains("Mã tra cứu: 7K2QX-0VB4N-M8RST-C1DEF-GH9JKW", pages[index], StringComparison.Ordinal);
                Assert.Contains($"Trang {index + 1}/{pages.Length}", pages[index], StringComparison.Ordinal);
            }
        }
    }

    /// <summary>A QR code of this address has at least 29 by 29 modules, so hundreds of rectangles in the foot.</summary>
    [SkippableFact]
    public void Compose_EveryPage_HasACodeInItsFoot()
    {
        foreach ((string name, ComposedPaper paper) in prints.Papers)
        {
            PdfDocument document = PdfDocument.Open(paper.Pdf);
            foreach (PdfPage page in PageTree.Read(document.Latest))
            {
                string content = Encoding.ASCII.GetString(document.Decode((PdfStream)document.Latest.Resolve(page.Dictionary["Contents"])).Span);
                int modules = Regex.Matches(content, @"(?m)^\S+ (\S+) \S+ \S+ re$").Count(match => double.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) < 62);
                Assert.True(modules > 200, $"{name}: {modules} modules");
            }
        }
    }

    [SkippableFact]
    public void Compose_EveryPaper_KeepsTheRulesOfItsArchiveStandard()
    {
        foreach ((string name, ComposedPaper paper) in prints.Papers)
        {
            byte[] pdf = paper.Pdf.ToArray();
            int part = Encoding.Latin1.GetString(pdf).Contains("/EmbeddedFiles", StringComparison.Ordinal) ? 3 : 2;
            IReadOnlyList<string> findings = ArchiveRules.Judge(pdf, part);
            Assert.True(findings.Count == 0, $"{name}: {string.Join("; ", findings)}");
        }
    }

    [SkippableFact]
    public void Compose_EveryPaper_IsTaggedFromTheDocumentToEveryMark()
    {
        foreach ((string name, ComposedPaper paper) in prints.Papers)
        {
            PdfDocument document = PdfDocument.Open(paper.Pdf);
            PdfDictionary catalog = document.Latest.Catalog;
            Assert.Equal("vi-VN", document.Latest.Get<PdfString>(catalog, "Lang")!.ToText());
            var tree = new StructureWalk(document);
            int marks = 0;
            foreach (PdfPage page in PageTree.Read(document.Latest))
            {
                string content = Encoding.ASCII.GetString(document.Decode((PdfStream)document.Latest.Resolve(page.Dictionary["Contents"])).Span);
                foreach (Match match in Regex.Matches(content, @"/(\w+) <</MCID (\d+)>> BDC"))
                {
                    Assert.Equal(match.Groups[1].Value, tree.TypeOf(page.Reference, int.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture)));
                    marks++;
                }
            }

            Assert.True(marks == tree.Count && marks > 10, $"{name}: {marks} marks, {tree.Count} in the tree");
            Assert.Contains("H1", tree.Types);
            Assert.All(tree.Figures, words => Assert.False(string.IsNullOrWhiteSpace(words), $"{name}: a figure without words"));
        }
    }
}
