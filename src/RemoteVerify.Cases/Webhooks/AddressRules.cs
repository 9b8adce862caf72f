// Against server-side request forgery (Standard Webhooks 1.0.0, "Server side request forgery"). Registries: IANA special-purpose
// addresses for IPv4 and IPv6 (RFC 6890 with its updates).
using System.Net;
using System.Net.Sockets;

namespace RemoteVerify.Cases.Webhooks;

/// <summary>Where webhooks may go: to public addresses over HTTPS. The name is judged when it is registered, its addresses at every connection.</summary>
/// <param name="AllowLoopback">For development: the loopback interface too, there also without TLS and at any port.</param>
/// <param name="Ports">The ports that may be used.</param>
public sealed record AddressRules(bool AllowLoopback, IReadOnlyList<int> Ports)
{
    /// <summary>Longest address in characters.</summary>
    public const int LongestAddress = 2000;

    private static readonly string[] InternalNames = [".local", ".localhost", ".internal", ".intranet", ".lan", ".home.arpa", ".corp", ".onion", ".test", ".invalid", ".example"];

    private static readonly (IPNetwork Network, string Name)[] Closed =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "this-network"), (IPNetwork.Parse("10.0.0.0/8"), "private"), (IPNetwork.Parse("100.64.0.0/10"), "carrier-nat"),
        (IPNetwork.Parse("127.0.0.0/8"), "loopback"), (IPNetwork.Parse("169.254.0.0/16"), "link-local"), (IPNetwork.Parse("172.16.0.0/12"), "private"),
        (IPNetwork.Parse("192.0.0.0/24"), "protocol"), (IPNetwork.Parse("192.0.2.0/24"), "documentation"), (IPNetwork.Parse("192.88.99.0/24"), "relay"),
        (IPNetwork.Parse("192.168.0.0/16"), "private"), (IPNetwork.Parse("198.18.0.0/15"), "benchmark"), (IPNetwork.Parse("198.51.100.0/24"), "documentation"),
        (IPNetwork.Parse("203.0.113.0/24"), "documentation"), (IPNetwork.Parse("224.0.0.0/4"), "multicast"), (IPNetwork.Parse("240.0.0.0/4"), "reserved"),

        // Cloud metadata that hides outside the ranges above; that of most is link-local.
        (IPNetwork.Parse("168.63.129.16/32"), "metadata"),
        (IPNetwork.Parse("::1/128"), "loopback"), (IPNetwork.Parse("fe80::/10"), "link-local"), (IPNetwork.Parse("fc00::/7"), "private"),
        (IPNetwork.Parse("ff00::/8"), "multicast"), (IPNetwork.Parse("2001::/23"), "protocol"), (IPNetwork.Parse("2001:db8::/32"), "documentation"),
        (IPNetwork.Parse("3fff::/20"), "documentation"), (IPNetwork.Parse("5f00::/16"), "protocol"),
    ];

    private static readonly IPNetwork Public6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>What is wrong with an address that a client wants to register, in codes; empty when nothing is.</summary>
    public IReadOnlyList<string> Problems(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > LongestAddress || !Uri.TryCreate(text, UriKind.Absolute, out Uri? address))
        {
            return ["address.malformed"];
        }

        bool here = AllowLoopback && address.IsLoopback;
        List<string> problems = [];
        if (address.Scheme != Uri.UriSchemeHttps && !(here && address.Scheme == Uri.UriSchemeHttp))
        {
            problems.Add("address.not-https");
        }

        if (address.UserInfo.Length > 0 || address.Fragment.Length > 0)
        {
            problems.Add("address.user-or-fragment");
        }

        if (!here && !Ports.Contains(address.Port))
        {
            problems.Add("address.port-not-allowed");
        }

        if (!here && HostProblem(address) is { } host)
        {
            problems.Add(host);
        }

        return problems;
    }

    /// <summary>Why nothing is sent to an address that a name leads to, as a code; null when it may be.</summary>
    public string? Refusal(IPAddress address)
    {
        IPAddress inner = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (AllowLoopback && IPAddress.IsLoopback(inner))
        {
            return null;
        }

        if (Closed.FirstOrDefault(closed => closed.Network.BaseAddress.AddressFamily == inner.AddressFamily && closed.Network.Contains(inner)) is { Name: { } name })
        {
            return name;
        }

        if (inner.AddressFamily == AddressFamily.InterNetwork)
        {
            return null;
        }

        return Embedded(inner) is { } version4 ? Refusal(version4) : Public6.Contains(inner) && inner.ScopeId == 0 ? null : "not-public";
    }

    private string? HostProblem(Uri address)
    {
        if (IPAddress.TryParse(address.DnsSafeHost, out IPAddress? literal))
        {
            return Refusal(literal) is null ? null : "address.not-public";
        }

        string name = address.IdnHost.TrimEnd('.').ToLowerInvariant();
        return name.Contains('.', StringComparison.Ordinal) && !InternalNames.Any(end => name.EndsWith(end, StringComparison.Ordinal)) ? null : "address.not-public";
    }

    /// <summary>The IPv4 address that NAT64 or 6to4 would reach through an IPv6 one.</summary>
    private static IPAddress? Embedded(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        return Nat64.Contains(address) ? new IPAddress(bytes.AsSpan(12, 4)) : SixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4)) : null;
    }
}
