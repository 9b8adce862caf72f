using System.Security.Cryptography;
using RemoteVerify.ChipReader;
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.ChipReader.Relay;
using RemoteVerify.ChipReader.Transports;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Synthetic.Tests.Chips;

/// <summary>Reading in rows gives what reading one by one gives, with a handful of round trips.</summary>
public sealed class RelayedReadingTests : IDisposable
{
    private static readonly AccessKey Key = AccessKey.FromMrz(TestChips.Holder.PersonalNumber[3..], TestChips.Holder.BirthDate, TestChips.Holder.Expires);

    private readonly SyntheticCountry _country = SyntheticCountry.Create(TestChips.Now);

    public void Dispose() => _country.Dispose();

    [Theory]
    [InlineData(false, 12)]
    [InlineData(true, 16)]
    public async Task ReadAsync_OverARelay_NeedsFewRoundTripsAndGivesTheSame(bool pace, int most)
    {
        using VirtualChip chip = Personalise();
        using VirtualChipTransport near = new(chip, pace), far = new(chip, pace);
        ReadDocument one = await DocumentReader.ReadAsync(near, Key, Options(), CancellationToken.None);
        RelayTransport relay = Relay(far, batches: true);

        ReadDocument other = await DocumentReader.ReadAsync(relay, Key, Options(), CancellationToken.None);

        Assert.Equal(one.Files, other.Files);
        Assert.Equal(chip.Files, other.Files);
        Assert.NotNull(other.ChallengeResponse);
        Assert.NotNull(other.ChipAuthentication);
        Assert.InRange(relay.RoundTrips, 5, most);
        Assert.True(relay.Commands > 5 * relay.RoundTrips, $"{relay.Commands} commands in {relay.RoundTrips} round trips");
    }

    [Fact]
    public async Task ReadAsync_OverARelayWithoutRows_SendsOneCommandAtATime()
    {
        using VirtualChip chip = Personalise();
        using VirtualChipTransport far = new(chip);
        RelayTransport relay = Relay(far, batches: false);

        Assert.Equal(chip.Files, (await DocumentReader.ReadAsync(relay, Key, Options(), CancellationToken.None)).Files);
        Assert.Equal(relay.Commands, relay.RoundTrips);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(17)]
    public async Task ReadAsync_FromAChipThatGivesLessThanIsAskedFor_AsksForTheRest(int bytes)
    {
        using VirtualChip chip = Personalise(portraitBytes: 3000);
        using VirtualChipTransport far = new(chip);

        ReadDocument read = await DocumentReader.ReadAsync(Relay(far, batches: true), Key, Options() with { MaxReadBytes = bytes }, CancellationToken.None);

        Assert.Equal(chip.Files, read.Files);
    }

    [Fact]
    public async Task ReadAsync_WithAServersAgreement_CarriesItsCommandsAndTheServerOpensTheAnswers()
    {
        using VirtualChip chip = Personalise();
        using VirtualChipTransport near = new(chip);
        ChipAuthenticationTerminal? terminal = null;
        ReadOptions options = ReadOptions.Default with
        {
            AskServer = (dg14, _) =>
            {
                terminal = ChipAuthenticationTerminal.Create(Offer(dg14!.Value)!)!;
                return Task.FromResult<ServerChallenge?>(new ServerChallenge(
                    RandomNumberGenerator.GetBytes(8),
                    [.. terminal.AgreementCommands.Select(command => (ReadOnlyMemory<byte>)command.Encode())],
                    [.. terminal.Protect(ChipAuthenticationTerminal.ReadCommands(0x010E, dg14.Value.Length)).Select(command => (ReadOnlyMemory<byte>)command)]));
            },
        };

        ReadDocument read = await DocumentReader.ReadAsync(near, Key, options, CancellationToken.None);

        Assert.NotNull(read.ChallengeResponse);
        byte[] said = [.. read.ServerResponses.SelectMany((response, index) => terminal!.Open(index, response)!.Data.ToArray())];
        Assert.Equal(chip.Files["EF_DG14.bin"], said);
        terminal!.Dispose();
    }

    private static ReadOptions Options() => ReadOptions.Default with { Challenge = new byte[8], ChooseChipAuthentication = Offer };

    private static ChipAuthenticationOffer? Offer(ReadOnlyMemory<byte> dg14) => ChipAuthenticationOffer.Strongest(
        Dg14.Read(dg14).ChipAuthenticationOffers().Select(offer => new ChipAuthenticationOffer(offer.Protocol, offer.Key.SubjectPublicKeyInfo, offer.Key.KeyId)));

    private VirtualChip Personalise(int portraitBytes = 20_000)
    {
        byte[] portrait = TestChips.Portrait();
        return new ChipPersonaliser(_country).Personalise(TestChips.Holder, (byte[])[.. portrait[..^2], .. new byte[portraitBytes], .. portrait[^2..]], ChipOptions.Default);
    }

    private static RelayTransport Relay(VirtualChipTransport chip, bool batches) => new(
        async (row, cancellationToken) =>
        {
            List<byte[]> responses = [];
            foreach (byte[] command in row.Commands)
            {
                responses.Add(await chip.TransmitAsync(command, cancellationToken));
                if (row.Stop == RelayApdu.AtError && RelayApdu.IsError(responses[^1]))
                {
                    break;
                }
            }

            return new RelayResponses { Id = row.Id, Responses = responses };
        },
        batches);
}
