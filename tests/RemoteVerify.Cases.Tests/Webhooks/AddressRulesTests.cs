using System.Net;
using RemoteVerify.Cases.Webhooks;

namespace RemoteVerify.Cases.Tests.Webhooks;

public sealed class AddressRulesTests
{
    private static readonly AddressRules Closed = new(AllowLoopback: false, [443, 8443]);
    private static readonly AddressRules Development = new(AllowLoopback: true, [443]);

    [Theory]
    [InlineData("https://portal.vn/hooks")]
    [InlineData("https://portal.vn:8443/hooks?key=1")]
    [InlineData("https://8.8.8.8/hooks")]
    [InlineData("https://[2606:4700::1111]/hooks")]
    public void Problems_OfAPublicAddress_AreNone(string address) => Assert.Empty(Closed.Problems(address));

    [Theory]
    [InlineData(null, "address.malformed")]
    [InlineData("portal.vn/hooks", "address.malformed")]
    [InlineData("ftp://portal.vn/", "address.not-https")]
    [InlineData("http://portal.vn/", "address.not-https")]
    [InlineData("file:///etc/passwd", "address.not-https")]
    [InlineData("https://me:secret@portal.vn/", "address.user-or-fragment")]
    [InlineData("https://portal.vn/#part", "address.user-or-fragment")]
    [InlineData("https://portal.vn:22/", "address.port-not-allowed")]
    [InlineData("https://portal.vn:5432/", "address.port-not-allowed")]
    [InlineData("https://127.0.0.1/", "address.not-public")]
    [InlineData("https://2130706433/", "address.not-public")]
    [InlineData("https://0x7f.1/", "address.not-public")]
    [InlineData("https://[::1]/", "address.not-public")]
    [InlineData("https://[::ffff:10.0.0.1]/", "address.not-public")]
    [InlineData("https://169.254.169.254/latest/meta-data", "address.not-public")]
    [InlineData("https://localhost/", "address.not-public")]
    [InlineData("https://database/", "address.not-public")]
    [InlineData("https://db.internal/", "address.not-public")]
    [InlineData("https://printer.LOCAL./", "address.not-public")]
    public void Problems_OfAnyOther_NameIt(string? address, string problem) => Assert.Contains(problem, Closed.Problems(address));

    [Fact]
    public void Problems_OfLoopbackInDevelopment_AreNoneAtAnyPortAndWithoutTls()
    {
        Assert.Empty(Development.Problems("http://127.0.0.1:9999/x"));
        Assert.Empty(Development.Problems("http://localhost:9999/x"));
        Assert.Equal(["address.not-https"], Development.Problems("http://portal.vn:443/"));
        Assert.Equal(["address.not-public"], Development.Problems("https://10.0.0.1/"));
    }

    [Theory]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("127.255.1.2", "loopback")]
    [InlineData("0.0.0.0", "this-network")]
    [InlineData("10.1.2.3", "private")]
    [InlineData("172.31.255.255", "private")]
    [InlineData("192.168.1.1", "private")]
    [InlineData("100.64.0.1", "carrier-nat")]
    [InlineData("169.254.169.254", "link-local")]
    [InlineData("168.63.129.16", "metadata")]
    [InlineData("192.0.0.192", "protocol")]
    [InlineData("198.18.0.1", "benchmark")]
    [InlineData("224.0.0.1", "multicast")]
    [InlineData("255.255.255.255", "reserved")]
    [InlineData("::1", "loopback")]
    [InlineData("::", "not-public")]
    [InlineData("fe80::1", "link-local")]
    [InlineData("fd00:ec2::254", "private")]
    [InlineData("fec0::1", "not-public")]
    [InlineData("ff02::1", "multicast")]
    [InlineData("2001::1", "protocol")]
    [InlineData("2001:db8::1", "documentation")]
    [InlineData("::ffff:192.168.0.1", "private")]
    [InlineData("::ffff:169.254.169.254", "link-local")]
    [InlineData("::127.0.0.1", "not-public")]
    [InlineData("64:ff9b::10.0.0.1", "private")]
    [InlineData("2002:a00:1::1", "private")]
    public void Refusal_OfAClosedAddress_IsItsKind(string address, string kind) => Assert.Equal(kind, Closed.Refusal(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("64:ff9b::1.1.1.1")]
    public void Refusal_OfAPublicAddress_IsNone(string address) => Assert.Null(Closed.Refusal(IPAddress.Parse(address)));

    [Fact]
    public void Refusal_OfLoopbackInDevelopment_IsNoneAndNothingElseOpens()
    {
        Assert.Null(Development.Refusal(IPAddress.Loopback));
        Assert.Null(Development.Refusal(IPAddress.Parse("::ffff:127.0.0.1")));
        Assert.Equal("private", Development.Refusal(IPAddress.Parse("10.0.0.1")));
    }
}
