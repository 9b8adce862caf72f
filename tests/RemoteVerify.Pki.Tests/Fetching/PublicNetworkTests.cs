using System.Net;
using RemoteVerify.Pki.Fetching;

namespace RemoteVerify.Pki.Tests.Fetching;

/// <summary>An address in somebody's certificate must not lead into the own network.</summary>
public sealed class PublicNetworkTests
{
    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("::7f00:1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2400:6180::1", true)]
    [InlineData("113.160.0.1", true)]
    public void IsPublic_OfAnAddress(string address, bool open) => Assert.Equal(open, PublicNetwork.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Handler_ForTheOwnNetwork_ConnectsOnlyToNamedHosts(string host)
    {
        int asked = 0;
        using LoopbackServer server = new((context, _) =>
        {
            Interlocked.Increment(ref asked);
            return LoopbackServer.SendAsync(context, "application/pkix-crl", [1]);
        });
        Uri address = new UriBuilder(server.Address) { Host = host }.Uri;
        using HttpClient closed = new(PublicNetwork.CreateHandler([], TimeSpan.FromSeconds(5)));
        await Assert.ThrowsAsync<HttpRequestException>(() => closed.GetAsync(address));
        Assert.Equal(0, asked);

        using HttpClient open = new(PublicNetwork.CreateHandler([host.ToUpperInvariant()], TimeSpan.FromSeconds(5)));
        using HttpRequestMessage request = new(HttpMethod.Get, address) { Headers = { Host = server.Address.Authority } };
        using HttpResponseMessage answer = await open.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, asked);
    }
}
