namespace RemoteVerify.Pades.Validation.Summaries;

/// <summary>What the reader should do.</summary>
public static class AdviceSentences
{
    private static readonly BilingualText DoNotRely = new(
        "Không nên dựa vào tài liệu này; hãy yêu cầu người gửi cung cấp bản gốc.",
        "Do not rely on this document; ask the sender for the original.");

    private static readonly BilingualText SignAgain = new(
        "Không nên dựa vào chữ ký này; hãy yêu cầu ký lại.",
        "Do not rely on this signature; ask for the document to be signed again.");

    private static readonly BilingualText AskForTimestamp = new(
        "Hãy yêu cầu bản có dấu thời gian, hoặc yêu cầu ký lại.",
        "Ask for a copy with a timestamp, or for the document to be signed again.");

    private static readonly BilingualText AskTheReceiver = new(
        "Hãy hỏi cơ quan tiếp nhận xem chữ ký này có được chấp nhận hay không.",
        "Ask the authority that receives the document whether it accepts this signature.");

    private static readonly BilingualText AskTheSigner = new(
        "Hãy hỏi người gửi xem tổ chức nào đã cấp chứng thư, rồi kiểm tra lại ở nơi tin cậy tổ chức đó.",
        "Ask the sender which authority issued the certificate, and check again where that authority is trusted.");

    private static readonly BilingualText TryAgain = new(
        "Hãy kiểm tra lại sau.",
        "Check again later.");

    /// <summary>The advice for a reason.</summary>
    public static BilingualText Of(SubIndication reason) => reason switch
    {
        SubIndication.FormatFailure or SubIndication.HashFailure or SubIndication.SigCryptoFailure or SubIndication.SignedDataNotFound
            or SubIndication.TimestampOrderFailure => DoNotRely,
        SubIndication.Revoked or SubIndication.Expired or SubIndication.NotYetValid or SubIndication.RevokedNoPoe
            or SubIndication.RevokedCaNoPoe or SubIndication.CryptoConstraintsFailure or SubIndication.CryptoConstraintsFailureNoPoe => SignAgain,
        SubIndication.OutOfBoundsNoPoe or SubIndication.OutOfBoundsNotRevoked or SubIndication.NoPoe
            or SubIndication.RevocationOutOfBoundsNoPoe or SubIndication.NoCertificateChainFoundNoPoe => AskForTimestamp,
        SubIndication.NoCertificateChainFound or SubIndication.NoSigningCertificateFound or SubIndication.CertificateChainGeneralFailure => AskTheSigner,
        SubIndication.TryLater => TryAgain,
        _ => AskTheReceiver,
    };
}
