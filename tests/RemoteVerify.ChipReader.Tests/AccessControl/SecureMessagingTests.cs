using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.ChipReader.Apdu;
using RemoteVerify.Pki.SessionKeys;

namespace RemoteVerify.ChipReader.Tests.AccessControl;

public sealed class SecureMessagingTests
{
    [Theory]
    [InlineData(SessionCipher.TripleDes)]
    [InlineData(SessionCipher.Aes128)]
    [InlineData(SessionCipher.Aes192)]
    [InlineData(SessionCipher.Aes256)]
    internal void Open_ConversationOfBothEnds_CarriesEveryCommandAndResponse(SessionCipher cipher)
    {
        (SecureMessaging reader, SecureMessaging chip) = Pair(cipher);
        foreach ((byte instruction, byte[] data, int? expected) in new (byte, byte[], int?)[] { (0xA4, [1, 2], null), (0xB0, [], 223), (0xB1, [0x54, 1, 9], 100), (0x88, new byte[8], 256) })
        {
            CommandApdu command = new(0, instruction, 3, 4, data, expected);

            CommandApdu received = chip.OpenCommand(CommandApdu.Decode(reader.Protect(command).Encode()))!;
            Assert.Equal((command.Instruction, command.ExpectedBytes), (received.Instruction, received.ExpectedBytes));
            Assert.Equal(data, received.Data.ToArray());

            ResponseApdu answer = new(new byte[] { 9, 8, 7 }, ResponseApdu.Ok);
            ResponseApdu opened = reader.Open(ResponseApdu.Decode(chip.ProtectResponse(answer, (instruction & 1) != 0).Encode()));
            Assert.Equal(answer.Data.ToArray(), opened.Data.ToArray());
            Assert.Equal(answer.StatusWord, opened.StatusWord);
        }
    }

    [Fact]
    public void Open_AnyBitOfAResponseFlipped_IsRefused()
    {
        byte[] honest = Respond(out _);
        for (int bit = 0; bit < (honest.Length - 2) * 8; bit++)
        {
            byte[] changed = Respond(out SecureMessaging reader);
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<ChipAccessException>(() => reader.Open(ResponseApdu.Decode(changed)));
        }
    }

    [Fact]
    public void Open_ResponseReplayed_IsRefused()
    {
        byte[] honest = Respond(out SecureMessaging reader);
        reader.Open(ResponseApdu.Decode(honest));

        Assert.Throws<ChipAccessException>(() => reader.Open(ResponseApdu.Decode(honest)));
    }

    private static byte[] Respond(out SecureMessaging reader)
    {
        (reader, SecureMessaging chip) = Pair(SessionCipher.Aes128);
        chip.OpenCommand(reader.Protect(new CommandApdu(0, 0xB0, 0, 0, default, 10)));
        return chip.ProtectResponse(new ResponseApdu(new byte[] { 1, 2, 3, 4 }, ResponseApdu.Ok), oddInstruction: false).Encode();
    }

    private static (SecureMessaging Reader, SecureMessaging Chip) Pair(SessionCipher cipher)
    {
        byte[] counter = new byte[cipher == SessionCipher.TripleDes ? 8 : 16];
        return (new SecureMessaging(MessageKeys.Derive(cipher, [5, 5]), counter), new SecureMessaging(MessageKeys.Derive(cipher, [5, 5]), counter));
    }
}
