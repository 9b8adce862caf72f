using System.Security.Cryptography;
using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.ChipAuthentication;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Synthetic.Tests.Chips;

/// <summary>Every fraud that the room can stage must be refused, for its own reason.</summary>
public sealed class ChipForgeryTests : IDisposable
{
    private readonly SyntheticCountry _country = SyntheticCountry.Create(TestChips.Now);
    private readonly VirtualChip _chip;

    public ChipForgeryTests() =>
        _chip = new ChipPersonaliser(_country).Personalise(TestChips.Holder, TestChips.Portrait(), ChipOptions.Default);

    public void Dispose()
    {
        _chip.Dispose();
        _country.Dispose();
    }

    [Fact]
    public void ReplacePortrait_OtherFace_IsNotGenuine()
    {
        ChipReport report = TestChips.Verify(ChipForgery.ReplacePortrait(_chip, TestChips.Portrait(2)), _country);

        AssertRefused(report, FindingCode.HashMismatch);
        Assert.Equal(DataGroupState.HashMismatch, report.DataGroups[2]);
    }

    [Fact]
    public void ReplaceHolder_OtherName_IsNotGenuine()
    {
        ChipFiles files = ChipForgery.ReplaceHolder(_chip, TestChips.Holder with { FullName = "Trần Văn Khác" });

        AssertRefused(TestChips.Verify(files, _country), FindingCode.HashMismatch);
    }

    [Fact]
    public void WithholdKeys_CopyWithoutDg14AndDg15_IsRefused()
    {
        ChipReport report = TestChips.Verify(ChipForgery.WithholdKeys(_chip), _country);

        AssertRefused(report, FindingCode.DataGroupWithheld);
        Assert.Equal(DataGroupState.NotPresent, report.DataGroups[15]);
    }

    [Fact]
    public void Verify_CopyAnsweredByAnotherKey_IsRefused()
    {
        using VirtualChip other = new ChipPersonaliser(_country).Personalise(TestChips.Holder, TestChips.Portrait(), ChipOptions.Default);
        byte[] challenge = RandomNumberGenerator.GetBytes(8);

        ChipReport report = TestChips.Verify(
            _chip.ToChipFiles(), _country, PossessionEvidence.FromActiveAuthentication(challenge, other.AnswerChallenge(challenge)));

        Assert.Equal(ChipVerdict.Reject, report.Verdict);
        Assert.Equal(ProofState.Invalid, report.ActiveAuthentication);
        Assert.Contains(FindingCode.PossessionRefuted, report.Reasons);
    }

    [Fact]
    public void Verify_NoPossessionProof_IsOnlySaidByDefaultAndRefusedOnRequest()
    {
        Assert.Equal(ChipVerdict.Accept, TestChips.Verify(_chip.ToChipFiles(), _country).Verdict);

        ChipReport strict = TestChips.Verify(_chip.ToChipFiles(), _country, policy: ChipPolicy.RequirePossession);

        Assert.Equal(ChipVerdict.RejectByPolicy, strict.Verdict);
        Assert.Equal([FindingCode.PossessionNotShown], strict.Reasons);
        Assert.Equal(PassiveAuthenticationState.Genuine, strict.PassiveAuthentication);
    }

    [Fact]
    public void Verify_ChipWithoutKeys_IsCloneable()
    {
        using VirtualChip plain = new ChipPersonaliser(_country).Personalise(
            TestChips.Holder, TestChips.Portrait(), new ChipOptions { ActiveAuthentication = ActiveAuthenticationKey.None, ChipAuthentication = false });

        ChipReport report = TestChips.Verify(plain.ToChipFiles(), _country, policy: ChipPolicy.RequirePossession);

        Assert.Equal([FindingCode.Cloneable], report.Reasons);
        Assert.Empty(report.CloneProtection);
    }

    [Fact]
    public void Verify_ForgedCountryOfTheSameName_IsNotTrusted()
    {
        using SyntheticCountry forger = SyntheticCountry.Create(TestChips.Now);
        using VirtualChip forged = new ChipPersonaliser(forger).Personalise(TestChips.Holder, TestChips.Portrait(), ChipOptions.Default);

        ChipReport report = TestChips.Verify(forged.ToChipFiles(), _country);

        Assert.Equal(ChipVerdict.Reject, report.Verdict);
        Assert.Equal(TrustState.Untrusted, report.Trust);
        Assert.NotEqual(PassiveAuthenticationState.Genuine, report.PassiveAuthentication);
    }

    [Fact]
    public void Verify_RevokedDocumentSigner_IsRefused()
    {
        ChipReport report = TestChips.Verify(_chip.ToChipFiles(), _country, crl: _country.CreateRevocationList(TestChips.Now, true));

        AssertRefused(report, FindingCode.SignerRevoked);
    }

    private static void AssertRefused(ChipReport report, string code)
    {
        Assert.Equal(ChipVerdict.Reject, report.Verdict);
        Assert.Equal(PassiveAuthenticationState.NotGenuine, report.PassiveAuthentication);
        Assert.Contains(code, report.Reasons);
    }
}
