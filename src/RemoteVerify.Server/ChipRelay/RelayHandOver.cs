using System.Text.Json;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Server.ChipRelay;

/// <summary>
/// What a QR code says that hands a relay over to an app on a phone (docs/chip-relay.md section 3.5): JSON and no address, so that a scanner which opens whatever it finds sends the ticket
/// nowhere.
/// </summary>
public static class RelayHandOver
{
    /// <summary>Tells the app that the code is meant for it.</summary>
    public const string Kind = "remoteverify-chip-relay";

    public const int Version = 1;

    /// <param name="service">Address under which the world reaches the service.</param>
    /// <param name="verification">Whose chip is read.</param>
    /// <param name="ticket">The single-use ticket.</param>
    public static string Text(Uri service, VerificationId verification, ChipRelayTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(ticket);
        UriBuilder line = new(service) { Scheme = service.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs, Path = $"/v1/verifications/{verification.Value:D}/chip/relay" };
        return JsonSerializer.Serialize(new { kind = Kind, v = Version, relay = line.Uri.AbsoluteUri, ticket = ticket.Ticket, expiresAt = ticket.ExpiresAt }, JsonSerializerOptions.Web);
    }
}
