using RemoteVerify.ChipReader.Apdu;

namespace RemoteVerify.ChipReader.Tests.Apdu;

public sealed class CommandApduTests
{
    [Theory]
    [InlineData(0, null)]
    [InlineData(0, 1)]
    [InlineData(0, 256)]
    [InlineData(0, 65_536)]
    [InlineData(8, null)]
    [InlineData(255, 256)]
    [InlineData(256, null)]
    [InlineData(300, 65_536)]
    [InlineData(3, 4000)]
    public void Decode_WhatWasEncoded_IsTheSame(int dataBytes, int? expected)
    {
        byte[] data = new byte[dataBytes];
        data.AsSpan().Fill(7);

        CommandApdu decoded = CommandApdu.Decode(new CommandApdu(0x0C, 0xB0, 1, 2, data, expected).Encode());

        Assert.Equal((0x0C, 0xB0, 1, 2), (decoded.Class, decoded.Instruction, decoded.P1, decoded.P2));
        Assert.Equal(data, decoded.Data.ToArray());
        Assert.Equal(expected, decoded.ExpectedBytes);
    }

    [Fact]
    public void Decode_AnyBytes_OnlyTheFormatExceptionEscapes()
    {
        foreach (byte[] bytes in Bytes.Many(20_000, 40))
        {
            try
            {
                CommandApdu.Decode(bytes);
                ResponseApdu.Decode(bytes);
            }
            catch (ApduFormatException)
            {
                // The one exception that hostile bytes may cause.
            }
        }
    }
}
