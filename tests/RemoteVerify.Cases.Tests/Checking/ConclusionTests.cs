using RemoteVerify.Cases.Checking;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Cases.Tests.Checking;

public sealed class ConclusionTests
{
    [Theory]
    [InlineData(AnchorKind.Public, "Chữ ký số công cộng, gốc tin cậy Gốc A: hợp lệ.", "Public digital signature, trust root Root A: valid.")]
    [InlineData(AnchorKind.OfficialDuty, "Chữ ký số chuyên dùng công vụ, gốc tin cậy Gốc A: hợp lệ.", "Digital signature for official duty, trust root Root A: valid.")]
    [InlineData(AnchorKind.Foreign, "Chữ ký điện tử nước ngoài, gốc tin cậy Gốc A: hợp lệ.", "Foreign electronic signature, trust root Root A: valid.")]
    [InlineData(AnchorKind.SpecialPurpose, "Chữ ký điện tử chuyên dùng, gốc tin cậy Gốc A: hợp lệ.", "Special-purpose electronic signature, trust root Root A: valid.")]
    [InlineData(AnchorKind.Development, "Chữ ký thử nghiệm, không có giá trị pháp lý, gốc tin cậy Gốc A: hợp lệ.", "Trial signature without legal effect, trust root Root A: valid.")]
    public void Of_APassedSignature_NamesKindAndRootBeforeTheWord(AnchorKind kind, string vi, string en)
    {
        Sentence told = Conclusion.Of(Signature(kind));
        Assert.Equal((vi, en), (told.Vi, told.En));
    }

    [Fact]
    public void Of_ARefutedSignature_NamesKindAndRootBeforeTheReason()
    {
        Sentence told = Conclusion.Of(Signature(AnchorKind.Public) with { Indication = "TOTAL_FAILED", SubIndication = "HASH_FAILURE", IsIntact = false });
        Assert.StartsWith("Chữ ký số công cộng, gốc tin cậy Gốc A. Chữ ký không hợp lệ: ", told.Vi, StringComparison.Ordinal);
        Assert.StartsWith("Public digital signature, trust root Root A. The signature is not valid: ", told.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AnUnknownRoot_SaysSo()
    {
        SignatureVerdict unknown = Signature(null) with { Indication = "INDETERMINATE", SubIndication = "NO_CERTIFICATE_CHAIN_FOUND", RootVi = null, RootEn = null };
        Assert.StartsWith("Chữ ký không thuộc gốc tin cậy nào được biết ở đây. Chưa kết luận được về chữ ký: ", Conclusion.Of(unknown).Vi, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ADocument_TellsEachKindOnItsOwn()
    {
        SignatureVerdict[] all = [Signature(AnchorKind.Public), Signature(AnchorKind.Public), Signature(AnchorKind.OfficialDuty) with { RootVi = "Gốc B", RootEn = "Root B" }];
        Sentence told = Conclusion.Of(new DocumentVerdict("TOTAL_PASSED", all, 1, default));
        Assert.Equal("2 chữ ký số công cộng, gốc tin cậy Gốc A: hợp lệ. Chữ ký số chuyên dùng công vụ, gốc tin cậy Gốc B: hợp lệ.", told.Vi);
        Assert.Equal("Không có chữ ký điện tử nào để kiểm tra.", Conclusion.Of(new DocumentVerdict("NO_SIGNATURE", [], 0, default)).Vi);
    }

    private static SignatureVerdict Signature(AnchorKind? kind) => new("a", "TOTAL_PASSED", null, "Nguyễn Văn A", null, null, true, true, true, "PAdES-B-T")
    {
        Kind = kind, RootVi = "Gốc A", RootEn = "Root A",
    };
}
