// Against server-side request forgery: the address is judged when the connection is made, and the connection goes to that very address, so a
// name that leads elsewhere a moment later (DNS rebinding) changes nothing. No proxy, no redirects, no cookies.
using System.Net;
using System.Net.Sockets;
using RemoteVerify.Cases.Webhooks;

namespace RemoteVerify.Server.Webhooks;

/// <summary>A name leads to an address where this service does not send to.</summary>
public sealed class AddressRefusedException(string reason) : IOException($"The address is refused: {reason}.")
{
    /// <summary>A code, such as <c>private</c> or <c>link-local</c>.</summary>
    public string Reason { get; } = reason;
}

/// <summary>Finds the addresses of a name.</summary>
public delegate Task<IPAddress[]> NameResolver(string host, CancellationToken cancellationToken);

/// <summary>Connections to addresses that somebody else has named.</summary>
/// <param name="rules">Where they may go.</param>
/// <param name="resolve">Names to addresses.</param>
public sealed class GuardedConnections(AddressRules rules, NameResolver resolve)
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestConnection = TimeSpan.FromMinutes(1);

    /// <summary>A handler that connects nowhere else.</summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = ConnectPatience,
        PooledConnectionIdleTimeout = IdleTime,
        PooledConnectionLifetime = LongestConnection,
        MaxResponseHeadersLength = 32,
        ActivityHeadersPropagator = null,
        ConnectCallback = ConnectAsync,
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        DnsEndPoint asked = context.DnsEndPoint;
        IPAddress[] found = IPAddress.TryParse(asked.Host, out IPAddress? literal) ? [literal] : await resolve(asked.Host, cancellationToken);
        if (found.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        // One closed address among open ones is a trap or a mistake; either way nothing is sent.
        if (found.Select(rules.Refusal).FirstOrDefault(reason => reason is not null) is { } refused)
        {
            throw new AddressRefusedException(refused);
        }

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, asked.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
