using RemoteVerify.ChipReader.Apdu;
using RemoteVerify.ChipReader.Transports;

namespace RemoteVerify.ChipReader.Tests.Transports;

public class ResponseChainingTests
{
    [Fact]
    public async Task TransmitAsync_AnswerInParts_IsFetchedWithThePlainClassAndPutTogether()
    {
        Script card = new("0102 6102", "0304 6101", "05 9000");

        byte[] answer = await new ResponseChaining(card).TransmitAsync(Bytes("0C B0 00 00 0D 97 01 00 8E 08 0102030405060708 00"), CancellationToken.None);

        Assert.Equal(Bytes("01 02 03 04 05 90 00"), answer);
        Assert.Equal(["00C0000002", "00C0000001"], card.Sent[1..]);
    }

    [Theory]
    [InlineData("00 B0 00 00 20", "00B0000010")]
    [InlineData("00 B0 00 00", "00B0000010")]
    [InlineData("00 88 00 00 02 0102 00", "008800000201 0210")]
    [InlineData("00 88 00 00 02 0102", "008800000201 0210")]
    public async Task TransmitAsync_LengthCorrectedByTheCard_IsRepeatedWithIt(string command, string repeated)
    {
        Script card = new("6C10", "0A 9000");

        byte[] answer = await new ResponseChaining(card).TransmitAsync(Bytes(command), CancellationToken.None);

        Assert.Equal(Bytes("0A 90 00"), answer);
        Assert.Equal(Convert.ToHexString(Bytes(repeated)), card.Sent[1]);
    }

    [Fact]
    public async Task TransmitAsync_CardThatAnnouncesMoreAndGivesNothing_IsRefused() =>
        await Assert.ThrowsAsync<ApduFormatException>(
            () => new ResponseChaining(new Script("6110", "6110")).TransmitAsync(Bytes("00 B0 00 00 00"), CancellationToken.None).AsTask());

    [Fact]
    public async Task TransmitAsync_CardThatNeverEnds_IsRefusedAfterTheLongestAnswer()
    {
        Script endless = new(Enumerable.Repeat(string.Concat(Enumerable.Repeat("AB", 256)) + "6100", 300).ToArray());

        await Assert.ThrowsAsync<ApduFormatException>(() => new ResponseChaining(endless).TransmitAsync(Bytes("00 B0 00 00 00"), CancellationToken.None).AsTask());

        Assert.Equal(257, endless.Sent.Count);
    }

    [Theory]
    [InlineData(0x8010_001D, PcscTrouble.ServiceNotRunning, "pcscd")]
    [InlineData(0x8010_002E, PcscTrouble.NoReader, "plug one in")]
    [InlineData(0x8010_000C, PcscTrouble.NoCard, "lay the document")]
    [InlineData(0x8010_0069, PcscTrouble.CardRemoved, "taken off")]
    [InlineData(0x8010_000B, PcscTrouble.CardInUse, "Another program")]
    [InlineData(0x8010_006A, PcscTrouble.NotAuthorised, "polkit")]
    [InlineData(0x8010_0001, PcscTrouble.CommunicationFailed, "80100001")]
    public void FromCode_CodeOfTheService_SaysWhatToDo(long code, PcscTrouble trouble, string words)
    {
        PcscException exception = PcscException.FromCode((uint)code);

        Assert.Equal(trouble, exception.Trouble);
        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
    }

    private static byte[] Bytes(string hexadecimal) => Convert.FromHexString(hexadecimal.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>Gives its answers one after the other and remembers what it was asked.</summary>
    private sealed class Script(params string[] answers) : IApduTransport
    {
        public List<string> Sent { get; } = [];

        public ValueTask<byte[]> TransmitAsync(ReadOnlyMemory<byte> command, CancellationToken cancellationToken)
        {
            Sent.Add(Convert.ToHexString(command.Span));
            return ValueTask.FromResult(Bytes(answers[Sent.Count - 1]));
        }
    }
}
