using System.Security.Cryptography;
using System.Text;
using RemoteVerify.ChipReader.Apdu;
using RemoteVerify.ChipReader.Relay;

namespace RemoteVerify.ChipReader.Tests.Relay;

public sealed class RelayCodecTests
{
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"type\":\"hello\"}")]
    [InlineData("{\"type\":\"hello\",\"ticket\":\"\"}")]
    [InlineData("{\"type\":\"hello\",\"v\":2,\"ticket\":\"t\"}")]
    [InlineData("{\"type\":\"hello\",\"ticket\":\"t\",\"access\":{}}")]
    [InlineData("{\"type\":\"hello\",\"ticket\":\"t\",\"access\":{\"documentNumber\":\"123456789\"}}")]
    [InlineData("{\"type\":\"hello\",\"ticket\":\"t\",\"access\":{\"cardAccessNumber\":\"12x456\"}}")]
    [InlineData("{\"type\":\"hello\",\"ticket\":\"t\",\"client\":\"\\u0007\"}")]
    [InlineData("{\"type\":\"responses\",\"id\":1,\"responses\":[]}")]
    [InlineData("{\"type\":\"responses\",\"id\":1,\"responses\":[null]}")]
    [InlineData("{\"type\":\"responses\",\"id\":1,\"responses\":[\"kA==\"]}")]
    [InlineData("{\"type\":\"responses\",\"id\":1,\"responses\":[\"not base64\"]}")]
    [InlineData("{\"type\":\"responses\",\"id\":\"1\",\"responses\":[\"kAA=\"]}")]
    [InlineData("{\"type\":\"progress\",\"done\":-1}")]
    [InlineData("{\"type\":\"error\",\"code\":\"ticket\"}")]
    [InlineData("{\"type\":\"apdu\",\"id\":1,\"commands\":[\"AKQ=\"],\"stop\":\"error\"}")]
    [InlineData("{\"type\":\"done\",\"accepted\":true,\"state\":\"passed\"}")]
    [InlineData("{\"type\":\"hello\",\"ticket\":{\"a\":{\"b\":{\"c\":{\"d\":1}}}}}")]
    public void ReadClient_OfWhatNoClientSays_Throws(string json) =>
        Assert.Throws<ApduFormatException>(() => RelayCodec.ReadClient(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void ReadClient_OfAnything_ThrowsNothingElseAndRepeatsNothing()
    {
        const string secret = "SECRET199000011";
        byte[] good = RelayCodec.Write(new RelayHello { Ticket = secret, Access = new RelayAccess { DocumentNumber = secret, BirthDate = new DateOnly(1999, 1, 2) } });
        for (int i = 0; i < 5000; i++)
        {
            byte[] changed = [.. good];
            for (int n = RandomNumberGenerator.GetInt32(1, 4); n > 0; n--)
            {
                changed[RandomNumberGenerator.GetInt32(changed.Length)] = (byte)RandomNumberGenerator.GetInt32(256);
            }

            try
            {
                RelayCodec.ReadClient(changed);
            }
            catch (ApduFormatException e)
            {
                Assert.DoesNotContain(secret, e.ToString(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Messages_WithSecrets_DoNotPrintThem()
    {
        RelayAccess access = new() { DocumentNumber = "199000011", BirthDate = new DateOnly(1999, 1, 2), CardAccessNumber = "123456" };
        RelayMessage[] messages =
        [
            new RelayHello { Ticket = "ticket-ticket", Access = access }, new RelayResponses { Id = 1, Responses = [[1, 2, 3]] },
            new RelayApdu { Id = 1, Commands = [[1, 2, 3]], Stop = RelayApdu.AtError },
        ];
        Assert.All(messages.Select(message => message.ToString()).Append(access.ToString()), text => Assert.DoesNotMatch("19900|1999|12345|ticket-|AQID", text));
    }
}
