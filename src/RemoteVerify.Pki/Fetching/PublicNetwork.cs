// RFC 6890 and its registries: networks that no public server is in.
using System.Net;
using System.Net.Sockets;

namespace RemoteVerify.Pki.Fetching;

/// <summary>
/// Connections for addresses that others chose, such as those in a certificate: only to public addresses, looked up once and
/// connected to as looked up, so that a name can't point into the own network meanwhile.
/// </summary>
public static class PublicNetwork
{
    private static readonly IPNetwork[] Closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/9", "ff00::/8",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    /// <summary>Whether a server of the open network may have this address.</summary>
    public static bool IsPublic(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        IPAddress meant = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Closed.Any(network => network.BaseAddress.AddressFamily == meant.AddressFamily && network.Contains(meant));
    }

    /// <summary>A handler without redirects and cookies that connects to public addresses only. Behind a proxy it is the proxy's host that is looked at.</summary>
    /// <param name="ownHosts">Names or addresses, as they stand in the address, that may be in the own network all the same.</param>
    /// <param name="connect">How long the connection may take.</param>
    public static SocketsHttpHandler CreateHandler(IReadOnlyCollection<string> ownHosts, TimeSpan connect) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = connect,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = (context, cancellationToken) => ConnectAsync(
            context.DnsEndPoint, ownHosts.Contains(context.DnsEndPoint.Host, StringComparer.OrdinalIgnoreCase), cancellationToken),
    };

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, bool mayBeOwn, CancellationToken cancellationToken)
    {
        IPAddress[] found = await Dns.GetHostAddressesAsync(target.Host, cancellationToken).ConfigureAwait(false);
        IPAddress[] open = [.. found.Where(address => mayBeOwn || IsPublic(address))];
        if (open.Length == 0)
        {
            throw new IOException($"{target.Host} has no address in the open network.");
        }

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, target.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
