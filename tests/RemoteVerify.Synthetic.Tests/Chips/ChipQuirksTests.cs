using RemoteVerify.ChipReader;
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.Pki.SessionKeys;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Synthetic.Tests.Chips;

/// <summary>What real cards do is read all the same; what is a refusal is said as one.</summary>
public sealed class ChipQuirksTests : IDisposable
{
    private static readonly AccessKey Key = AccessKey.FromMrz(TestChips.Holder.PersonalNumber[3..], TestChips.Holder.BirthDate, TestChips.Holder.Expires);
    private static readonly AccessKey Wrong = AccessKey.FromMrz("190000001", TestChips.Holder.BirthDate, TestChips.Holder.Expires);
    private static readonly ChipOptions WithPace = ChipOptions.Default with
    {
        Pace = [PaceInfo.Create(PaceMapping.Generic, SessionCipher.Aes128, 13), PaceInfo.Create(PaceMapping.Integrated, SessionCipher.Aes128, 12)],
    };

    private readonly SyntheticCountry _country = SyntheticCountry.Create(TestChips.Now);

    public void Dispose() => _country.Dispose();

    [Theory]
    [InlineData(0, 0x6982)]
    [InlineData(0, 0x6A80)]
    [InlineData(1, 0x6982)]
    [InlineData(3, 0x6982)]
    [InlineData(4, 0x6982)]
    public async Task ReadAsync_PaceRefused_OpensWithBasicAccessControl(int step, int status)
    {
        using VirtualChip chip = Personalise(WithPace);
        using VirtualChipTransport transport = new(chip, quirks: new ChipQuirks { PaceRefusal = new PaceRefusal(step, status) });

        ReadDocument read = await DocumentReader.ReadAsync(transport, Key, ReadOptions.Default, CancellationToken.None);

        Assert.Equal(AccessProtocol.BasicAccessControl, read.Protocol);
        Assert.Equal(chip.Files, read.Files);
        Assert.Equal(0, transport.RefusedKeys);
    }

    [Fact]
    public async Task ReadAsync_WrongKeyForPace_CostsOneFailureAndNotTwo()
    {
        using VirtualChip chip = Personalise(WithPace);
        using VirtualChipTransport transport = new(chip);

        ChipAccessException refused = await Assert.ThrowsAsync<ChipAccessException>(
            () => DocumentReader.ReadAsync(transport, Wrong, ReadOptions.Default, CancellationToken.None));

        Assert.Equal(ChipAccessProblem.WrongKey, refused.Problem);
        Assert.Equal(1, transport.RefusedKeys);
    }

    [Fact]
    public async Task ReadAsync_WrongKeyForBasicAccessControl_CostsOneFailure()
    {
        using VirtualChip chip = Personalise(ChipOptions.Default);
        using VirtualChipTransport transport = new(chip);

        ChipAccessException refused = await Assert.ThrowsAsync<ChipAccessException>(
            () => DocumentReader.ReadAsync(transport, Wrong, ReadOptions.Default, CancellationToken.None));

        Assert.Equal(ChipAccessProblem.WrongKey, refused.Problem);
        Assert.Equal(1, transport.RefusedKeys);
    }

    public static TheoryData<string> Quirks() => ["short reads", "parts", "exact length", "parts and exact length", "session breaks once"];

    [Theory]
    [MemberData(nameof(Quirks))]
    public async Task ReadAsync_ChipWithAQuirk_GivesEveryFile(string name)
    {
        ChipQuirks quirks = name switch
        {
            "short reads" => new ChipQuirks { MaxReadBytes = 50 },
            "parts" => new ChipQuirks { MaxAnswerBytes = 100 },
            "exact length" => new ChipQuirks { WantsExactLength = true },
            "parts and exact length" => new ChipQuirks { MaxAnswerBytes = 60, WantsExactLength = true },
            _ => new ChipQuirks { BreaksOnceAfter = 9 },
        };
        foreach (ChipOptions options in (ChipOptions[])[ChipOptions.Default, WithPace])
        {
            using VirtualChip chip = Personalise(options);
            using VirtualChipTransport transport = new(chip, quirks: quirks);

            ReadDocument read = await DocumentReader.ReadAsync(transport, Key, ReadOptions.Default with { Challenge = new byte[8] }, CancellationToken.None);

            Assert.Equal(chip.Files, read.Files);
            Assert.NotNull(read.ChallengeResponse);
        }
    }

    [Fact]
    public async Task ReadAsync_SessionThatBreaksAgainAndAgain_EndsWithTheReason()
    {
        using VirtualChip chip = Personalise(ChipOptions.Default);
        using VirtualChipTransport transport = new(chip, quirks: new ChipQuirks { BreaksOnceAfter = 9 });

        ChipAccessException broken = await Assert.ThrowsAsync<ChipAccessException>(
            () => DocumentReader.ReadAsync(transport, Key, ReadOptions.Default with { MaxReopenings = 0 }, CancellationToken.None));

        Assert.Equal(ChipAccessProblem.SessionBroken, broken.Problem);
    }

    [Fact]
    public async Task ReadAsync_ProtectedAndAbsentFiles_AreLeftOut()
    {
        using VirtualChip chip = Personalise(ChipOptions.Default with { Fingerprints = true });
        using VirtualChipTransport transport = new(chip);

        ReadDocument read = await DocumentReader.ReadAsync(transport, Key, ReadOptions.Default with { DataGroups = [1, 2, 3, 11, 13] }, CancellationToken.None);

        Assert.Equal(["EF_COM.bin", "EF_DG1.bin", "EF_DG13.bin", "EF_DG2.bin", "EF_SOD.bin"], read.Files.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ReadAsync_ChipWithoutExtendedLength_IsReadAndAnswersWithACurve()
    {
        using VirtualChip chip = Personalise(WithPace);
        using VirtualChipTransport transport = new(chip, quirks: new ChipQuirks { ShortLengthOnly = true });

        ReadDocument read = await DocumentReader.ReadAsync(transport, Key, ReadOptions.Default with { Challenge = new byte[8] }, CancellationToken.None);

        Assert.Equal(chip.Files, read.Files);
        Assert.NotNull(read.ChallengeResponse);
    }

    [Fact]
    public async Task Reset_AnOpenChip_ClosesIt()
    {
        using VirtualChip chip = Personalise(ChipOptions.Default);
        using VirtualChipTransport transport = new(chip);
        await DocumentReader.ReadAsync(transport, Key, ReadOptions.Default, CancellationToken.None);

        transport.Reset();

        Assert.Equal([0x69, 0x88], transport.Process(new byte[] { 0x0C, 0xB0, 0, 0, 0 }));
        Assert.Equal([0x69, 0x82], transport.Process(new byte[] { 0, 0xB0, 0, 0, 0 }));
    }

    [Fact]
    public void Process_AnyBytes_GetAStatusWord()
    {
        using VirtualChip chip = Personalise(WithPace);
        using VirtualChipTransport transport = new(chip);
        Random random = new(20261129);
        byte[] instructions = [0xA4, 0xB0, 0xB1, 0x84, 0x82, 0x22, 0x86, 0x88, 0xC0];
        for (int i = 0; i < 20_000; i++)
        {
            byte[] command = new byte[random.Next(60)];
            random.NextBytes(command);
            if (command.Length > 1)
            {
                command[0] = (byte)(random.Next(3) * 0x0C);
                command[1] = instructions[random.Next(instructions.Length)];
            }

            Assert.True(transport.Process(command).Length >= 2);
        }
    }

    private VirtualChip Personalise(ChipOptions options) => new ChipPersonaliser(_country).Personalise(TestChips.Holder, TestChips.Portrait(), options);
}
