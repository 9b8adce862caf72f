using System.Globalization;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines;

/// <summary>Composes the report of a verification's evidence for the dossier.</summary>
/// <param name="fonts">Fonts.</param>
/// <param name="toJpeg">Turns a picture of another format (a chip's JPEG 2000 portrait) into a JPEG; null when it can't.</param>
public sealed class EvidenceReportComposer(DocumentFonts fonts, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>?> toJpeg) : IEvidenceReportComposer
{
    private const double PictureHeight = 150;
    private const int MaximumPictures = 4;

    private static readonly TextStyle Body = new(10);
    private static readonly TextStyle Bold = new(10, Bold: true);
    private static readonly TextStyle Small = new(8.5);
    private static readonly ParagraphStyle Cells = new() { Text = Small, SpaceAfter = 0, LineSpacing = 1.15 };

    /// <inheritdoc/>
    public Outcome<ReadOnlyMemory<byte>> Compose(EvidenceReportOrder order)
    {
        try
        {
            var composer = new DocumentComposer(new ComposerOptions
            {
                Title = $"Báo cáo bằng chứng xác minh danh tính {order.File.Code}",
                Fonts = fonts,
                Created = order.ComposedAt,
                Author = order.Organisation,
                Conformance = ArchiveConformance.PdfA3b,
                Footer = new RunningText { Left = order.File.Code, Right = "Trang {page}/{pages}", Style = new TextStyle(8, Color: RgbColor.Gray) },
                Mark = TestMark.For(order.File.IsTest),
            });
            Opening(composer, order);
            Person(composer, order);
            foreach (ShownCapture capture in order.Evidence.Captures)
            {
                Capture(composer, order, capture);
                Attach(composer, order, capture);
            }

            Abandoned(composer, order);
            return new ReadOnlyMemory<byte>(composer.ToPdf());
        }
        catch (PdfFormatException)
        {
            return new Refusal(RefusalCode.EvidenceDestroyed, "A stored picture can't be drawn. Look at the evidence on the screen.", [], ["broken-picture"]);
        }
    }

    private static void Opening(DocumentComposer composer, EvidenceReportOrder order)
    {
        composer.Paragraph(order.Organisation, new ParagraphStyle { Text = Bold, Alignment = TextAlignment.Center, SpaceAfter = 2 });
        composer.Heading("BÁO CÁO BẰNG CHỨNG XÁC MINH DANH TÍNH", 1);
        if (order.File.IsTest)
        {
            composer.Paragraph(
                "BẢN THỬ NGHIỆM, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ / TEST, WITHOUT LEGAL EFFECT",
                new ParagraphStyle { Text = Bold, Alignment = TextAlignment.Center });
        }

        Verification verification = order.Evidence.Verification;
        composer.Table(new Table
        {
            ColumnWeights = [1, 2.2],
            Style = new ParagraphStyle { Text = Body, SpaceAfter = 0, LineSpacing = 1.15 },
            Rows =
            [
                Row("Hồ sơ", $"{order.File.Code} - {order.File.Title}"),
                Row("Phiên xác minh", verification.File.Id.ToString()),
                Row("Kết quả", Result(verification)),
                Row("Thời điểm lập báo cáo", VietnamTime.Print(order.ComposedAt)),
            ],
        });
    }

    private static void Person(DocumentComposer composer, EvidenceReportOrder order)
    {
        ChipHolder holder = order.Evidence.Holder;
        ChipProof chip = order.Evidence.Verification.Chip;
        composer.Heading("1. Người được xác minh và chip", 2);
        composer.Table(new Table
        {
            ColumnWeights = [1, 2.2],
            Style = new ParagraphStyle { Text = Body, SpaceAfter = 0, LineSpacing = 1.15 },
            Rows =
            [
                Row("Họ và tên (trên chip)", holder.FullName),
                Row("Số định danh cá nhân", holder.PersonalNumber),
                Row("Ngày sinh / giới tính", $"{holder.BirthDate} / {holder.Sex}"),
                Row("Giấy tờ có giá trị đến", holder.ExpiryDate.Length == 0 ? "không thời hạn" : holder.ExpiryDate),
                Row("Kết luận về chip", $"{chip.Verdict}, {VietnamTime.Print(chip.At)}"),
                Row("Chip tự chứng minh", PossessionInWords(chip.Possession)),
                Row("Lưu ý", chip.Warnings.Count == 0 ? "không có" : string.Join(", ", chip.Warnings)),
                Row("SHA-256 EF.SOD", InHalves(chip.SodSha256.Hex)),
                Row("SHA-256 EF.DG2", InHalves(chip.Dg2Sha256.Hex)),
            ],
        });
    }

    private static string PossessionInWords(ChipPossession? possession) => possession switch
    {
        null => "không ghi nhận",
        { IsCloneable: true } => "không có khóa: dữ liệu chip có thể bị sao chép (cloneable)",
        var shown => string.Join(", ", new[]
        {
            shown.ActiveAuthentication ? "Active Authentication" : null,
            shown.ChipAuthentication ? "Chip Authentication" : null,
            shown.IsRelayed ? "máy chủ tự đọc chip" : "ứng dụng đọc chip",
        }.OfType<string>()),
    };

    private void Capture(DocumentComposer composer, EvidenceReportOrder order, ShownCapture capture)
    {
        CaptureAttempt attempt = capture.Attempt;
        CaptureEvidence evidence = attempt.Evidence!;
        composer.Heading(string.Create(CultureInfo.InvariantCulture, $"2.{attempt.Number}. Lần ghi hình {attempt.Number}: {VerdictWords.Of(attempt.Verdict)}"), 2);
        Pictures(composer, order, capture);
        composer.Paragraph(
            $"{VietnamTime.Print(attempt.OpenedAt)} - {VietnamTime.Print(attempt.EndedAt)}"
            + (attempt.Reasons.Count == 0 ? "" : $"; lý do: {string.Join(", ", attempt.Reasons)}"),
            new ParagraphStyle { Text = Body });
        composer.Table(new Table
        {
            ColumnWeights = [1.5, 0.7, 0.7, 0.8, 2.6],
            Style = Cells,
            PaddingPoints = 2.5,
            Rows =
            [
                new TableRow("Kiểm tra", "Giá trị", "Ngưỡng", "Kết quả", "Giải thích / nguồn ngưỡng") { IsHeader = true },
                .. evidence.Checks.Select(c => new TableRow(c.Name, Number(c.Value), Number(c.Threshold), VerdictWords.Of(c.Verdict), $"{c.Message} [{c.Source}]")),
            ],
        });
        if (evidence.Steps.Count > 0)
        {
            composer.Table(new Table
            {
                ColumnWeights = [2, 1, 1, 1],
                Style = Cells,
                PaddingPoints = 2.5,
                Rows =
                [
                    new TableRow("Bước yêu cầu", "Hiện ra sau", "Đáp sau", "Kết quả") { IsHeader = true },
                    .. evidence.Steps.Select(s => new TableRow(s.Kind, Seconds(s.RevealedAfter), s.AnsweredAfter is { } a ? Seconds(a) : "-", s.Passed ? "đúng" : "không đúng")),
                ],
            });
        }

        composer.Table(new Table
        {
            ColumnWeights = [1, 2.6],
            Style = Cells,
            PaddingPoints = 2.5,
            Rows =
            [
                .. Sets(evidence.ModelSet),
                .. evidence.Models.Select(m => new TableRow($"Mô hình {m.Name}", m.Sha256.Hex)),
                new TableRow("Chuỗi băm khung hình", evidence.ChainSha256.Length == 0 ? "-" : evidence.ChainSha256),
                new TableRow("Gói bằng chứng SHA-256", evidence.PackageSha256.Hex),
                new TableRow("Chữ ký gói bằng chứng", SealInWords(evidence.Seal)),
                .. evidence.Pictures.Select(p => new TableRow($"Ảnh {p.Label}", p.Sha256.Hex)),
            ],
        });
    }

    /// <summary>The package and its signature as files of the report: whoever has the report can check them without this service.</summary>
    private static void Attach(DocumentComposer composer, EvidenceReportOrder order, ShownCapture capture)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"bang-chung-{capture.Attempt.Number}.json");
        composer.AttachFile(new AssociatedFile(name, "application/json", capture.Package, FileRelationship.Data, order.ComposedAt)
        {
            Description = "Gói bằng chứng của lần ghi hình, dạng JSON chuẩn",
        });
        if (capture.Signature is { } signature)
        {
            composer.AttachFile(new AssociatedFile($"{name}.p7s", "application/pkcs7-signature", signature, FileRelationship.Supplement, order.ComposedAt)
            {
                Description = "Chữ ký CMS tách rời trên gói bằng chứng",
            });
        }
    }

    private static string SealInWords(EvidenceSeal? seal) => seal switch
    {
        null => "không có (ghi hình trước khi gói được ký riêng)",
        { Signature: null } => "CHƯA KÝ: khóa bằng chứng không dùng được lúc ghi hình",
        { TimestampedAt: { } at } => $"đã ký, dấu thời gian {VietnamTime.Print(at)}",
        _ => "đã ký, CHƯA CÓ dấu thời gian",
    };

    /// <summary>The chip's portrait at the left, proof frames beside it, all of one height.</summary>
    private void Pictures(DocumentComposer composer, EvidenceReportOrder order, ShownCapture capture)
    {
        var pictures = new List<(string Label, ComposedImage Image)>();
        if (Load(order.Evidence.Portrait) is { } portrait)
        {
            pictures.Add(("Ảnh trên chip (DG2)", portrait));
        }

        foreach (CapturedPicture picture in capture.Pictures.Take(MaximumPictures))
        {
            if (Load(picture.Jpeg) is { } image)
            {
                pictures.Add((picture.Label, image));
            }
        }

        if (pictures.Count == 0)
        {
            return;
        }

        const double gap = 8;
        double widths = pictures.Sum(p => PictureHeight * p.Image.WidthPixels / p.Image.HeightPixels);
        double scale = Math.Min(1, (composer.TextWidth - (gap * (pictures.Count - 1))) / widths);
        double height = PictureHeight * scale;
        composer.EnsureRoom(height + 20);
        double left = PageMargins.Administrative.Left;
        double top = composer.Cursor;
        foreach ((string label, ComposedImage image) in pictures)
        {
            double width = height * image.WidthPixels / image.HeightPixels;
            composer.Canvas.Image(image, new Frame(left, top - height, width, height), label);
            composer.Canvas.TextBlock(
                new Frame(left, top - height - 14, Math.Max(width, 40), 12), label, new ParagraphStyle { Text = new TextStyle(7.5), SpaceAfter = 0 });
            left += width + gap;
        }

        composer.Space(height + 20);
    }

    private static void Abandoned(DocumentComposer composer, EvidenceReportOrder order)
    {
        CaptureAttempt[] abandoned = [.. order.Evidence.Verification.File.Captures.Where(c => c.Evidence is null)];
        if (abandoned.Length > 0)
        {
            composer.Heading("3. Lần ghi hình bỏ dở", 2);
            composer.Paragraph(
                string.Join("; ", abandoned.Select(a => string.Create(CultureInfo.InvariantCulture, $"lần {a.Number}: {VietnamTime.Print(a.OpenedAt)}"))),
                new ParagraphStyle { Text = Body });
        }
    }

    private ComposedImage? Load(ReadOnlyMemory<byte> picture)
    {
        bool isJpeg = picture.Length > 2 && picture.Span[0] == 0xFF && picture.Span[1] == 0xD8;
        ReadOnlyMemory<byte>? jpeg = isJpeg ? picture : toJpeg(picture);
        return jpeg is { IsEmpty: false } bytes ? ComposedImage.FromJpeg(bytes) : null;
    }

    private static string Result(Verification verification) => verification switch
    {
        Passed { Officer: null } => "Đạt (theo các kiểm tra tự động)",
        Passed => "Đạt (người có thẩm quyền quyết định)",
        Declined => "Không chấp nhận (người có thẩm quyền quyết định)",
        WithOfficer w => $"Chờ người có thẩm quyền: {string.Join(", ", w.Reasons)}",
        Cancelled => "Đã hủy, không có kết quả",
        _ => "Đang tiến hành",
    };

    private static IEnumerable<TableRow> Sets(ModelSetUsed? set) =>
        set is null ? [] : [new TableRow("Bộ mô hình", $"{set.Name} (cấp: {set.Grade}); ngưỡng: {set.Thresholds}")];

    private static TableRow Row(string name, string value) => new([new TableCell([new TextRun(name, Bold)]), new TableCell(value)]);

    private static string InHalves(string hex) => $"{hex[..32]}\n{hex[32..]}";

    private static string Number(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "-";

    private static string Seconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s");
}
