using System.Text;
using RemoteVerify.Pades.Modifications;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pades.Validation.Summaries;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Pades.Tests.Validation;

public sealed class PlainLanguageTests
{
    public static TheoryData<SubIndication> Reasons => [.. Enum.GetValues<SubIndication>()];

    [Fact]
    public void Reasons_AreTheTwentyFiveOfTheStandardAndAllDifferent()
    {
        Assert.Equal(25, Enum.GetValues<SubIndication>().Length);
        Assert.Equal(25, Enum.GetValues<SubIndication>().Select(s => ReasonSentences.Of(s).Vi).Distinct().Count());
        Assert.Equal(25, Enum.GetValues<SubIndication>().Select(s => ReasonSentences.Of(s).En).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Of_EverySubIndication_HasReasonAndAdviceInBothLanguages(SubIndication reason)
    {
        foreach (var text in new[] { ReasonSentences.Of(reason), AdviceSentences.Of(reason) })
        {
            Assert.True(text.Vi.Length > 15 && text.En.Length > 15);
            Assert.EndsWith(".", text.Vi, StringComparison.Ordinal);
            Assert.EndsWith(".", text.En, StringComparison.Ordinal);
            Assert.True(text.Vi.IsNormalized(NormalizationForm.FormC));
            Assert.Contains(text.Vi, c => c > 0x7f);
            Assert.DoesNotContain(text.En, c => c > 0x7f);
            Assert.DoesNotContain("_", text.Vi + text.En, StringComparison.Ordinal);
        }

        var failed = reason is SubIndication.FormatFailure or SubIndication.HashFailure or SubIndication.SigCryptoFailure or SubIndication.Revoked
            or SubIndication.Expired or SubIndication.NotYetValid;
        Assert.Equal(failed, ReasonSentences.Of(reason).Vi.StartsWith("Chữ ký không hợp lệ:", StringComparison.Ordinal));
        Assert.Equal(!failed, ReasonSentences.Of(reason).Vi.StartsWith("Chưa kết luận được về chữ ký:", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_PassedSignature_NamesSignerKindTimeAndChanges()
    {
        var text = PlainLanguage.Of(Passed());

        Assert.Equal(
            "Chữ ký hợp lệ. Tài liệu không bị thay đổi sau khi ký. Người ký: Nguyễn Văn Minh Họa. Loại chữ ký: chữ ký số chuyên dùng công vụ. "
            + "Dấu thời gian chứng minh tài liệu được ký muộn nhất lúc 19:05 ngày 21/11/2026 (giờ Việt Nam). "
            + "Sau đó chỉ có dữ liệu xác minh và dấu thời gian được thêm vào.",
            text.Vi);
        Assert.Equal(
            "The signature is valid. The document was not changed after signing. Signed by: Nguyễn Văn Minh Họa. Kind of signature: digital signature for official duty. "
            + "A timestamp proves that it was signed no later than 21 November 2026, 19:05 (Vietnam time). Later, only verification data and timestamps were added.",
            text.En);
    }

    [Fact]
    public void Of_ChangedDocument_SaysSoAndDoesNotVouchForTheName()
    {
        var text = PlainLanguage.Of(Passed() with
        {
            Indication = Indication.TotalFailed, SubIndication = SubIndication.FormatFailure, ModificationAllowed = false, Modification = ModificationLevel.Other,
        });

        Assert.StartsWith("Chữ ký không còn bảo đảm cho tài liệu: tài liệu đã bị thay đổi sau khi ký. Tên ghi trong chứng thư là", text.Vi, StringComparison.Ordinal);
        Assert.DoesNotContain("Dấu thời gian chứng minh", text.Vi, StringComparison.Ordinal);
        Assert.EndsWith("Do not rely on this document; ask the sender for the original.", text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_File_CountsSignatures()
    {
        var bad = Passed() with { Indication = Indication.Indeterminate, SubIndication = SubIndication.TryLater };
        var report = new ValidationReport([Passed(), bad], [], Indication.Indeterminate, SubIndication.TryLater, null);

        Assert.StartsWith("1 trong 2 chữ ký hợp lệ. Chưa kết luận được về chữ ký: chưa có thông tin đủ mới", PlainLanguage.Of(report).Vi, StringComparison.Ordinal);
        Assert.Equal("Cả 2 chữ ký đều hợp lệ. Tài liệu không bị thay đổi sau khi ký.",
            PlainLanguage.Of(new ValidationReport([Passed(), Passed()], [], Indication.TotalPassed, null, null)).Vi);
        Assert.Equal("The document has no electronic signature.", PlainLanguage.Of(new ValidationReport([], [], Indication.Indeterminate, null, null)).En);
    }

    private static SignatureReport Passed() => new()
    {
        Indication = Indication.TotalPassed, Signer = "Nguyễn Văn Minh Họa", Kind = AnchorKind.OfficialDuty, IsTimeProven = true,
        BestSignatureTime = new DateTimeOffset(2026, 11, 21, 12, 5, 0, TimeSpan.Zero), Integrity = Integrity.Intact, Coverage = Coverage.Standard,
        ModificationAllowed = true, Modification = ModificationLevel.LtaUpdates,
    };
}
