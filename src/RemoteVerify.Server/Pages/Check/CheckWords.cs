using RemoteVerify.Cases;
using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pades.Validation.Summaries;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Server.Pages.Check;

/// <summary>The plain words for what the validator found. Whose trust it is stands before the word "valid".</summary>
public static class CheckWords
{
    public static (Tone Tone, Words Title, Words Meaning) Of(CheckReport report) => (report.Issued?.State, report.Indication) switch
    {
        ({ } state and not ResultState.Valid, _) => Ended(state),
        (_, "TOTAL_PASSED") => (
            report.IsDevelopment ? Tone.Unsure : Tone.Good,
            new($"{Join(report.Kinds.Select(k => k.Vi))}: hợp lệ", $"{Join(report.Kinds.Select(k => k.En))}: valid"),
            report.Summary),
        (_, "TOTAL_FAILED") => (Tone.Bad, new("Không hợp lệ", "Not valid"), report.Summary),
        (_, "NO_SIGNATURE") => (Tone.Unsure, new("Không có chữ ký", "No signature"), report.Summary),
        _ => (Tone.Unsure, new("Chưa kết luận được", "Not proven"), report.Summary),
    };

    /// <summary>The sign before a statement.</summary>
    public static string Sign(Tone tone) => tone switch { Tone.Good => "✓", Tone.Bad => "✕", _ => "!" };

    /// <summary>What a document is worth that may not be relied on any more; it stands before everything else.</summary>
    private static (Tone Tone, Words Title, Words Meaning) Ended(ResultState state) => state switch
    {
        ResultState.Cancelled => (Tone.Bad, new("Đã bị hủy bỏ", "Cancelled"),
            new("Văn bản này đã bị hủy bỏ bằng một văn bản khác, ghi ở dưới. Không dùng nữa.", "This document was cancelled by another one, shown below. Do not rely on it.")),
        ResultState.Terminated => (Tone.Bad, new("Đã chấm dứt", "Terminated"),
            new("Văn bản này đã được chấm dứt bằng một văn bản khác, ghi ở dưới.", "This document was ended by another one, shown below.")),
        ResultState.Replaced => (Tone.Bad, new("Đã được thay thế", "Replaced"),
            new("Một văn bản mới đã thay thế văn bản này. Hãy dùng bản mới.", "A newer document took the place of this one. Use the newer one.")),
        ResultState.Expired => (Tone.Bad, new("Đã hết thời hạn sử dụng", "Expired"),
            new("Thời hạn sử dụng của văn bản này đã hết.", "The time for which this document may be used is over.")),
        ResultState.NotYetValid => (Tone.Unsure, new("Chưa đến thời hạn sử dụng", "Not yet valid"),
            new("Văn bản này chưa đến ngày được sử dụng.", "This document may not be used yet.")),
        _ => (Tone.Bad, new("Đã bị thu hồi", "Withdrawn"),
            new("Cơ quan ban hành đã thu hồi tài liệu này. Không dùng nữa.", "The organisation that issued this document has withdrawn it. Do not rely on it.")),
    };

    public static (Tone Tone, Words Text) Of(ReportSignature signature) => signature.Indication switch
    {
        "TOTAL_PASSED" => (signature.IsDevelopment ? Tone.Unsure : Tone.Good, new("Hợp lệ", "Valid")),
        "TOTAL_FAILED" => (Tone.Bad, Reason(signature, new("Không hợp lệ", "Not valid"))),
        _ => (Tone.Unsure, Reason(signature, new("Chưa kết luận được", "Not proven"))),
    };

    /// <summary>The state of a record in one or two words.</summary>
    public static Words State(ResultState state) => state is ResultState.Valid ? new("Còn hiệu lực", "In force") : Ended(state).Title;

    /// <summary>What a related act does.</summary>
    public static Words Act(RelatedActKind kind) => kind switch
    {
        RelatedActKind.Correction => new("Sửa lỗi kỹ thuật", "Correction"),
        RelatedActKind.Amendment => new("Sửa đổi, bổ sung", "Amendment"),
        RelatedActKind.Termination => new("Chấm dứt", "Termination"),
        _ => new("Hủy bỏ", "Cancellation"),
    };

    /// <summary>What a signature counts as, with its root.</summary>
    public static Words KindAndRoot(ReportSignature signature, string ownRoot)
    {
        Words kind = KindOf(signature) ?? new("chữ ký điện tử", "electronic signature");
        return new($"{Upper(kind.Vi)} (gốc tin cậy {signature.Anchor?.NameVi ?? signature.RootName ?? ownRoot})", $"{Upper(kind.En)} (trust root {signature.Anchor?.NameEn ?? signature.RootName ?? ownRoot})");
    }

    private static string Join(IEnumerable<string> parts) => string.Join("; ", parts);

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>Whether the document is still as it was signed.</summary>
    public static (Tone Tone, Words Text) Changes(ReportSignature signature) => signature switch
    {
        { Integrity: not "INTACT" } => (Tone.Bad, new("Có: nội dung đã ký không còn nguyên vẹn.", "Yes: the signed content is no longer intact.")),
        { CoversWholeDocument: true } => (Tone.Good, new("Không. Sau chữ ký này không có gì được thêm.", "No. Nothing was added after this signature.")),
        { ModificationAllowed: true } => (Tone.Good,
            new("Không. Về sau chỉ thêm phần được phép: chữ ký khác, dấu thời gian hoặc ô điền.", "No. Only permitted parts followed: another signature, a timestamp or a filled field.")),
        _ => (Tone.Bad, new("Có: tài liệu bị thay đổi sau khi ký.", "Yes: the document was changed after it was signed.")),
    };

    /// <summary>What kind of record it is.</summary>
    public static Words Kind(PublicRecord record) => record.Kind == PublishedKind.CertifiedCopy
        ? new("Bản sao chứng thực điện tử", "Certified electronic copy")
        : record.Kind == PublishedKind.RelatedAct ? new("Văn bản liên quan đến một văn bản khác", "Act about another document")
        : record.Provenance == ResultProvenance.Digitised ? new("Kết quả số chuyển đổi từ bản giấy", "Stored result converted from paper")
        : new("Kết quả số (bản gốc)", "Stored result (original)");

    /// <summary>For who asked for too many codes that don't exist.</summary>
    public static Words TooMany { get; } = new(
        "Có quá nhiều mã không tồn tại được hỏi từ địa chỉ này. Hãy đợi một phút rồi so lại mã với bản giấy.",
        "Too many codes that don't exist were asked for from this address. Wait a minute and compare the code with the paper.");

    /// <summary>What to tell someone whose code or file could not be checked.</summary>
    public static Words Of(Refusal refusal) => refusal.Code.Value switch
    {
        "verification-code.malformed" => new(
            "Mã xác minh có 26 chữ và số. Hãy nhập đúng như in trên giấy; có hoặc không có dấu gạch đều được.",
            "A verification code has 26 letters and digits. Type it as printed, with or without dashes."),
        "verification-code.unknown" => new(
            "Không có tài liệu nào được ban hành ở đây với mã này. Hãy so lại từng ký tự với bản giấy.",
            "No document was issued here under this code. Compare it with the paper, character by character."),
        "document.too-large" => new("Tệp lớn hơn 50 MB, mức lớn nhất có thể kiểm tra ở đây.", "The file is larger than 50 MB, the most that is checked here."),
        "evidence.destroyed" or "result.not-found" => new("Tài liệu này không còn được lưu ở đây.", "This document is no longer kept here."),
        "trust-list.unusable" => new(
            "Danh sách gốc tin cậy quốc gia ở đây đã hết hạn nên chưa kết luận được về tài liệu này. Hãy thử lại sau hoặc báo cho đơn vị vận hành.",
            "The list of national trust anchors here has run out, so this document can't be judged. Try again later, or tell the operator."),
        _ when refusal.Reasons.Contains("encrypted") => new(
            "Tệp PDF này có mật khẩu nên không kiểm tra được ở đây. Hãy chọn tệp không có mật khẩu.",
            "This PDF has a password, so it can't be checked here. Choose a file without one."),
        _ => new(
            "Không đọc được tệp này như một tệp PDF. Hãy chọn đúng tệp như khi nhận được.",
            "This file can't be read as a PDF. Choose the file exactly as you received it."),
    };

    /// <summary>What a signature counts as after its root; null without a trusted root.</summary>
    public static Words? KindOf(ReportSignature signature) => signature.Kind is { } name
        && Enum.GetValues<AnchorKind>().FirstOrDefault(k => TrustListPayload.NameOf(k) == name) is var kind
        ? Of(PlainLanguage.NameOf(kind)) : null;

    private static Words Reason(ReportSignature signature, Words otherwise) => VerdictCodes.SubIndicationOf(signature.SubIndication) switch
    {
        SubIndication.FormatFailure when signature is { Integrity: "INTACT", ModificationAllowed: false } =>
            new("Không hợp lệ: tài liệu đã bị thay đổi sau khi ký.", "Not valid: the document was changed after signing."),
        { } reason => Of(ReasonSentences.Of(reason)),
        null => otherwise,
    };

    private static Words Of(BilingualText text) => new(text.Vi, text.En);
}
