using RemoteVerify.ChipReader;
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.ChipAuthentication;
using RemoteVerify.IdDocument.CountrySigners;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.SessionKeys;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Synthetic.Tests.Chips;

/// <summary>Whole readings of chips that speak each protocol, judged by the room that knows nothing of the reader.</summary>
public sealed class ChipProtocolTests : IDisposable
{
    private static readonly AccessKey Key = AccessKey.FromMrz(TestChips.Holder.PersonalNumber[3..], TestChips.Holder.BirthDate, TestChips.Holder.Expires);

    private readonly SyntheticCountry _country = SyntheticCountry.Create(TestChips.Now);

    public void Dispose() => _country.Dispose();

    [Theory]
    [InlineData(PaceMapping.Generic, SessionCipher.TripleDes, 12)]
    [InlineData(PaceMapping.Generic, SessionCipher.Aes256, 17)]
    [InlineData(PaceMapping.Generic, SessionCipher.Aes192, 2)]
    [InlineData(PaceMapping.Integrated, SessionCipher.Aes128, 13)]
    [InlineData(PaceMapping.Integrated, SessionCipher.TripleDes, 0)]
    [InlineData(PaceMapping.ChipAuthentication, SessionCipher.Aes128, 13)]
    [InlineData(PaceMapping.ChipAuthentication, SessionCipher.Aes256, 18)]
    public async Task ReadAsync_ChipWithThisWayOfPace_GivesEveryFile(PaceMapping mapping, SessionCipher cipher, int group)
    {
        PaceInfo way = PaceInfo.Create(mapping, cipher, group);
        using VirtualChip chip = Personalise(ChipOptions.Default with { Pace = [way] });
        using VirtualChipTransport transport = new(chip);

        ReadDocument read = await DocumentReader.ReadAsync(transport, Key, ReadOptions.Default, CancellationToken.None);

        Assert.Equal((AccessProtocol.Pace, way.Oid), (read.Protocol, read.Pace!.Oid));
        Assert.Equal(chip.Files, read.Files);
        Assert.Equal(mapping == PaceMapping.ChipAuthentication ? true : null, read.ChipAuthenticationMapping?.Proves());
    }

    [Fact]
    public async Task ReadAsync_ChipAuthenticationMapping_ProofIsOfThisRunAndThisKey()
    {
        using VirtualChip chip = Personalise(ChipOptions.Default with { Pace = [PaceInfo.Create(PaceMapping.ChipAuthentication, SessionCipher.Aes128, 12)] });
        using VirtualChip other = Personalise(ChipOptions.Default with { Pace = [PaceInfo.Create(PaceMapping.ChipAuthentication, SessionCipher.Aes128, 12)] });
        using VirtualChipTransport transport = new(chip), otherTransport = new(other);

        ChipAuthenticationMappingTranscript proof = (await DocumentReader.ReadAsync(transport, Key, ReadOptions.Default, CancellationToken.None)).ChipAuthenticationMapping!;
        ChipAuthenticationMappingTranscript another = (await DocumentReader.ReadAsync(otherTransport, Key, ReadOptions.Default, CancellationToken.None)).ChipAuthenticationMapping!;

        Assert.True(proof.Proves());
        Assert.False((proof with { CardSecurity = another.CardSecurity }).Proves());
        Assert.False((proof with { EncryptedData = another.EncryptedData }).Proves());
        Assert.False((proof with { MappingPrivateKey = another.MappingPrivateKey }).Proves());
        Assert.False((proof with { ChipMappingPublicKey = another.ChipMappingPublicKey }).Proves());
        Assert.False((proof with { ChipToken = another.ChipToken }).Proves());
        Assert.False((proof with { CardSecurity = default }).Proves());
    }

    [Fact]
    public async Task ReadAsync_ChipAuthenticationMapping_CardSecurityIsOfTheCountryAndCantBeChanged()
    {
        using SyntheticCountry forger = SyntheticCountry.Create(TestChips.Now);
        using VirtualChip chip = Personalise(ChipOptions.Default with { Pace = [PaceInfo.Create(PaceMapping.ChipAuthentication, SessionCipher.Aes192, 15)] });
        using VirtualChipTransport transport = new(chip);
        ReadDocument read = await DocumentReader.ReadAsync(transport, Key, ReadOptions.Default, CancellationToken.None);
        byte[] cardSecurity = read.ChipAuthenticationMapping!.CardSecurity.ToArray();

        CardSecurityResult result = Judge(_country, cardSecurity);

        Assert.True(result.IsAuthentic);
        Assert.Empty(result.Findings);
        Assert.Equal((true, false), (Judge(forger, cardSecurity).SignatureValid, Judge(forger, cardSecurity).IsAuthentic));
        Assert.False(Judge(_country, cardSecurity[1..]).IsAuthentic);
        int key = cardSecurity.AsSpan().IndexOf(Convert.FromHexString("04007F000702020102")) + 40;
        cardSecurity[key] ^= 1;
        Assert.False(Judge(_country, cardSecurity).IsAuthentic);

        static CardSecurityResult Judge(SyntheticCountry trusted, byte[] file) => CardSecurityCheck.Run(
            file, new CountrySignerStore([Certificate.Read(trusted.CountrySignerCertificate)]), ChipPolicy.Default, TestChips.Now);
    }

    [Fact]
    public async Task ReadAsync_WithTheCardAccessNumber_OpensPaceOnly()
    {
        using VirtualChip chip = Personalise(ChipOptions.Default with { Pace = [PaceInfo.Create(PaceMapping.Generic, SessionCipher.Aes128, 13)], CardAccessNumber = "112233" });
        using VirtualChip closed = Personalise(ChipOptions.Default);
        using VirtualChipTransport transport = new(chip), closedTransport = new(closed);
        AccessKey number = AccessKey.FromCardAccessNumber("112233");

        Assert.Equal(chip.Files, (await DocumentReader.ReadAsync(transport, number, ReadOptions.Default, CancellationToken.None)).Files);
        await Assert.ThrowsAsync<ChipAccessException>(() => DocumentReader.ReadAsync(closedTransport, number, ReadOptions.Default, CancellationToken.None));
    }

    [Theory]
    [InlineData(12, SessionCipher.TripleDes)]
    [InlineData(13, SessionCipher.Aes128)]
    [InlineData(15, SessionCipher.Aes192)]
    [InlineData(18, SessionCipher.Aes256)]
    [InlineData(10, SessionCipher.Aes128)]
    [InlineData(0, SessionCipher.TripleDes)]
    [InlineData(1, SessionCipher.Aes128)]
    [InlineData(2, SessionCipher.Aes256)]
    public async Task ReadAsync_ChipAuthentication_LeavesEvidenceThatIsAccepted(int group, SessionCipher cipher)
    {
        using VirtualChip chip = Personalise(new ChipOptions { ActiveAuthentication = ActiveAuthenticationKey.None, ChipAuthenticationKeys = [new(group, cipher)] });

        Assert.Equal(ProofState.Valid, Judge(chip, await ReadAsync(chip)));
    }

    [Fact]
    public async Task ReadAsync_SeveralKeysForChipAuthentication_TakesTheStrongestByItsNumber()
    {
        using VirtualChip chip = Personalise(new ChipOptions
        {
            ChipAuthenticationKeys = [new(8, SessionCipher.TripleDes, 1), new(0, SessionCipher.Aes128, 2), new(17, SessionCipher.Aes256, 3), new(17, SessionCipher.Aes128, 4)],
        });
        ChipAuthenticationOffer? chosen = null;

        ReadDocument read = await ReadAsync(chip, offer => chosen = offer);

        Assert.Equal(("0.4.0.127.0.7.2.2.3.2.4", 3), (chosen!.Protocol, chosen.KeyId));
        Assert.Equal(ProofState.Valid, Judge(chip, read));
    }

    [Fact]
    public async Task ReadAsync_ChipAuthenticationOfAnotherChip_IsRefuted()
    {
        using VirtualChip chip = Personalise(ChipOptions.Default), other = Personalise(ChipOptions.Default);

        Assert.Equal(ProofState.Invalid, Judge(chip, await ReadAsync(other)));
    }

    [Theory]
    [InlineData(ActiveAuthenticationKey.EcdsaP256)]
    [InlineData(ActiveAuthenticationKey.EcdsaBrainpoolP384)]
    [InlineData(ActiveAuthenticationKey.Rsa2048)]
    public async Task ReadAsync_ActiveAuthentication_IsAccepted(ActiveAuthenticationKey key)
    {
        using VirtualChip chip = Personalise(new ChipOptions { ActiveAuthentication = key });
        using VirtualChipTransport transport = new(chip);
        byte[] challenge = [1, 2, 3, 4, 5, 6, 7, 8];

        ReadDocument read = await DocumentReader.ReadAsync(transport, Key, ReadOptions.Default with { Challenge = challenge }, CancellationToken.None);

        PossessionEvidence evidence = PossessionEvidence.FromActiveAuthentication(challenge, read.ChallengeResponse!.Value);
        Assert.Equal(ProofState.Valid, TestChips.Verify(chip.ToChipFiles(), _country, evidence, ChipPolicy.RequirePossession).ActiveAuthentication);
    }

    private static async Task<ReadDocument> ReadAsync(VirtualChip chip, Action<ChipAuthenticationOffer>? chosen = null)
    {
        using VirtualChipTransport transport = new(chip);
        return await DocumentReader.ReadAsync(transport, Key, ReadOptions.Default with { ChooseChipAuthentication = Choose }, CancellationToken.None);

        ChipAuthenticationOffer? Choose(ReadOnlyMemory<byte> dg14)
        {
            ChipAuthenticationOffer? offer = ChipAuthenticationOffer.Strongest(
                Dg14.Read(dg14).ChipAuthenticationOffers().Select(known => new ChipAuthenticationOffer(known.Protocol, known.Key.SubjectPublicKeyInfo, known.Key.KeyId)));
            chosen?.Invoke(offer!);
            return offer;
        }
    }

    private ProofState Judge(VirtualChip chip, ReadDocument read)
    {
        ChipAuthenticationTranscript transcript = Assert.IsType<ChipAuthenticationTranscript>(read.ChipAuthentication);
        PossessionEvidence evidence = new(
            null, new ChipAuthenticationEvidence(transcript.TerminalPrivateKey, transcript.ResponseCounter, transcript.Response));
        return TestChips.Verify(chip.ToChipFiles(), _country, evidence, ChipPolicy.RequirePossession).ChipAuthentication;
    }

    private VirtualChip Personalise(ChipOptions options) => new ChipPersonaliser(_country).Personalise(TestChips.Holder, TestChips.Portrait(), options);
}
