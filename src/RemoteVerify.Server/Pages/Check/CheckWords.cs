using RemoteVerify.Cases;
using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Server.Pages.Check;

/// <summary>The plain words for what the validator found. Whose trust it is stands before the word "valid".</summary>
public static class CheckWords
{
    public static (Tone Tone, Words Title, Words Meaning) Of(CheckReport report) => (report.Issued, report.Indication) switch
    {
        ({ WithdrawnAt: not null }, _) => (Tone.Bad,
            new("Đã bị thu hồi", "Withdrawn"),
            new("Cơ quan ban hành đã thu hồi tài liệu này. Không dùng nữa.", "The organisation that issued this document has withdrawn it. Do not rely on it.")),
        (_, "TOTAL_PASSED") => (Tone.Good,
            new("Theo gốc tin cậy phát triển: hợp lệ", "Under the development root: valid"),
            new("Mọi chữ ký đều đúng và nội dung không bị sửa. Gốc tin cậy này chỉ để thử nghiệm, không có giá trị pháp lý.",
                "Every signature is right and the content is unaltered. This trust root is for trials only and has no legal effect.")),
        (_, "TOTAL_FAILED") => (Tone.Bad,
            new("Không hợp lệ", "Not valid"),
            new("Tài liệu đã bị sửa, hoặc có chữ ký sai. Đừng tin vào tài liệu này.", "The document was altered, or a signature is wrong. Do not rely on it.")),
        (_, "NO_SIGNATURE") => (Tone.Unsure,
            new("Không có chữ ký", "No signature"),
            new("Tệp này không có chữ ký điện tử nào để kiểm tra.", "This file has no electronic signature to check.")),
        _ => (Tone.Unsure,
            new("Chưa kết luận được", "Not proven"),
            new("Không chứng minh được là đúng, cũng không chứng minh được là sai. Lý do ở từng chữ ký bên dưới.", "Neither proven nor refuted. The reason stands at each signature below.")),
    };

    public static (Tone Tone, Words Text) Of(ReportSignature signature) => signature.Indication switch
    {
        "TOTAL_PASSED" => (Tone.Good, new("Theo gốc tin cậy phát triển: hợp lệ", "Under the development root: valid")),
        "TOTAL_FAILED" => (Tone.Bad, Reason("Không hợp lệ", "Not valid", signature.SubIndication)),
        _ => (Tone.Unsure, Reason("Chưa kết luận được", "Not proven", signature.SubIndication)),
    };

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
        : new("Kết quả số (bản gốc)", "Stored result (original)");

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
        _ when refusal.Reasons.Contains("encrypted") => new(
            "Tệp PDF này có mật khẩu nên không kiểm tra được ở đây. Hãy chọn tệp không có mật khẩu.",
            "This PDF has a password, so it can't be checked here. Choose a file without one."),
        _ => new(
            "Không đọc được tệp này như một tệp PDF. Hãy chọn đúng tệp như khi nhận được.",
            "This file can't be read as a PDF. Choose the file exactly as you received it."),
    };

    private static Words Reason(string vi, string en, string? subIndication)
    {
        (string whyVi, string whyEn) = subIndication switch
        {
            "HASH_FAILURE" => ("nội dung khác với lúc ký", "the content differs from what was signed"),
            "SIG_CRYPTO_FAILURE" => ("giá trị chữ ký sai", "the signature value is wrong"),
            "FORMAT_FAILURE" => ("cấu trúc chữ ký hoặc tài liệu sai quy cách, hoặc đã bị sửa sau khi ký", "the structure is not as it must be, or was changed after signing"),
            "REVOKED" or "REVOKED_NO_POE" or "REVOKED_CA_NO_POE" => ("chứng thư đã bị thu hồi", "the certificate was revoked"),
            "EXPIRED" or "OUT_OF_BOUNDS_NO_POE" or "OUT_OF_BOUNDS_NOT_REVOKED" => ("chứng thư đã hết hạn và không có dấu thời gian chứng minh ký trước đó", "the certificate has expired and no timestamp proves an earlier signature"),
            "NOT_YET_VALID" => ("chứng thư chưa có hiệu lực", "the certificate is not yet valid"),
            "NO_CERTIFICATE_CHAIN_FOUND" or "NO_CERTIFICATE_CHAIN_FOUND_NO_POE" or "CERTIFICATE_CHAIN_GENERAL_FAILURE" =>
                ("chứng thư không thuộc gốc nào được tin cậy ở đây", "the certificate leads to no root that is trusted here"),
            "NO_SIGNING_CERTIFICATE_FOUND" => ("không có chứng thư của người ký", "the signer's certificate is not there"),
            "CRYPTO_CONSTRAINTS_FAILURE" or "CRYPTO_CONSTRAINTS_FAILURE_NO_POE" => ("thuật toán quá yếu hoặc không được hỗ trợ", "an algorithm is too weak or not supported"),
            "TIMESTAMP_ORDER_FAILURE" => ("các dấu thời gian không đúng thứ tự", "the timestamps are out of order"),
            "TRY_LATER" or "REVOCATION_OUT_OF_BOUNDS_NO_POE" => ("thiếu dữ liệu thu hồi còn mới", "fresh revocation data are missing"),
            null => (string.Empty, string.Empty),
            _ => ("xem chi tiết kiểm tra", "see the checks in detail"),
        };
        return whyVi.Length == 0 ? new(vi, en) : new($"{vi}: {whyVi}.", $"{en}: {whyEn}.");
    }
}
