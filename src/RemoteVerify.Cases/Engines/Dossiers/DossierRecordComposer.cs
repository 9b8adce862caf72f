using System.Globalization;
using RemoteVerify.Cases.Dossiers.Exporting;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Dossiers;

/// <summary>Composes the readable copy of a whole case: what <c>dossier.json</c> says, for people.</summary>
public sealed class DossierRecordComposer(DocumentFonts fonts) : IDossierComposer
{
    private const double QrSide = 78;

    private static readonly TextStyle Bold = new(10, Bold: true);
    private static readonly ParagraphStyle Cells = new() { Text = new TextStyle(9), SpaceAfter = 0, LineSpacing = 1.2 };

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Compose(DossierRecord record, string caseAddress)
    {
        ArgumentNullException.ThrowIfNull(record);
        DocumentComposer composer = new(new ComposerOptions
        {
            Title = $"Bản sao hồ sơ {record.Case.Code}",
            Fonts = fonts,
            Created = record.Export.At,
            Author = record.Export.Office,
            Footer = new RunningText { Left = record.Case.Code, Right = "Trang {page}/{pages}", Style = new TextStyle(8, Color: RgbColor.Gray) },
            Mark = TestMark.For(record.Case.IsTest),
        });
        Opening(composer, record, caseAddress);
        Rows(composer, "Người tham gia", [1.6, 1.2, 1, 1], ["Họ và tên", "Số định danh", "Vai trò", "Loại"],
            record.People.Select(one => new[] { one.FullName, one.PersonalNumber, one.Role, one.Kind.ToString() }));
        Rows(composer, "Thông tin trong biểu mẫu", [1.4, 2.2, 1.2], ["Mục", "Nội dung", "Nguồn"], record.Fields.Select(one => new[] { one.Name, one.Value, one.Source.ToString() }));
        Rows(composer, "Sự đồng ý", [1.2, 1.6, 1.4, 1.4], ["Người", "Mục đích", "Trả lời", "Thời điểm"],
            record.Consents.Select(one => new[] { one.Participant.Value, one.Purpose, Answer(one), VietnamTime.Print(one.At) }));
        Rows(composer, "Giấy tờ", [0.5, 1.6, 1.2, 2.6], ["Mã", "Loại", "Thời điểm", "SHA-256"], record.Papers.Select(one => new[] { one.Id, one.Need, VietnamTime.Print(one.At), Halves(one.Sha256) }));
        Rows(composer, "Văn bản", [1, 1, 3], ["Nguồn gốc", "Kích thước", "SHA-256"],
            record.Document is { } document ? [[document.Origin.ToString(), Number(document.Length), Halves(document.Sha256)]] : []);
        Rows(composer, "Chữ ký trên văn bản", [1.6, 1, 1.4, 2], ["Người ký", "Tư cách", "Thời điểm", "Chứng thư số"],
            record.Signatures.Select(one => new[] { one.Name ?? one.By, one.Kind == "officer" ? "người có thẩm quyền" : "người tham gia", VietnamTime.Print(one.At), one.CertificateSerial }));
        foreach (RecordedVerification verification in record.Verifications)
        {
            Identity(composer, verification);
        }

        Rows(composer, "Tin nhắn", [1, 1.2, 3], ["Từ", "Thời điểm", "Nội dung"], record.Messages.Select(one => new[] { one.FromOffice ? "cơ quan" : "người dân", VietnamTime.Print(one.At), one.Text }));
        Rows(composer, "Lịch hẹn", [2, 1.4, 1], ["Nơi", "Thời điểm", "Tình trạng"], record.Appointments.Select(one => new[] { one.ServicePoint, VietnamTime.Print(one.At), one.State }));
        Rows(composer, "Phí, lệ phí", [0.6, 1.2, 1.4, 1.4], ["Mã", "Số tiền (đồng)", "Yêu cầu lúc", "Đã nộp lúc"],
            record.Payments.Select(one => new[] { one.Id, Number(one.AmountVnd), VietnamTime.Print(one.AskedAt), one.PaidAt is { } paid ? VietnamTime.Print(paid) : "chưa" }));
        Rows(composer, "Kết quả", [2, 1, 1.4, 1], ["Tên", "Số", "Cấp lúc", "Tình trạng"], record.Results.Select(one => new[] { one.Title, one.Number ?? "-", VietnamTime.Print(one.IssuedAt), one.State }));
        Rows(composer, "Nhật ký", [0.6, 1.3, 1.5, 1.5, 1], ["Lá", "Thời điểm", "Việc", "Ai", "Kết quả"],
            record.Trail.Select(one => new[] { Number(one.Index), VietnamTime.Print(one.At), one.Act, $"{one.Actor} ({one.Role})", one.Result }));
        Rows(composer, "Tệp kèm theo", [2.2, 0.7, 2.6], ["Tệp", "Byte", "SHA-256"], record.Files.Select(one => new[] { one.Name, one.Length is { } length ? Number(length) : "-", Halves(one.Sha256) }));
        Rows(composer, "Không có trong tệp này", [1], ["Tên và lý do"], record.NotIncluded.Select(one => new[] { one }));
        return composer.ToPdf();
    }

    /// <summary>The QR code at the top left (Circular 01/2023/TT-VPCP article 26) and beside it what the code is about, in words.</summary>
    private static void Opening(DocumentComposer composer, DossierRecord record, string caseAddress)
    {
        PageCanvas page = composer.Canvas;
        double left = PageMargins.Administrative.Left;
        double top = composer.Cursor;
        page.QrCode(caseAddress, new Frame(left, top - QrSide, QrSide, QrSide), $"Mã QR mở hồ sơ {record.Case.Code} trên bàn làm việc của cán bộ");
        page.TextBlock(
            new Frame(left + QrSide + 12, top - QrSide, composer.TextWidth - QrSide - 12, QrSide),
            [
                new TextRun(record.Export.Office, Bold),
                new TextRun("\nBẢN SAO HỒ SƠ", new TextStyle(15, Bold: true)),
                new TextRun(record.Case.IsTest ? "\nBẢN THỬ NGHIỆM, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ" : string.Empty, Bold),
                new TextRun($"\nMã hồ sơ: {record.Case.Code}. Mã thủ tục: {record.Case.Procedure}. Hệ thống: RemoteVerify.", new TextStyle(9)),
                new TextRun($"\nLập lúc: {VietnamTime.Print(record.Export.At)}.", new TextStyle(9)),
            ],
            new ParagraphStyle { Text = new TextStyle(9), LineSpacing = 1.25, SpaceAfter = 0 });
        composer.Space(QrSide + 10);
        composer.Table(new Table
        {
            ColumnWeights = [1, 2.6],
            Style = Cells with { Text = new TextStyle(10) },
            Rows =
            [
                Row("Tên hồ sơ", record.Case.Title),
                Row("Thủ tục", record.Case.ProcedureTitle),
                Row("Trạng thái", record.Case.State),
                Row("Số vào sổ", record.Case.Number ?? "chưa có"),
                Row("Mở lúc", VietnamTime.Print(record.Case.OpenedAt)),
                Row("Người xuất hồ sơ", record.Export.Officer),
                Row("Dùng để", record.Export.Reason),
            ],
        });
    }

    private static void Identity(DocumentComposer composer, RecordedVerification one)
    {
        composer.Heading($"Xác minh danh tính {one.Participant}: {one.State}", 2, Section);
        if (one.Holder is { } holder)
        {
            composer.Paragraph($"Trên chip: {holder.FullName}, {holder.PersonalNumber}, sinh {holder.BirthDate}. Chip: {one.ChipVerdict}, {one.ChipAssurance ?? "không ghi nhận"}.", Cells with { SpaceAfter = 4 });
        }

        if (one.DecidedBy is { } officer)
        {
            composer.Paragraph($"Quyết định của {officer}: {one.DecisionReason}", Cells with { SpaceAfter = 4 });
        }

        foreach (RecordedCapture capture in one.Captures)
        {
            Rows(composer, string.Create(CultureInfo.InvariantCulture, $"Lần ghi hình {capture.Number}: {VerdictWords.Of(capture.Verdict)}, {VietnamTime.Print(capture.EndedAt)}"), [1.5, 0.7, 0.7, 1, 2.4],
                ["Kiểm tra", "Giá trị", "Ngưỡng", "Kết quả", "Giải thích"],
                capture.Checks.Select(check => new[] { check.Name, Measured(check.Value), Measured(check.Threshold), VerdictWords.Of(check.Verdict), check.Message }), level: 3);
        }
    }

    private static ParagraphStyle Section => new() { Text = new TextStyle(12, Bold: true), SpaceBefore = 8, SpaceAfter = 4, KeepWithNext = true };

    /// <summary>A section with its table; nothing where there is nothing.</summary>
    private static void Rows(DocumentComposer composer, string title, double[] weights, string[] head, IEnumerable<string[]> rows, int level = 2)
    {
        TableRow[] lines = [.. rows.Select(row => new TableRow(row))];
        if (lines.Length == 0)
        {
            return;
        }

        composer.Heading(title, level, level == 2 ? Section : Section with { Text = new TextStyle(10, Bold: true) });
        composer.Table(new Table
        {
            ColumnWeights = weights,
            Style = Cells,
            PaddingPoints = 3,
            Rows = [new TableRow([.. head.Select(name => new TableCell([new TextRun(name, new TextStyle(9, Bold: true))]))]) { IsHeader = true }, .. lines],
        });
    }

    private static TableRow Row(string name, string value) => new([new TableCell([new TextRun(name, Bold)]), new TableCell(value)]);

    private static string Answer(Cases.Dossiers.Consent consent) =>
        consent.WithdrawnAt is { } at ? $"đồng ý, rút lại {VietnamTime.Print(at)}" : consent.Given ? "đồng ý" : "không đồng ý";

    private static string Measured(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "-";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Halves(string hex) => hex.Length == 64 ? $"{hex[..32]}\n{hex[32..]}" : hex;
}
