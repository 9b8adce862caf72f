using System.Text.Json;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Server.ChipRelay;

namespace RemoteVerify.Server.Tests.ChipRelay;

/// <summary>What a QR code hands to an app (docs/chip-relay.md section 3.5).</summary>
public sealed class RelayHandOverTests
{
    [Theory]
    [InlineData("https://dichvu.example", "wss://dichvu.example/v1/verifications/{0}/chip/relay")]
    [InlineData("http://127.0.0.1:5080/", "ws://127.0.0.1:5080/v1/verifications/{0}/chip/relay")]
    public void Text_IsJsonWithTheTicketBesideTheAddress_AndNoAddressItself(string service, string line)
    {
        VerificationId id = new(Guid.CreateVersion7());
        string text = RelayHandOver.Text(new Uri(service), id, new ChipRelayTicket("one.ticket", 1, new DateTimeOffset(2026, 11, 30, 9, 5, 0, TimeSpan.Zero)));
        JsonElement read = JsonDocument.Parse(text).RootElement;
        Assert.Equal((RelayHandOver.Kind, 1), (read.GetProperty("kind").GetString(), read.GetProperty("v").GetInt32()));
        Assert.Equal("one.ticket", read.GetProperty("ticket").GetString());
        Assert.Equal(string.Format(System.Globalization.CultureInfo.InvariantCulture, line, id.Value), read.GetProperty("relay").GetString());
        Assert.DoesNotContain("ticket", read.GetProperty("relay").GetString()!, StringComparison.Ordinal);
        Assert.False(Uri.TryCreate(text, UriKind.Absolute, out _));
    }
}
