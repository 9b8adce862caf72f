using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Tests.Liveness.Protocol;

public sealed class FrameHeaderTests
{
    private static readonly FrameHeader Sample = new(FrameKind.Proof, 3, 70_000, 12_345, 0x0102030405060708, 99, 4_567, 0xA0B0C0D0E0F00102, 250);

    [Fact]
    public void Read_WrittenHeader_IsTheSame()
    {
        byte[] bytes = new byte[FrameHeader.Size];
        Sample.Write(bytes);
        Assert.Equal(Sample, FrameHeader.Read(bytes));
        Assert.Equal("010203000001117000003039" + "0102030405060708", Convert.ToHexStringLower(bytes[..20]));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 0)]
    [InlineData(1, 3)]
    [InlineData(3, 1)]
    [InlineData(38, 1)]
    [InlineData(39, 1)]
    public void Read_ByteThatMayNotBe_IsRefusedAtItsPlace(int at, byte value)
    {
        byte[] bytes = new byte[FrameHeader.Size];
        Sample.Write(bytes);
        bytes[at] = value;
        CaptureFormatException e = Assert.Throws<CaptureFormatException>(() => FrameHeader.Read(bytes));
        Assert.Equal("frame header", e.Structure);
        Assert.InRange(e.Offset, at - 1, at);
    }

    [Fact]
    public void Read_AnyShortMessage_IsRefused()
    {
        for (int length = 0; length < FrameHeader.Size; length++)
        {
            Assert.Throws<CaptureFormatException>(() => FrameHeader.Read(new byte[length]));
        }
    }

    [Fact]
    public void Receive_FrameLargerThanItsKindMayBe_IsRefused()
    {
        byte[] message = new byte[ProtocolLimits.MaxGuideFrameBytes + 1];
        (Sample with { Kind = FrameKind.Guide }).Write(message);
        Assert.Throws<CaptureFormatException>(() => new FrameReceiver(new byte[16]).Receive(message, default));
        Sample.Write(message);
        Assert.Equal(message.Length - FrameHeader.Size, new FrameReceiver(new byte[16]).Receive(message, default).Picture.Length);
    }

    [Fact]
    public void Chain_KnownBytes_GivesTheHashOfItsDefinition()
    {
        byte[] nonce = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
        FrameChain chain = new(nonce);
        byte[] first = System.Security.Cryptography.SHA256.HashData([.. "RemoteVerify capture chain 1\n"u8, .. nonce]);
        Assert.Equal(first, chain.Current.ToArray());
        chain.Append([9, 9, 9]);
        Assert.Equal(System.Security.Cryptography.SHA256.HashData([.. first, 9, 9, 9]), chain.Current.ToArray());
    }
}
