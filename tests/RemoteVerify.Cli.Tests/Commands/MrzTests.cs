using System.Text.Json;

namespace RemoteVerify.Cli.Tests;

public class MrzTests
{
    // The specimen of ICAO Doc 9303-5 (TD1).
    private const string Good = "I<UTOD231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6ERIKSSON<<ANNA<MARIA<<<<<<<<<<";

    [Fact]
    public async Task Parse_GoodZone_IsPositive()
    {
        JsonElement zone = (await CommandLine.RunAsync("mrz", "parse", Good, "--json")).Expect(0).Json;
        Assert.Equal("ERIKSSON", zone.GetProperty("surname").GetString());
        Assert.Equal("TD1", zone.GetProperty("format").GetString());
        Assert.True(zone.GetProperty("valid").GetBoolean());
        Assert.Contains("All check digits are right.", (await CommandLine.RunAsync("mrz", "parse", Good)).Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parse_VietnameseCard_ShowsDatesAndNumber()
    {
        const string card = "IDVNM2010000005048201000000<<50112318M9912315VNM<<<<<<<<<<<2DO<<DANG<DUC<<<<<<<<<<<<<<<<<<";
        JsonElement zone = (await CommandLine.RunAsync("mrz", "parse", card, "--at", "2026-11-01T00:00:00Z", "--json")).Expect(0).Json;
        Assert.Equal("2001-12-31", zone.GetProperty("birth").GetString());
        Assert.Equal("048201000000", zone.GetProperty("personalNumber").GetString());
        Assert.True(zone.GetProperty("neverExpires").GetBoolean());
        Assert.Contains("born 2001-12-31, M, never expires", (await CommandLine.RunAsync("mrz", "parse", card, "--at", "2026-11-01T00:00:00Z")).Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parse_WrongCheckDigit_IsNegative()
    {
        JsonElement zone = (await CommandLine.RunAsync("mrz", "parse", Good.Replace("7408122", "7408121", StringComparison.Ordinal), "--json")).Expect(1).Json;
        Assert.False(zone.GetProperty("valid").GetBoolean());
        Assert.Contains(zone.GetProperty("checks").EnumerateArray(), check => !check.GetProperty("ok").GetBoolean());
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("")]
    [InlineData("I<UTO")]
    public async Task Parse_Garbage_IsWrongUse(string text) => (await CommandLine.RunAsync("mrz", "parse", text, "--json")).ExpectMessage(2, "no machine readable zone");
}
