using System.Diagnostics;
using System.Security.Cryptography;
using RemoteVerify.ChipReader;
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.ChipReader.Transports;
using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.ChipAuthentication;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.Synthetic.Chips;
using Xunit.Abstractions;

namespace RemoteVerify.Synthetic.Tests.Chips;

/// <summary>The way of a card in a reader: a real pcscd, a virtual reader, a virtual card, our PC/SC transport.</summary>
public sealed class PcscReadingTests(PcscFixture pcsc, ITestOutputHelper output) : IClassFixture<PcscFixture>, IDisposable
{
    private static readonly AccessKey Key = AccessKey.FromMrz(TestChips.Holder.PersonalNumber[3..], TestChips.Holder.BirthDate, TestChips.Holder.Expires);

    private readonly SyntheticCountry _country = SyntheticCountry.Create(TestChips.Now);

    public void Dispose() => _country.Dispose();

    [SkippableTheory]
    [InlineData(false, ActiveAuthenticationKey.EcdsaP256)]
    [InlineData(false, ActiveAuthenticationKey.Rsa2048)]
    [InlineData(true, ActiveAuthenticationKey.EcdsaP256)]
    public async Task ReadAsync_CardOnAReader_IsReadByteForByteAndAccepted(bool offersPace, ActiveAuthenticationKey key)
    {
        using VirtualChip chip = Personalise(new ChipOptions { ActiveAuthentication = key }, 20_000);
        await using CardOnTheReader lying = await CardOnTheReader.LayDownAsync(pcsc.Daemon, () => new VirtualChipTransport(chip, offersPace));
        using PcscContext context = PcscContext.Open(TimeProvider.System);
        using PcscCard card = await CardOnTheReader.ConnectAsync(context, pcsc.Daemon);
        byte[] challenge = RandomNumberGenerator.GetBytes(8);
        Stopwatch watch = Stopwatch.StartNew();

        ReadDocument read = await DocumentReader.ReadAsync(
            card, Key, new ReadOptions { Challenge = challenge, ChooseChipAuthentication = Choose }, CancellationToken.None);

        output.WriteLine($"{read.Protocol}, {card.Protocol}: {card.CommandCount} APDUs, {read.Files.Values.Sum(file => file.Length)} bytes in {watch.Elapsed.TotalSeconds:F2} s");
        Assert.Equal(offersPace ? AccessProtocol.Pace : AccessProtocol.BasicAccessControl, read.Protocol);
        Assert.Equal(chip.Files, read.Files);
        Assert.Equal(card.CommandCount, lying.Reader.CommandCount);
        ChipAuthenticationTranscript agreed = Assert.IsType<ChipAuthenticationTranscript>(read.ChipAuthentication);
        PossessionEvidence evidence = new(
            new ActiveAuthenticationEvidence(challenge, read.ChallengeResponse!.Value),
            new ChipAuthenticationEvidence(agreed.TerminalPrivateKey, agreed.ResponseCounter, agreed.Response));
        ChipReport report = TestChips.Verify(
            ChipFiles.FromNamed(read.Files.Select(file => KeyValuePair.Create(file.Key, (ReadOnlyMemory<byte>)file.Value))),
            _country, evidence, ChipPolicy.RequirePossession);
        Assert.Equal(ChipVerdict.Accept, report.Verdict);
        Assert.Equal(ProofState.Valid, report.ActiveAuthentication);
        Assert.Equal(ProofState.Valid, report.ChipAuthentication);
    }

    [SkippableFact]
    public async Task ReadAsync_WithAnotherCardsKey_IsRefusedByTheCard()
    {
        using VirtualChip chip = Personalise(ChipOptions.Default, 100);
        await using CardOnTheReader lying = await CardOnTheReader.LayDownAsync(pcsc.Daemon, () => new VirtualChipTransport(chip));
        using PcscContext context = PcscContext.Open(TimeProvider.System);
        using PcscCard card = await CardOnTheReader.ConnectAsync(context, pcsc.Daemon);
        AccessKey wrong = AccessKey.FromMrz("190000001", TestChips.Holder.BirthDate, TestChips.Holder.Expires);

        await Assert.ThrowsAsync<ChipAccessException>(() => DocumentReader.ReadAsync(card, wrong, ReadOptions.Default, CancellationToken.None));
    }

    [SkippableFact]
    public async Task ReadAsync_CardTakenAwayInTheMiddle_SaysSo()
    {
        using VirtualChip chip = Personalise(ChipOptions.Default, 20_000);
        CardOnTheReader lying = await CardOnTheReader.LayDownAsync(pcsc.Daemon, () => new VirtualChipTransport(chip));
        using PcscContext context = PcscContext.Open(TimeProvider.System);
        using PcscCard card = await CardOnTheReader.ConnectAsync(context, pcsc.Daemon);
        TakeAway half = new(lying, 3_000);

        PcscException stopped = await Assert.ThrowsAsync<PcscException>(
            () => DocumentReader.ReadAsync(card, Key, new ReadOptions { Progress = half }, CancellationToken.None));

        Assert.Equal(PcscTrouble.CardRemoved, stopped.Trouble);
        Assert.Contains("taken off", stopped.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task ReadAsync_Cancelled_EndsBetweenTwoCommandsAndLeavesTheCardUsable()
    {
        using VirtualChip chip = Personalise(ChipOptions.Default, 20_000);
        await using CardOnTheReader lying = await CardOnTheReader.LayDownAsync(pcsc.Daemon, () => new VirtualChipTransport(chip));
        using PcscContext context = PcscContext.Open(TimeProvider.System);
        using CancellationTokenSource enough = new();
        using (PcscCard card = await CardOnTheReader.ConnectAsync(context, pcsc.Daemon))
        {
            ReadOptions options = new() { Progress = new Watcher(progress => CancelAfter(progress, enough)) };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DocumentReader.ReadAsync(card, Key, options, enough.Token));
        }

        using PcscCard again = await CardOnTheReader.ConnectAsync(context, pcsc.Daemon);
        ReadDocument read = await DocumentReader.ReadAsync(again, Key, ReadOptions.Default, CancellationToken.None);
        Assert.Equal(chip.Files, read.Files);
        Assert.True(lying.Reader.PowerUpCount >= 2, "the card was not reset between two programs");
    }

    [SkippableFact]
    public async Task WaitForCardAsync_NothingThere_SaysWhatIsMissing()
    {
        string name = pcsc.Daemon.ReaderName;
        using PcscContext context = PcscContext.Open(TimeProvider.System);
        await CardOnTheReader.AwaitEmptyAsync();
        Assert.All(context.ListReaders(), reader => Assert.False(reader.HasCard));
        Assert.Equal(2, context.ListReaders().Count);
        Assert.Equal(PcscTrouble.NoCard, (await Wait(name)).Trouble);
        Assert.Equal(PcscTrouble.ReaderNotFound, (await Wait("no such reader")).Trouble);

        Task<PcscException> Wait(string part) =>
            Assert.ThrowsAsync<PcscException>(() => context.WaitForCardAsync(part, TimeSpan.FromMilliseconds(300), CancellationToken.None));
    }

    [SkippableFact]
    public async Task WaitForCardAsync_CardLaidDownLater_FindsIt()
    {
        using VirtualChip chip = Personalise(ChipOptions.Default, 100);
        string name = pcsc.Daemon.ReaderName;
        using PcscContext context = PcscContext.Open(TimeProvider.System);
        await CardOnTheReader.AwaitEmptyAsync();
        Task<PcscReader> waiting = context.WaitForCardAsync(name, TimeSpan.FromSeconds(10), CancellationToken.None);
        await Task.Delay(500);
        Assert.False(waiting.IsCompleted);

        await using CardOnTheReader lying = await CardOnTheReader.LayDownAsync(pcsc.Daemon, () => new VirtualChipTransport(chip));

        PcscReader found = await waiting;
        Assert.True(found.HasCard);
        Assert.Equal([0x3B, 0x80, 0x80, 0x01, 0x01], found.AnswerToReset.ToArray());
    }

    [SkippableFact]
    public async Task ConnectAsync_CardThatAnotherProgramHolds_IsRefusedAfterAWhile()
    {
        using VirtualChip chip = Personalise(ChipOptions.Default, 100);
        await using CardOnTheReader lying = await CardOnTheReader.LayDownAsync(pcsc.Daemon, () => new VirtualChipTransport(chip));
        using PcscContext first = PcscContext.Open(TimeProvider.System);
        using PcscCard held = await CardOnTheReader.ConnectAsync(first, pcsc.Daemon);
        HandClock clock = new();
        using PcscContext second = PcscContext.Open(clock);
        using CancellationTokenSource impatient = new();
        string name = second.ListReaders().First(reader => reader.HasCard).Name;

        Task<PcscCard> given = second.ConnectAsync(name, impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Task<PcscCard> waiting = second.ConnectAsync(name, CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        clock.Ring();
        PcscException refused = await Assert.ThrowsAsync<PcscException>(() => waiting);

        Assert.Equal(PcscTrouble.CardInUse, refused.Trouble);
    }

    private static void CancelAfter(ReadProgress progress, CancellationTokenSource source)
    {
        if (progress is { File: "EF_DG2.bin", BytesRead: > 2_000 })
        {
            source.Cancel();
        }
    }

    private static ChipAuthenticationOffer? Choose(ReadOnlyMemory<byte> dg14)
    {
        (string protocol, ChipAuthenticationPublicKey key) = Dg14.Read(dg14).ChipAuthenticationOffers().First();
        return new ChipAuthenticationOffer(protocol, key.SubjectPublicKeyInfo);
    }

    private VirtualChip Personalise(ChipOptions options, int portraitBytes)
    {
        byte[] portrait = new byte[portraitBytes];
        TestChips.Portrait().CopyTo(portrait, 0);
        RandomNumberGenerator.Fill(portrait.AsSpan(TestChips.Portrait().Length));
        return new ChipPersonaliser(_country).Personalise(TestChips.Holder, portrait, options);
    }

    /// <summary>Timers that go off when the test says so, so that a busy machine can't change which of two ends comes first.</summary>
    private sealed class HandClock : TimeProvider
    {
        private Action? _ring;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            HandTimer timer = new(() => callback(state));
            _ring += timer.Ring;
            return timer;
        }

        public void Ring() => _ring?.Invoke();

        private sealed class HandTimer(Action ring) : ITimer
        {
            private bool _over;

            public void Ring()
            {
                if (!_over)
                {
                    ring();
                }
            }

            public bool Change(TimeSpan dueTime, TimeSpan period) => !_over;

            public void Dispose() => _over = true;

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }

    private sealed class Watcher(Action<ReadProgress> see) : IProgress<ReadProgress>
    {
        public void Report(ReadProgress value) => see(value);
    }

    private sealed class TakeAway(CardOnTheReader card, int afterBytes) : IProgress<ReadProgress>
    {
        private bool _done;

        public void Report(ReadProgress value)
        {
            if (!_done && value.BytesRead > afterBytes)
            {
                _done = true;
                card.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        }
    }
}
