// ETSI EN 319 102-1 V1.4.1 clause 5.1.3, tables 5 and 6, in plain words.
namespace RemoteVerify.Pades.Validation.Summaries;

/// <summary>Why a signature is not valid or not proven: one sentence for each sub-indication.</summary>
public static class ReasonSentences
{
    private static readonly Dictionary<SubIndication, BilingualText> Table = new()
    {
        [SubIndication.FormatFailure] = Failed(
            "cấu trúc của chữ ký hoặc của tệp không đúng quy định nên không thể tin cậy",
            "its structure, or that of the file, is not as the rules require, so it cannot be relied on"),
        [SubIndication.HashFailure] = Failed(
            "nội dung được ký không còn giống như lúc ký",
            "the signed content is no longer what was signed"),
        [SubIndication.SigCryptoFailure] = Failed(
            "giá trị chữ ký không khớp với khóa của người ký",
            "the signature value does not match the signer's key"),
        [SubIndication.Revoked] = Failed(
            "chứng thư của người ký đã bị thu hồi trước khi ký",
            "the signer's certificate had been revoked before signing"),
        [SubIndication.Expired] = Failed(
            "chứng thư của người ký đã hết hạn trước khi ký",
            "the signer's certificate had expired before signing"),
        [SubIndication.NotYetValid] = Failed(
            "khi ký, chứng thư của người ký chưa có hiệu lực",
            "the signer's certificate was not yet valid at the time of signing"),
        [SubIndication.SigConstraintsFailure] = Open(
            "chữ ký thiếu thông tin bắt buộc hoặc không đáp ứng yêu cầu kiểm tra",
            "the signature lacks required information or does not meet the requirements of this check"),
        [SubIndication.ChainConstraintsFailure] = Open(
            "chứng thư của người ký không được cấp để ký tài liệu",
            "the signer's certificate was not issued for signing documents"),
        [SubIndication.CertificateChainGeneralFailure] = Open(
            "chuỗi chứng thư của người ký có lỗi, chẳng hạn do một bên không có quyền cấp chứng thư đã cấp",
            "the signer's chain of certificates is faulty, for example because it was issued by someone who may not issue certificates"),
        [SubIndication.CryptoConstraintsFailure] = Open(
            "chữ ký được tạo bằng thuật toán mà khi đó không còn được coi là an toàn",
            "the signature was made with an algorithm that was no longer considered safe at that time"),
        [SubIndication.CryptoConstraintsFailureNoPoe] = Open(
            "thuật toán hoặc độ dài khóa của chữ ký không được chấp nhận, và không có bằng chứng rằng chữ ký đã có từ khi thuật toán đó còn an toàn",
            "an algorithm or key length of the signature is not accepted, and nothing proves that the signature dates from a time when it was safe"),
        [SubIndication.PolicyProcessingError] = Open(
            "không đọc được chính sách ký mà chữ ký nêu ra",
            "the signature policy that the signature names cannot be read"),
        [SubIndication.SignaturePolicyNotAvailable] = Open(
            "không có chính sách ký mà chữ ký nêu ra để đối chiếu",
            "the signature policy that the signature names is not available here"),
        [SubIndication.TimestampOrderFailure] = Open(
            "các dấu thời gian mâu thuẫn với nhau về thứ tự trước sau",
            "the timestamps contradict each other about what came first"),
        [SubIndication.NoSigningCertificateFound] = Open(
            "không có chứng thư của người ký nên không biết ai đã ký",
            "the signer's certificate is missing, so it is not known who signed"),
        [SubIndication.NoCertificateChainFound] = Open(
            "chứng thư của người ký không do tổ chức chứng thực nào được tin cậy ở đây cấp",
            "the signer's certificate was not issued by any authority that is trusted here"),
        [SubIndication.NoCertificateChainFoundNoPoe] = Open(
            "tổ chức chứng thực của người ký không còn được tin cậy, và không có bằng chứng rằng chữ ký đã có từ trước đó",
            "the signer's authority is no longer trusted, and nothing proves that the signature is older than that"),
        [SubIndication.RevokedNoPoe] = Open(
            "chứng thư của người ký đã bị thu hồi, và không có bằng chứng rằng tài liệu được ký trước khi thu hồi",
            "the signer's certificate has been revoked, and nothing proves that the document was signed before that"),
        [SubIndication.RevokedCaNoPoe] = Open(
            "chứng thư của tổ chức chứng thực đã bị thu hồi, và không có bằng chứng rằng tài liệu được ký trước khi thu hồi",
            "the certificate of the issuing authority has been revoked, and nothing proves that the document was signed before that"),
        [SubIndication.OutOfBoundsNoPoe] = Open(
            "chứng thư hiện không có hiệu lực, và không có bằng chứng rằng tài liệu được ký khi chứng thư còn hiệu lực",
            "the certificate is not valid now, and nothing proves that the document was signed while it was valid"),
        [SubIndication.OutOfBoundsNotRevoked] = Open(
            "chứng thư đã hết hạn; chứng thư không bị thu hồi, nhưng không có dấu thời gian đáng tin cậy chứng minh tài liệu được ký trước khi hết hạn",
            "the certificate has expired; it was not revoked, but no trusted timestamp proves that the document was signed before it expired"),
        [SubIndication.RevocationOutOfBoundsNoPoe] = Open(
            "thông tin thu hồi do một chứng thư đã hết hạn xác nhận, và không có bằng chứng rằng thông tin đó có từ trước khi hết hạn",
            "the revocation data were signed with a certificate that has expired, and nothing proves that they are older than that"),
        [SubIndication.NoPoe] = Open(
            "thiếu bằng chứng rằng chữ ký đã tồn tại vào thời điểm cần thiết",
            "it is not proven that the signature existed at the time that matters"),
        [SubIndication.TryLater] = Open(
            "chưa có thông tin đủ mới cho biết chứng thư có bị thu hồi hay không",
            "there is no information that is recent enough on whether the certificate has been revoked"),
        [SubIndication.SignedDataNotFound] = Open(
            "không tìm thấy nội dung đã được ký",
            "the signed content was not found"),
    };

    /// <summary>The sentence.</summary>
    public static BilingualText Of(SubIndication reason) => Table[reason];

    private static BilingualText Failed(string vi, string en) => new($"Chữ ký không hợp lệ: {vi}.", $"The signature is not valid: {en}.");

    private static BilingualText Open(string vi, string en) => new($"Chưa kết luận được về chữ ký: {vi}.", $"The signature is not proven: {en}.");
}
