using System.Security.Cryptography;
using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.ChipAuthentication;
using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Synthetic.Tests.Chips;

public sealed class ChipPersonaliserTests : IDisposable
{
    private readonly SyntheticCountry _country = SyntheticCountry.Create(TestChips.Now);

    public void Dispose() => _country.Dispose();

    [Theory]
    [InlineData(ActiveAuthenticationKey.EcdsaP256, true)]
    [InlineData(ActiveAuthenticationKey.Rsa2048, true)]
    [InlineData(ActiveAuthenticationKey.EcdsaP256, false)]
    [InlineData(ActiveAuthenticationKey.Rsa2048, false)]
    public void Personalise_WithAnswerToChallenge_IsAcceptedAndGenuine(ActiveAuthenticationKey key, bool chipAuthentication)
    {
        using VirtualChip chip = Personalise(new ChipOptions { ActiveAuthentication = key, ChipAuthentication = chipAuthentication });
        byte[] challenge = RandomNumberGenerator.GetBytes(8);
        PossessionEvidence evidence = PossessionEvidence.FromActiveAuthentication(challenge, chip.AnswerChallenge(challenge));

        ChipReport report = TestChips.Verify(chip.ToChipFiles(), _country, evidence, ChipPolicy.RequirePossession, _country.CreateRevocationList(TestChips.Now, false));

        Assert.Equal(ChipVerdict.Accept, report.Verdict);
        Assert.Equal(PassiveAuthenticationState.Genuine, report.PassiveAuthentication);
        Assert.Equal(ProofState.Valid, report.ActiveAuthentication);
        Assert.Equal(SignerRevocation.Good, report.Revocation);
        Assert.Empty(report.Reasons);
    }

    [Fact]
    public void Personalise_Always_CarriesHolderAndPortrait()
    {
        using VirtualChip chip = Personalise(ChipOptions.Default);

        ChipReport report = TestChips.Verify(chip.ToChipFiles(), _country);

        Holder holder = Assert.IsType<Holder>(report.Holder);
        Assert.Equal(TestChips.Holder.PersonalNumber, holder.PersonalNumber);
        Assert.Equal(TestChips.Holder.FullName, holder.FullName);
        Assert.Equal("DO", holder.MrzSurname);
        Assert.Equal("THI NGOC ANH", holder.MrzGivenNames);
        Assert.Equal(TestChips.Holder.BirthDate, holder.BirthDate);
        Assert.Equal(TestChips.Holder.Expires, holder.ExpiryDate);
        Assert.Equal(TestChips.Holder.Issued, holder.IssuedDate);
        Assert.Equal('F', holder.Sex);
        Assert.Equal(("jpeg", 40, 50), (report.Portrait!.Format, report.Portrait.WidthPixels, report.Portrait.HeightPixels));
        Assert.Equal(TestChips.Portrait(), report.Portrait.Bytes.ToArray());
    }

    [Fact]
    public void Personalise_HolderWithoutExpiry_NeverExpires()
    {
        using VirtualChip chip = new ChipPersonaliser(_country).Personalise(
            TestChips.Holder with { BirthDate = new DateOnly(1955, 1, 2), PersonalNumber = "001155000000", Expires = null }, TestChips.Portrait(), ChipOptions.Default);

        ChipReport report = TestChips.Verify(chip.ToChipFiles(), _country);

        Assert.Equal(ChipVerdict.Accept, report.Verdict);
        Assert.Null(report.Holder!.ExpiryDate);
    }

    [Fact]
    public void Personalise_Twice_SameContentApartFromKeysAndSignatures()
    {
        using VirtualChip first = Personalise(ChipOptions.Default);
        using VirtualChip second = Personalise(ChipOptions.Default);

        foreach (string name in (string[])["EF_COM.bin", "EF_DG1.bin", "EF_DG2.bin", "EF_DG13.bin"])
        {
            Assert.Equal(first.Files[name], second.Files[name]);
        }

        Assert.NotEqual(first.Files["EF_DG15.bin"], second.Files["EF_DG15.bin"]);
    }

    [Fact]
    public void Import_WhatWasExported_SignsUnderTheSameCountry()
    {
        using SyntheticCountry again = SyntheticCountry.Import(_country.Export());
        using VirtualChip chip = new ChipPersonaliser(again).Personalise(TestChips.Holder, TestChips.Portrait(), ChipOptions.Default);

        Assert.Equal(ChipVerdict.Accept, TestChips.Verify(chip.ToChipFiles(), _country).Verdict);
        Assert.NotEmpty(again.CreateRevocationList(TestChips.Now, false));
    }

    private VirtualChip Personalise(ChipOptions options) =>
        new ChipPersonaliser(_country).Personalise(TestChips.Holder, TestChips.Portrait(), options);
}
