using RemoteVerify.Cases;
using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cli.Commands.Papers;

/// <summary>One order of every paper, about people who don't exist.</summary>
internal sealed class SampleOrders(DocumentFonts fonts, ReadOnlyMemory<byte> photo, DateTimeOffset at)
{
    private const string Agency = "Ủy ban nhân dân xã Thử Nghiệm";
    private const string Office = "Văn phòng công chứng Thử Nghiệm";
    private const string Code = "7K2QX-0VB4N-M8RST-C1DEF-GH9JKW";
    private const string Address = "https://tra-cuu.example/check/7K2QX0VB4NM8RSTC1DEFGH9JKW";

    /// <summary>The longest kind of name: every letter class with its marks.</summary>
    public const string LongName = "Nguyễn Phúc Nguyễn Hoàng Bảo Khánh Trường Thưởng Quỳnh Diễm Ngọc Hạnh Duyên Thùy Đặng Vũ";

    private readonly PaperSigner _officer = new("Trần Thị Kiểm Thử", "Phó Chủ tịch", "KT. Chủ tịch") { Slot = "Countersignature" };
    private readonly PaperPerson _lan = new("Nguyễn Thị Thử Nghiệm", "Thẻ căn cước số 001199000011, Bộ Công an cấp ngày 02/01/2024")
    {
        BirthDate = "02/01/1999", Residence = "Thôn Mẫu, Xã Thử Nghiệm, Tỉnh Mẫu",
    };

    private readonly PaperPerson _mau = new("Lê Văn Mẫu", "Căn cước điện tử, số định danh cá nhân 001099000022")
    {
        BirthDate = "19/5/1990", Residence = "Tổ 5, Phường Giả Định, Tỉnh Ví Dụ",
    };

    private readonly PaperPerson _long = new(LongName, "Hộ chiếu số C0000000, Cục Quản lý xuất nhập cảnh cấp ngày 11/11/2023")
    {
        BirthDate = "1985", Residence = "Số 1, ngách 2, ngõ 3, đường Thử Nghiệm, Phường Giả Định, Tỉnh Ví Dụ",
    };

    /// <summary>Every paper with a name for its file.</summary>
    public IReadOnlyList<(string Name, PaperOrder Order)> All() =>
    [
        ("certified-paper-copy", CertifiedCopy()),
        ("certified-paper-copy-odd-sizes", CertifiedCopy() with { Original = SampleDocuments.OddSizes(fonts, at), Title = "Thẻ sinh viên và giấy chứng nhận" }),
        ("official-copy-sao-y", Copy(OfficialCopyForm.SaoY)),
        ("official-copy-sao-luc", Copy(OfficialCopyForm.SaoLuc)),
        ("official-copy-corrected", Copy(OfficialCopyForm.SaoY) with { Original = Corrected() }),
        ("official-copy-trich-sao", Copy(OfficialCopyForm.TrichSao, 2)),
        ("conversion-to-data", Conversion(ConversionDirection.PaperToData)),
        ("conversion-to-paper", Conversion(ConversionDirection.DataToPaper)),
        ("conversion-to-paper-odd-sizes", Conversion(ConversionDirection.DataToPaper) with { Original = SampleDocuments.OddSizes(fonts, at) }),
        ("register-extract", Extract()),
        ("notarial-statement", Statement()),
        ("signature-certification", Certification(receivedBy: null)),
        ("signature-certification-outside", Certification(receivedBy: "Phạm Thị Tiếp Nhận")),
        ("marital-certificate-marriage", Marital(Phrase("never-married"), Purpose(
            "marriage",
            ("spouse-name", _mau.FullName), ("spouse-birth-date", _mau.BirthDate!), ("spouse-identity-document", _mau.IdentityDocument),
            ("marriage-place", "Ủy ban nhân dân phường Giả Định, Tỉnh Ví Dụ")))),
        ("marital-certificate-other", Marital(
            Phrase("divorced", ("decision-number", "12/2024/QĐST-HNGĐ"), ("decision-date", "08/03/2024"), ("court", "Tòa án nhân dân khu vực 1, Tỉnh Mẫu")),
            Purpose("other", ("purpose-words", "làm thủ tục vay vốn ngân hàng.")))),
        ("appointment-slip", Slip()),
        ("supplement-request", Supplement()),
        ("refusal-slip", Refusal()),
        ("register-book", Book(48)),
        ("related-act-correction", Act(RelatedActKind.Correction)),
        ("related-act-amendment", Act(RelatedActKind.Amendment) with
        {
            Changes = [new("Trang 2, Điều 4", "thanh toán một lần trong 30 ngày", "thanh toán hai lần, mỗi lần một nửa, trong 30 ngày và 90 ngày kể từ ngày hợp đồng có hiệu lực")],
            Agreement = "Văn bản thỏa thuận ngày 27/11/2026 giữa Bên A và Bên B, có trong hồ sơ công chứng",
        }),
        ("related-act-cancellation", Act(RelatedActKind.Cancellation)),
        ("related-act-unnumbered", Act(RelatedActKind.Termination) with { Head = NotaryHead(), TargetNumber = null }),
        ("lookup-snapshot", Lookup()),
        ("signing-photo-print", Photo()),
        ("signing-photo-print-turned", Turned()),
    ];

    private PaperHead Head(string? number = null) =>
        new(["Ủy ban nhân dân Tỉnh Mẫu", Agency], "Xã Thử Nghiệm", at, Code, Address, IsTest: true) { Number = number, SealSlot = "OrganisationSeal" };

    private PaperHead NotaryHead(string? number = null) =>
        new(["Sở Tư pháp Tỉnh Mẫu", Office], "Xã Thử Nghiệm", at, Code, Address, IsTest: true) { Number = number, SealSlot = "OrganisationSeal" };

    public CertifiedPaperCopyOrder CertifiedCopy() => new(
        Head(), SampleDocuments.Diploma(fonts, at), "Bằng tốt nghiệp đại học của Nguyễn Thị Thử Nghiệm", "1285", "02/2026", _officer);

    public OfficialCopyOrder Copy(OfficialCopyForm form, params IReadOnlyList<int> pages) => new(
        Head(), SampleDocuments.Contract(fonts, at), "Hợp đồng chuyển nhượng quyền sử dụng đất", form, pages, "Kho kết quả Tỉnh Mẫu",
        [
            new SignatureVerdict("Signature_p1", "TOTAL_PASSED", null, _lan.FullName, at.AddDays(-2), at.AddDays(-2), true, false, true, "PAdES-B-T"),
            new SignatureVerdict("OrganisationSeal", "TOTAL_PASSED", null, Agency, at.AddDays(-1), at.AddDays(-1), true, true, true, "PAdES-B-T"),
        ]);

    /// <summary>The contract with a page that corrects it; what the page says does not matter to the copy.</summary>
    private PaperSource Corrected()
    {
        PaperSource contract = SampleDocuments.Contract(fonts, at);
        return contract with { Related = [new RelatedPage("VĂN BẢN SỬA LỖI KỸ THUẬT: Hợp đồng chuyển nhượng quyền sử dụng đất", Code, contract.Pdf)] };
    }

    public ConversionOrder Conversion(ConversionDirection direction) => new(
        Head("31/CĐ-UBND"),
        direction == ConversionDirection.PaperToData ? SampleDocuments.Diploma(fonts, at) : SampleDocuments.Contract(fonts, at),
        direction == ConversionDirection.PaperToData ? "Bằng tốt nghiệp đại học" : "Hợp đồng chuyển nhượng quyền sử dụng đất",
        direction, "Kho kết quả Tỉnh Mẫu", "Ủy ban nhân dân Tỉnh Mẫu",
        new PaperSigner("Hoàng Văn Chuyển", "Công chức Văn phòng - Thống kê") { Slot = "Countersignature" });

    private RegisterExtractOrder Extract() => new(
        Head("07/TLKS-BS"), "Sổ đăng ký khai sinh", "01/1999", "12", new DateOnly(1999, 1, 9),
        [
            new("Họ, chữ đệm, tên", _lan.FullName), new("Ngày, tháng, năm sinh", "02/01/1999"), new("Giới tính", "Nữ"), new("Dân tộc", "Kinh"),
            new("Quốc tịch", "Việt Nam"), new("Nơi sinh", "Trạm y tế Xã Thử Nghiệm, Tỉnh Mẫu"), new("Số định danh cá nhân", "001199000011"),
            new("Họ, chữ đệm, tên mẹ", "Đặng Thị Mẫu Mực"), new("Họ, chữ đệm, tên cha", LongName),
        ],
        _lan.FullName, _officer);

    public NotarialStatementOrder Statement()
    {
        var lead = new PaperSigner("Vũ Thị Công Chứng", "Công chứng viên") { Slot = "LeadNotary" };
        return new NotarialStatementOrder(
            NotaryHead(), SampleDocuments.Contract(fonts, at), "Hợp đồng chuyển nhượng quyền sử dụng đất", "1520/2026/CCGD",
            [
                new("BÊN A (Bên chuyển nhượng)", [new(_lan, "Bên A", "v1", false, "Signature_p1"), new(_long, "Bên A", "v1", true, "Signature_p2")]),
                new("BÊN B (Bên nhận chuyển nhượng)", [new(_mau, "Bên B", "v2", false, "Signature_p3")]),
            ],
            [new(new PaperPerson("Đỗ Thị Làm Chứng", "Thẻ căn cước số 001180000033"), "Người làm chứng", "v2", false, "Signature_p4")],
            [
                new("v1", $"{Office}, số 9 đường Thử Nghiệm, Xã Thử Nghiệm, Tỉnh Mẫu", lead),
                new("v2", "Văn phòng công chứng Ví Dụ, số 15 đường Giả Định, Phường Giả Định, Tỉnh Ví Dụ", new PaperSigner("Bùi Văn Điểm Cầu", "Công chứng viên") { Slot = "Notary_v2" }),
            ],
            lead, Office, "số 9 đường Thử Nghiệm, Xã Thử Nghiệm, Tỉnh Mẫu");
    }

    private SignatureCertificationOrder Certification(string? receivedBy) => new(
        Head(), SampleDocuments.Contract(fonts, at), "Giấy ủy quyền nhận lương hưu", _lan, "Signature_p1",
        receivedBy is null ? "trụ sở Ủy ban nhân dân xã Thử Nghiệm" : "nhà riêng của người yêu cầu, Thôn Mẫu, Xã Thử Nghiệm", receivedBy is not null, receivedBy, "88", "01/2026", _officer);

    /// <summary>A phrase of the delivered procedure with its values.</summary>
    public FilledSentence Phrase(string id, params (string Field, string Value)[] values) =>
        new(Rules.Phrases.Single(phrase => phrase.Id == id).TextVi, values.ToDictionary(v => v.Field, v => v.Value));

    /// <summary>A purpose of the delivered procedure with its values.</summary>
    public CertificatePurpose Purpose(string id, params (string Field, string Value)[] values)
    {
        MaritalPurpose purpose = Rules.Purposes.Single(p => p.Id == id);
        return new CertificatePurpose(new FilledSentence(purpose.TextVi, values.ToDictionary(v => v.Field, v => v.Value)), purpose is { NamesSpouse: true, MaximumCopies: 1 });
    }

    private MaritalOptions Rules => ProcedureCatalog.Delivered().Find("marital-certificate", VietnamTime.Day(at)).Value.Marital!;

    public MaritalCertificateOrder Marital(FilledSentence status, CertificatePurpose purpose) => new(
        Head("215/UBND-XNTTHN") with { OfficialQr = Official("Giấy xác nhận tình trạng hôn nhân", "1.004873") with { ValidUntil = VietnamTime.Day(at).AddMonths(6), Scope = "cả nước" } },
        _lan.FullName,
        new MaritalSubject(_lan.FullName, "02/01/1999", "Nữ", "Kinh", "Việt Nam", _lan.IdentityDocument, _lan.Residence!),
        status, new ResidencePeriod("Xã Thử Nghiệm, Tỉnh Mẫu", new DateOnly(2017, 1, 2), VietnamTime.Day(at)), purpose, 6, _officer);

    private OfficialQr Official(string document, string procedure) =>
        new("H99.12.34-261129-0042", procedure, "0011*****011", document, "Hệ thống giải quyết TTHC Tỉnh Mẫu", at);

    private static SlipDossier Dossier { get; } = new(
        "H99.12.34-261129-0042", "1.004873", "Cấp Giấy xác nhận tình trạng hôn nhân", "Nguyễn Thị Thử Nghiệm", "Trung tâm Phục vụ hành chính công xã Thử Nghiệm",
        "số 1 đường Thử Nghiệm, Xã Thử Nghiệm, Tỉnh Mẫu", "7 giờ 30 đến 17 giờ, thứ Hai đến thứ Sáu", "0200 000 000");

    public AppointmentSlipOrder Slip() => new(
        Head("42/TNHS") with { OfficialQr = Official("Giấy tiếp nhận hồ sơ và hẹn trả kết quả", Dossier.ProcedureCode) with { DueAt = at.AddDays(3) } },
        Dossier, at, at.AddDays(3),
        [new("Tờ khai cấp Giấy xác nhận tình trạng hôn nhân", "Dữ liệu điện tử", 1), new("Quyết định ly hôn số 12/2024/QĐST-HNGĐ", "Bản chính, đã quét và trả lại", 1)],
        ["Thẻ căn cước hoặc căn cước điện tử trên VNeID", "Giấy tiếp nhận này (bản in hoặc trên điện thoại)"],
        new PaperSigner("Phạm Thị Tiếp Nhận", "Người tiếp nhận hồ sơ") { Slot = "Countersignature" })
    {
        Appointment = new SlipAppointment(at.AddDays(1), "Quầy 4, Trung tâm Phục vụ hành chính công xã Thử Nghiệm", "đối chiếu bản chính"),
    };

    private SupplementRequestOrder Supplement() => new(
        Head("17/HDHS"), Dossier,
        [
            new("Quyết định ly hôn của Tòa án (bản chính để đối chiếu)", "Cơ sở dữ liệu hộ tịch chưa có thông tin ly hôn năm 2024; sau khi đối chiếu, cơ quan sẽ đề nghị cập nhật cơ sở dữ liệu."),
            new("Nơi cư trú từ ngày 02/01/2017 đến ngày 30/6/2019", "Dữ liệu dân cư trả lời thiếu thời gian này."),
        ],
        at.AddDays(10), "bà Phạm Thị Tiếp Nhận, Quầy 4", new PaperSigner("Phạm Thị Tiếp Nhận", "Người hướng dẫn") { Slot = "Countersignature" });

    private RefusalSlipOrder Refusal() => new(
        Head("03/TB-TC"), Dossier,
        [new("Bản chính đã bị tẩy xóa ở mục ngày sinh, không đủ điều kiện để chứng thực bản sao.", "Nghị định 23/2015/NĐ-CP Điều 22")],
        "Chủ tịch Ủy ban nhân dân xã Thử Nghiệm", "gửi đề nghị trên hệ thống bằng mã hồ sơ, hoặc nộp đơn trực tiếp tại Quầy 1; không mất phí.", VietnamTime.Day(at).AddDays(30), _officer);

    /// <summary>A book with a voided number in every eleventh line.</summary>
    public RegisterBookOrder Book(int count) => new(
        Head(), "Sổ chứng thực bản sao từ bản chính", "02/2026 - SCT/BS", 2026, new DateOnly(2026, 1, 2), VietnamTime.Day(at),
        [
            .. Enumerable.Range(1, count).Select(number => new RegisterBookLine(
                number, at.AddHours(-count + number), number % 11 == 0 ? "" : "Bằng tốt nghiệp đại học", number % 11 == 0 ? "" : number % 7 == 0 ? LongName : _lan.FullName,
                number % 11 == 0 ? "" : _officer.Name, number % 11 == 0 ? null : 2, number % 11 == 0 ? null : 4000,
                number % 11 == 0 ? "Phiên làm việc bị gián đoạn trước khi ký" : null)),
        ],
        new PaperSigner("Ngô Thị Văn Thư", "Người giữ sổ") { Slot = "Countersignature" });

    public RelatedActOrder Act(RelatedActKind kind) => new(
        NotaryHead("1521/2026/CCGD"), kind, "Hợp đồng chuyển nhượng quyền sử dụng đất", "1520/2026/CCGD", Code, Sha256Digest.Of("hợp đồng"u8), at.AddDays(-3),
        kind switch
        {
            RelatedActKind.Correction => "lỗi khi gõ số tờ bản đồ.",
            RelatedActKind.Amendment => "các bên thay đổi cách thanh toán.",
            RelatedActKind.Termination => "các bên thỏa thuận chấm dứt hợp đồng.",
            _ => "các bên thỏa thuận hủy bỏ hợp đồng.",
        },
        kind == RelatedActKind.Correction ? [new("Trang 1, Điều 1", "tờ bản đồ số 3", "tờ bản đồ số 8")] : [],
        kind == RelatedActKind.Correction
            ? [new PaperSigner("Vũ Thị Công Chứng", "Công chứng viên") { Slot = "LeadNotary" }]
            : [
                new PaperSigner(_lan.FullName, "Bên A") { Slot = "Signature_p1" }, new PaperSigner(_mau.FullName, "Bên B") { Slot = "Signature_p2" },
                new PaperSigner("Vũ Thị Công Chứng", "Công chứng viên") { Slot = "LeadNotary" },
            ])
    {
        LegalBasis = "Luật Công chứng số 46/2024/QH15; Nghị định số 104/2025/NĐ-CP",
    };

    private LookupSnapshotOrder Lookup() => new(
        NotaryHead(), "CC-2026-001520", "Bộ Công an", "Cơ sở dữ liệu quốc gia về dân cư (mô phỏng)", "Xác định nhân thân người tham gia giao dịch",
        "Luật Công chứng 46/2024/QH15 Điều 67", "cong-chung-01", at,
        [new("Số định danh cá nhân", "001199000011")],
        [
            new("Họ, chữ đệm, tên", _lan.FullName), new("Ngày, tháng, năm sinh", "02/01/1999"), new("Giới tính", "Nữ"), new("Nơi thường trú", _lan.Residence!),
            new("Tình trạng hôn nhân", "Chưa kết hôn"),
        ],
        Sha256Digest.Of("answer"u8));

    public SigningPhotoPrintOrder Photo() => new(
        NotaryHead(), "CC-2026-001520", "Hợp đồng chuyển nhượng quyền sử dụng đất", photo, Sha256Digest.Of(photo.Span), at,
        $"{Office}, số 9 đường Thử Nghiệm, Xã Thử Nghiệm, Tỉnh Mẫu", _lan.FullName, "Vũ Thị Công Chứng");

    /// <summary>The same photo with a note of the camera that it is to be turned by a quarter (so the person lies here): an Exif segment with one entry behind the start marker.</summary>
    private SigningPhotoPrintOrder Turned()
    {
        byte[] turned = photo.Span is [0xFF, 0xD8, ..]
            ? [.. photo.Span[..2], 0xFF, 0xE1, 0, 34, .. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, .. photo.Span[2..]]
            : photo.ToArray();
        return Photo() with { Photo = turned, PhotoSha256 = Sha256Digest.Of(turned) };
    }
}
