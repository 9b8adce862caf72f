using System.Diagnostics;
using RemoteVerify.ChipReader.Apdu;

namespace RemoteVerify.ChipReader.Tests;

/// <summary>Chips that lie about lengths or never end. Every answer is a typed refusal after a bounded number of commands.</summary>
public sealed class HostileChipTests
{
    [Theory]
    [InlineData("61847FFFFFFF")]
    [InlineData("6183FFFFFF")]
    [InlineData("6180")]
    [InlineData("61")]
    [InlineData("")]
    [InlineData("7F61")]
    [InlineData("6182")]
    public async Task ReadFile_LengthThatCantBe_IsRefusedBeforeAnythingIsRead(string head)
    {
        Scripted chip = new((command, _) => command.Instruction == 0xA4 ? Ok() : Ok(Convert.FromHexString(head)));

        await Assert.ThrowsAsync<ApduFormatException>(() => ReadAsync(chip));

        Assert.InRange(chip.Commands, 1, 2);
    }

    [Fact]
    public async Task ReadFile_BytesInCrumbs_EndsAfterABoundedNumberOfReads()
    {
        Scripted chip = new((command, number) => command.Instruction == 0xA4 ? Ok() : number == 2 ? Ok([0x61, 0x83, 0x10, 0, 0]) : Ok([7]));
        Stopwatch watch = Stopwatch.StartNew();

        await Assert.ThrowsAsync<ApduFormatException>(() => ReadAsync(chip));

        Assert.InRange(chip.Commands, 2, 70_000);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task ReadFile_NothingOrMoreThanAskedFor_IsRefused()
    {
        Scripted nothing = new((command, number) => command.Instruction == 0xA4 ? Ok() : number == 2 ? Ok([0x61, 0x20]) : Ok());
        Scripted more = new((command, number) => command.Instruction == 0xA4 ? Ok() : number == 2 ? Ok([0x61, 0x20]) : Ok(new byte[250]));

        await Assert.ThrowsAsync<ApduFormatException>(() => ReadAsync(nothing));
        await Assert.ThrowsAsync<ApduFormatException>(() => ReadAsync(more));
    }

    [Fact]
    public async Task Send_AnswerThatAlwaysAnnouncesMore_IsRefused()
    {
        Scripted chip = new((_, _) => new ResponseApdu(new byte[200], 0x6100));

        await Assert.ThrowsAsync<ApduFormatException>(
            () => new Channel(chip, null).SendAsync(new CommandApdu(0, 0xB0, 0, 0, default, 256), CancellationToken.None));

        Assert.InRange(chip.Commands, 2, 1_000);
    }

    [Fact]
    public async Task Send_AnswerThatAlwaysWantsAnotherLength_EndsWithTheStatus()
    {
        Scripted chip = new((_, _) => new ResponseApdu(default, 0x6C10));

        ResponseApdu answer = await new Channel(chip, null).SendAsync(new CommandApdu(0, 0xB0, 0, 0, default, 256), CancellationToken.None);

        Assert.Equal(0x6C10, answer.StatusWord);
        Assert.InRange(chip.Commands, 2, 4);
    }

    [Fact]
    public async Task ReadFile_AnswersAtRandom_OnlyTheRoomsExceptionsEscapeAndCommandsAreBounded()
    {
        Random random = new(20261129);
        for (int run = 0; run < 2_000; run++)
        {
            Scripted chip = new((command, _) =>
            {
                byte[] data = new byte[random.Next(40)];
                random.NextBytes(data);
                int status = random.Next(4) == 0 ? random.Next(0x6000, 0xA000) : 0x9000;
                return new ResponseApdu(data, status);
            });
            try
            {
                await ReadAsync(chip);
            }
            catch (Exception e) when (e is ChipAccessException or ApduFormatException)
            {
                // What hostile answers may cause.
            }

            Assert.InRange(chip.Commands, 1, 140_000);
        }
    }

    private static Task<byte[]?> ReadAsync(IApduTransport chip) => ElementaryFileReader.ReadAsync(new Channel(chip, null), 0x0101, 223, CancellationToken.None);

    private static ResponseApdu Ok(params byte[] data) => new(data, ResponseApdu.Ok);

    private sealed class Scripted(Func<CommandApdu, int, ResponseApdu> answer) : IApduTransport
    {
        public int Commands { get; private set; }

        public ValueTask<byte[]> TransmitAsync(ReadOnlyMemory<byte> command, CancellationToken cancellationToken) =>
            ValueTask.FromResult(answer(CommandApdu.Decode(command), ++Commands).Encode());
    }
}
