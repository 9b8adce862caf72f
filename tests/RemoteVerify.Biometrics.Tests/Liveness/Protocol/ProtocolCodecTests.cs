using System.Text;
using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Tests.Liveness.Protocol;

public sealed class ProtocolCodecTests
{
    [Fact]
    public void ReadClient_HelloWithUnknownMembersAndTypeLast_IsRead()
    {
        ClientHello hello = Assert.IsType<ClientHello>(ProtocolCodec.ReadClient(
            """{"ticket":"abc","later":1,"needs":{"timeFactor":2,"noHeadTurn":true},"camera":{"label":"cam"},"type":"hello"}"""u8));
        Assert.Equal("abc", hello.Ticket);
        Assert.Equal(2, hello.Needs.TimeFactor);
        Assert.True(hello.Needs.NoHeadTurn);
        Assert.DoesNotContain("abc", hello.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"other"}""")]
    [InlineData("""{"type":"hello","version":2}""")]
    [InlineData("""{"type":"hello","needs":null}""")]
    [InlineData("""{"type":"hello","needs":{"timeFactor":3}}""")]
    [InlineData("""{"type":"hello","camera":{"label":null}}""")]
    [InlineData("""{"type":"hello","screenWidth":"wide"}""")]
    [InlineData("""{"type":"hello","languages":[[[[[[[]]]]]]]}""")]
    public void ReadClient_AnythingElse_IsTheOneException(string text) =>
        Assert.Throws<CaptureFormatException>(() => ProtocolCodec.ReadClient(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void ReadClient_MutatedHello_NeverThrowsAnythingElse()
    {
        byte[] good = ProtocolCodec.Write(new ClientHello { Ticket = "t", Languages = ["vi"], Camera = new CameraFacts { Label = "cam" } });
        Random random = new(1);
        for (int i = 0; i < 5000; i++)
        {
            byte[] bad = [.. good];
            for (int k = random.Next(1, 4); k > 0; k--)
            {
                bad[random.Next(bad.Length)] = (byte)random.Next(256);
            }

            try
            {
                ProtocolCodec.ReadClient(bad.AsSpan(0, random.Next(bad.Length + 1)));
            }
            catch (CaptureFormatException)
            {
                // The one exception that hostile bytes may cause.
            }
        }
    }

    [Fact]
    public void ReadClient_TooLong_IsRefused() =>
        Assert.Throws<CaptureFormatException>(() => ProtocolCodec.ReadClient(new byte[ProtocolLimits.MaxTextBytes + 1]));

    [Fact]
    public void Write_Ack_LeavesOutThePolicyThatDoesNotChange() =>
        Assert.Equal(
            """{"type":"ack","sequence":7,"state":"proof","guidance":"hold-still"}""",
            Encoding.UTF8.GetString(ProtocolCodec.Write(new AckMessage(7, "proof", GuidanceCode.HoldStill))));

    [Theory]
    [InlineData("00000000000000ff", 255UL)]
    [InlineData("ffffffffffffffff", ulong.MaxValue)]
    public void Token_SixteenDigits_IsRead(string text, ulong token)
    {
        Assert.Equal(token, ProtocolCodec.Token(text));
        Assert.Equal(text, ProtocolCodec.Token(token));
    }

    [Theory]
    [InlineData("ff")]
    [InlineData("00000000000000fg")]
    [InlineData(" 0000000000000ff")]
    public void Token_AnythingElse_IsRefused(string text) => Assert.Throws<CaptureFormatException>(() => ProtocolCodec.Token(text));
}
