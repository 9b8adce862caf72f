// Law 20/2023/QH15 article 12 (form conversion), Decree 30/2020/ND-CP annex I (block of an official e-copy: top right of
// page 1, Times New Roman 10 upright black, no picture of the seal).
using System.Globalization;
using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Copies;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Cases.Engines;

/// <summary>
/// Composes a certified copy: every page of the original, scaled a little to make room, with the copy's block and QR;
/// then a statement; the sealed original is embedded unchanged.
/// </summary>
/// <param name="fonts">The Decree asks for Times New Roman; its metric twin will do.</param>
public sealed class CertifiedCopyComposer(DocumentFonts fonts) : ICertifiedCopyComposer
{
    /// <summary>Most pages of an original.</summary>
    public const int MaximumPages = 500;

    private const double Edge = 24;
    private const double BandHeight = 66;
    private const double QrSide = 58;

    private static readonly TextStyle Ten = new(10);
    private static readonly TextStyle Small = new(8, Color: RgbColor.Gray);

    /// <inheritdoc/>
    public Outcome<ReadOnlyMemory<byte>> Compose(CertifiedCopyOrder order)
    {
        try
        {
            PdfDocument original = PdfDocument.Open(order.Original);
            int pages = PageTree.Read(original.Latest).Count;
            if (pages is 0 or > MaximumPages)
            {
                return NotComposed("page-count");
            }

            var composer = new DocumentComposer(new ComposerOptions
            {
                Title = $"Bản sao y: {order.Title}",
                Fonts = fonts,
                Created = order.IssuedAt,
                Author = order.Organisation,
                Conformance = ArchiveConformance.PdfA3b,
                Footer = new RunningText { Center = "Trang {page}/{pages}", Style = Small },
                Mark = TestMark.For(order.IsTest),
            });
            for (int number = 1; number <= pages; number++)
            {
                AddPage(composer, DocumentComposer.Import(original, number, withAppearances: true), order, number, pages);
            }

            AddStatement(composer, order, pages);
            composer.AttachFile(new AssociatedFile("ban-goc.pdf", "application/pdf", order.Original, FileRelationship.Source, order.IssuedAt)
            {
                Description = "Bản điện tử gốc, nguyên vẹn, có các chữ ký số",
            });
            return new ReadOnlyMemory<byte>(composer.ToPdf());
        }
        catch (PdfFormatException)
        {
            return NotComposed("broken-file");
        }
    }

    private static Refusal NotComposed(string reason) =>
        new(RefusalCode.OriginalNotValid, "No copy can be composed from this original; the reason says why.", [], [reason]);

    /// <summary>A page of A4, upright or lying as the original's, with a band at the top that the original keeps clear of.</summary>
    private static void AddPage(DocumentComposer composer, ImportedPage page, CertifiedCopyOrder order, int number, int pages)
    {
        bool lying = page.Size.Width > page.Size.Height;
        PageSize size = lying ? new PageSize(PageSize.A4.Height, PageSize.A4.Width) : PageSize.A4;
        composer.NewPage(size);
        double bandBottom = size.Height - Edge - BandHeight;
        var room = new Frame(Edge, Edge + 14, size.Width - (2 * Edge), bandBottom - Edge - 20);
        composer.Canvas.ImportedPage(page, room, $"Trang {number} của bản gốc");
        var qr = new Frame(Edge, size.Height - Edge - QrSide, QrSide, QrSide);
        composer.Canvas.QrCode(order.CheckAddress, qr, $"Mã QR tra cứu: {order.Code}");
        composer.Canvas.TextBlock(
            new Frame(qr.Right + 6, bandBottom, 210, BandHeight),
            [new TextRun("Mã tra cứu\n", Small), new TextRun($"{order.Code}\n", new TextStyle(9, Bold: true)), new TextRun(CheckHost(order), Small)],
            new ParagraphStyle { Text = Small, LineSpacing = 1.2 });
        string block = number == 1
            ? $"Sao y\n{order.Organisation}\n{VietnamTime.Print(order.IssuedAt)}"
            : string.Create(CultureInfo.InvariantCulture, $"Sao y - trang {number}/{pages}");
        double width = 230;
        composer.Canvas.TextBlock(
            new Frame(size.Width - Edge - width, bandBottom, width, BandHeight),
            block,
            new ParagraphStyle { Text = Ten, Alignment = TextAlignment.Right, LineSpacing = 1.2 });
        composer.Canvas.Line(Edge, bandBottom, size.Width - Edge, bandBottom, 0.5, RgbColor.Gray);
    }

    private static string CheckHost(CertifiedCopyOrder order) =>
        Uri.TryCreate(order.CheckAddress, UriKind.Absolute, out Uri? address) ? $"Kiểm tra tại {address.Authority}" : "";

    private static void AddStatement(DocumentComposer composer, CertifiedCopyOrder order, int pages)
    {
        composer.NewPage();
        composer.Canvas.QrCode(order.CheckAddress, new Frame(Edge, PageSize.A4.Height - Edge - QrSide, QrSide, QrSide), $"Mã QR tra cứu: {order.Code}");
        var centred = new ParagraphStyle { Alignment = TextAlignment.Center, Text = new TextStyle(12, Bold: true), SpaceAfter = 2 };
        composer.Paragraph(order.Organisation.ToUpper(CultureInfo.GetCultureInfo("vi-VN")), centred);
        composer.Heading("BẢN SAO Y TỪ BẢN ĐIỆN TỬ GỐC", 1);
        composer.Space(6);
        composer.Paragraph(
            $"Bản sao này gồm {pages} trang, được lập từ bản điện tử gốc lưu trong hệ thống {order.SystemName} của {order.Organisation}. "
            + "Hình ảnh chữ ký trên trang chỉ để xem; chữ ký số có giá trị nằm trong bản gốc đính kèm.",
            new ParagraphStyle { Alignment = TextAlignment.Justify });
        composer.Table(new Table
        {
            ColumnWeights = [1, 2.4],
            Rows =
            [
                Row("Tên văn bản", order.Title),
                Row("Cơ quan sao y", order.Organisation),
                Row("Thời điểm sao y", VietnamTime.Print(order.IssuedAt)),
                Row("Mã tra cứu", order.Code),
                Row("Địa chỉ tra cứu", order.CheckAddress),
                Row("SHA-256 của bản gốc", InHalves(order.OriginalSha256.Hex)),
                Row("Bản gốc đính kèm", "ban-goc.pdf"),
            ],
        });
        composer.Heading("Chữ ký số của bản gốc", 2);
        composer.Table(new Table
        {
            ColumnWeights = [1.6, 1.5, 1.2],
            Style = new ParagraphStyle { Text = Ten, SpaceAfter = 0, LineSpacing = 1.2 },
            Rows =
            [
                new TableRow("Người ký", "Thời điểm ký", "Kết quả kiểm tra") { IsHeader = true },
                .. order.Signatures.Select(s => new TableRow(s.Signer ?? "", Time(s), Word(s))),
            ],
        });
        composer.Paragraph(
            "Bản sao được ký số bởi con dấu điện tử của cơ quan sao y. Quét mã QR hoặc nhập mã tra cứu để đối chiếu với bản gốc.",
            new ParagraphStyle { Text = Ten });
        if (order.IsTest)
        {
            composer.Paragraph("BẢN THỬ NGHIỆM, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ / TEST, WITHOUT LEGAL EFFECT", centred with { Text = new TextStyle(10, Bold: true), SpaceBefore = 10 });
        }
    }

    private static TableRow Row(string name, string value) => new(
        [new TableCell([new TextRun(name, new TextStyle(11, Bold: true))]), new TableCell([new TextRun(value, new TextStyle(11))])]);

    private static string InHalves(string hex) => $"{hex[..32]}\n{hex[32..]}";

    private static string Time(SignatureVerdict signature) =>
        (signature.BestSignatureTime ?? signature.SigningTime) is { } at ? VietnamTime.Print(at) : "";

    private static string Word(SignatureVerdict signature) => signature.Indication switch
    {
        "TOTAL_PASSED" => "Hợp lệ",
        "TOTAL_FAILED" => "Không hợp lệ",
        _ => "Chưa đủ căn cứ",
    };
}

internal static class TestMark
{
    /// <summary>What stands over every page of a trial.</summary>
    public static PageMark? For(bool isTest) => isTest ? new PageMark("BẢN THỬ NGHIỆM / TEST") { Opacity = 0.12 } : null;
}
