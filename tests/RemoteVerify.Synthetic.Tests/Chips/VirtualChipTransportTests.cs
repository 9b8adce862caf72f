using System.Security.Cryptography;
using RemoteVerify.ChipReader;
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.ChipAuthentication;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Synthetic.Tests.Chips;

/// <summary>The whole way: key from the card, basic access control, protected reading, answer to the challenge, verdict.</summary>
public sealed class VirtualChipTransportTests : IDisposable
{
    private static readonly AccessKey Key = AccessKey.FromMrz(TestChips.Holder.PersonalNumber[3..], TestChips.Holder.BirthDate, TestChips.Holder.Expires);

    private readonly SyntheticCountry _country = SyntheticCountry.Create(TestChips.Now);

    public void Dispose() => _country.Dispose();

    [Fact]
    public async Task ReadAsync_WithTheCardsKey_GivesEveryFileAndAnAnswerThatIsAccepted()
    {
        using VirtualChip chip = Personalise(TestChips.Portrait());
        using VirtualChipTransport transport = new(chip);
        byte[] challenge = RandomNumberGenerator.GetBytes(8);

        ReadDocument read = await DocumentReader.ReadAsync(transport, Key, new ReadOptions { Challenge = challenge }, CancellationToken.None);

        Assert.Equal(AccessProtocol.BasicAccessControl, read.Protocol);
        Assert.Equal(chip.Files, read.Files);
        ChipFiles files = ChipFiles.FromNamed(read.Files.Select(file => KeyValuePair.Create(file.Key, (ReadOnlyMemory<byte>)file.Value)));
        PossessionEvidence evidence = PossessionEvidence.FromActiveAuthentication(challenge, read.ChallengeResponse!.Value);
        ChipReport report = TestChips.Verify(files, _country, evidence, ChipPolicy.RequirePossession);
        Assert.Equal(ChipVerdict.Accept, report.Verdict);
        Assert.Equal(ProofState.Valid, report.ActiveAuthentication);
    }

    [Fact]
    public async Task ReadAsync_ChipThatOffersPace_IsOpenedWithIt()
    {
        using VirtualChip chip = Personalise(TestChips.Portrait());
        using VirtualChipTransport transport = new(chip, offersPace: true);

        ReadDocument read = await DocumentReader.ReadAsync(transport, Key, ReadOptions.Default, CancellationToken.None);

        Assert.Equal(AccessProtocol.Pace, read.Protocol);
        Assert.Equal(chip.Files, read.Files);
    }

    [Fact]
    public async Task ReadAsync_PaceWithAnotherCardsKey_StaysClosed()
    {
        using VirtualChip chip = Personalise(TestChips.Portrait());
        using VirtualChipTransport transport = new(chip, offersPace: true);
        AccessKey wrong = AccessKey.FromMrz("190000001", TestChips.Holder.BirthDate, TestChips.Holder.Expires);

        await Assert.ThrowsAsync<ChipAccessException>(() => DocumentReader.ReadAsync(transport, wrong, ReadOptions.Default, CancellationToken.None));
    }

    [Fact]
    public async Task ReadAsync_WithChipAuthentication_LeavesEvidenceThatIsAcceptedAndCantBeChanged()
    {
        using VirtualChip chip = Personalise(TestChips.Portrait());
        using VirtualChipTransport transport = new(chip);
        ReadOptions options = new() { ChooseChipAuthentication = Choose };

        ReadDocument read = await DocumentReader.ReadAsync(transport, Key, options, CancellationToken.None);

        ChipAuthenticationTranscript transcript = Assert.IsType<ChipAuthenticationTranscript>(read.ChipAuthentication);
        PossessionEvidence evidence = new(
            null, new ChipAuthenticationEvidence(transcript.TerminalPrivateKey, transcript.ResponseCounter, transcript.Response));
        ChipReport report = TestChips.Verify(chip.ToChipFiles(), _country, PossessionEvidence.Read(evidence.ToBytes()), ChipPolicy.RequirePossession);
        Assert.Equal(ChipVerdict.Accept, report.Verdict);
        Assert.Equal(ProofState.Valid, report.ChipAuthentication);

        byte[] changed = transcript.Response.ToArray();
        changed[^5] ^= 1;
        PossessionEvidence forged = new(null, evidence.Chip! with { Response = changed });
        Assert.Equal(ProofState.Invalid, TestChips.Verify(chip.ToChipFiles(), _country, forged).ChipAuthentication);

        static ChipAuthenticationOffer? Choose(ReadOnlyMemory<byte> dg14)
        {
            (string protocol, ChipAuthenticationPublicKey key) = Dg14.Read(dg14).ChipAuthenticationOffers().First();
            return new ChipAuthenticationOffer(protocol, key.SubjectPublicKeyInfo);
        }
    }

    [Fact]
    public async Task ReadAsync_PortraitBeyond32KiB_IsReadWhole()
    {
        byte[] portrait = new byte[70_000];
        TestChips.Portrait().CopyTo(portrait, 0);
        RandomNumberGenerator.Fill(portrait.AsSpan(100));
        using VirtualChip chip = Personalise(portrait);
        using VirtualChipTransport transport = new(chip);

        ReadDocument read = await DocumentReader.ReadAsync(transport, Key, ReadOptions.Default, CancellationToken.None);

        Assert.Equal(chip.Files["EF_DG2.bin"], read.Files["EF_DG2.bin"]);
    }

    [Fact]
    public async Task ReadAsync_WithAnotherCardsKey_IsRefused()
    {
        using VirtualChip chip = Personalise(TestChips.Portrait());
        using VirtualChipTransport transport = new(chip);
        AccessKey wrong = AccessKey.FromMrz("190000001", TestChips.Holder.BirthDate, TestChips.Holder.Expires);

        ChipAccessException refused = await Assert.ThrowsAsync<ChipAccessException>(
            () => DocumentReader.ReadAsync(transport, wrong, ReadOptions.Default, CancellationToken.None));

        Assert.Equal("EXTERNAL AUTHENTICATE", refused.Step);
    }

    [Fact]
    public async Task TransmitAsync_ReadingWithoutASession_IsRefused()
    {
        using VirtualChip chip = Personalise(TestChips.Portrait());
        using VirtualChipTransport transport = new(chip);

        byte[] answer = await transport.TransmitAsync(new byte[] { 0, 0xB0, 0x81, 0, 0 }, CancellationToken.None);

        Assert.Equal([0x69, 0x82], answer);
    }

    private VirtualChip Personalise(byte[] portrait) =>
        new ChipPersonaliser(_country).Personalise(TestChips.Holder, portrait, ChipOptions.Default);
}
