using RemoteVerify.Cases.SignIn;

namespace RemoteVerify.Cases.Tests.SignIn;

public sealed class TimeCodeTests
{
    /// <summary>RFC 6238 appendix B, SHA-1 rows: seconds since 1970 and the code of eight digits.</summary>
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Of_TheVectorsOfTheStandard_GivesTheirCodes(long seconds, string code) =>
        Assert.Equal(code, TimeCode.Of("12345678901234567890"u8, TimeCode.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds)), digits: 8));

    [Fact]
    public void Of_SixDigits_AreTheLastOfEight() =>
        Assert.Equal("287082", TimeCode.Of("12345678901234567890"u8, 1));

    /// <summary>RFC 4648 section 10, without padding.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void ToBase32_TheVectorsOfTheStandard_GivesTheirText(string plain, string text) =>
        Assert.Equal(text, TimeCode.ToBase32(System.Text.Encoding.ASCII.GetBytes(plain)));
}
