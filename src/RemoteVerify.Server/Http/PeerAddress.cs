using System.Net;

namespace RemoteVerify.Server.Http;

/// <summary>
/// The address at the other end of the connection. Behind a trusted proxy the address of the connection is replaced by the caller's, so what depends on
/// the proxy itself (a header that only it may write) asks here.
/// </summary>
internal static class PeerAddress
{
    private static readonly object Key = new();

    /// <summary>Keeps the address as the connection has it; called before any header is believed.</summary>
    public static void Remember(HttpContext context) => context.Items[Key] = context.Connection.RemoteIpAddress;

    public static IPAddress? Of(HttpContext context) => context.Items.TryGetValue(Key, out object? peer) ? peer as IPAddress : context.Connection.RemoteIpAddress;
}
