using System.Security.Cryptography;
using RemoteVerify.TestKit;

namespace RemoteVerify.Pki.Tests.Algorithms;

public sealed class Sha224Tests
{
    [Fact]
    public void HashData_FipsExample_IsTheKnownDigest() =>
        Assert.Equal("23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7", Convert.ToHexStringLower(Pki.Algorithms.Sha224.HashData("abc"u8)));

    [Fact]
    public void HashData_LengthsAroundTheBlock_AgreeWithOpenSsl()
    {
        using OpenSsl openssl = new();
        foreach (int length in new[] { 0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 100_003 })
        {
            byte[] data = RandomNumberGenerator.GetBytes(length);
            openssl.Write("data", data);
            openssl.Run("dgst -sha224 -binary -out digest data");
            Assert.Equal(openssl.Read("digest"), Pki.Algorithms.Sha224.HashData(data));
        }
    }
}
