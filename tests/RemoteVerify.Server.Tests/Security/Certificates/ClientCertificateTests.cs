using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using RemoteVerify.Server.Security.Certificates;

namespace RemoteVerify.Server.Tests;

/// <summary>Officers who prove themselves by the certificate of the connection, over Kestrel's own TLS and behind a proxy.</summary>
[Collection(OneAccessService.Name)]
public class ClientCertificateTests(AccessService access)
{
    private const string Path = "/v1/oauth/token";

    /// <summary>What the proxy says of who asked; the certificate counts all the same, because the proxy is the other end of the line.</summary>
    private const string CallersAddress = "203.0.113.9";

    [Fact]
    public async Task Certificate_ByItsThumbprint_OpensAndBindsTheToken()
    {
        string token = await TokenAsync(access.Over(access.Card), "officer-card");
        JsonWebToken read = new(token);
        Assert.Equal(["pop", "x509"], read.Claims.Where(claim => claim.Type == "amr").Select(claim => claim.Value));
        using (JsonDocument bound = JsonDocument.Parse(read.GetClaim("cnf").Value))
        {
            Assert.Equal(Base64Url.EncodeToString(SHA256.HashData(access.Card.RawData)), bound.RootElement.GetProperty("x5t#S256").GetString());
        }

        (await access.Over(access.Card, token).GetAsync("/v1/cases")).Expect(200);

        // Stolen, it opens nothing: over no certificate, over another good one, and without TLS.
        (await access.Over(null, token).GetAsync("/v1/cases")).ExpectProblem(401, "token.missing-or-invalid");
        (await access.Over(access.Renewed(), token).GetAsync("/v1/cases")).ExpectProblem(401, "token.missing-or-invalid");
        (await access.Service.With(token).GetAsync("/v1/cases")).ExpectProblem(401, "token.missing-or-invalid");
    }

    [Fact]
    public async Task Certificate_ByIssuerAndSubject_MayBeRenewed()
    {
        await TokenAsync(access.Over(access.Renewed()), "officer-name");
        await TokenAsync(access.Over(access.Renewed()), "officer-name");

        // The card's own registration is of one certificate.
        Refused(await AskAsync(access.Over(access.Renewed()), "officer-card"));
        Refused(await AskAsync(access.Over(access.Card), "officer-name"));
    }

    [Fact]
    public async Task Certificate_ThatIsNotGood_IsRefusedLikeAWrongSecret()
    {
        const string subject = "CN=Cán bộ Đổi Thẻ, O=Xã Một, C=VN";
        using OfficersAuthority impostor = new();
        Refused(await AskAsync(access.Over(impostor.Issue(subject)), "officer-name"));
        Refused(await AskAsync(access.Over(access.Authority.Issue(subject, fromDays: -20, days: 10)), "officer-name"));
        Refused(await AskAsync(access.Over(access.Authority.Issue(subject, fromDays: 2)), "officer-name"));
        Refused(await AskAsync(access.Over(access.Authority.Issue(subject, usage: "1.3.6.1.5.5.7.3.1")), "officer-name"));
        Refused(await AskAsync(access.Over(access.Authority.Issue("CN=Người Khác, O=Xã Một, C=VN")), "officer-name"));
        Refused(await AskAsync(access.Over(null), "officer-name"));
        Refused(await AskAsync(access.Over(access.Card), "officer"));
        Refused(await AskAsync(access.Over(access.Card), "nobody"));
        await TokenAsync(access.Over(access.Authority.Issue(subject, usage: null)), "officer-name");
    }

    [Fact]
    public async Task Certificate_RevokedOrOfUnknownStatus_IsRefusedFromTheNextTokenOn()
    {
        X509Certificate2 lost = access.Renewed();
        Caller caller = access.Over(lost);
        await TokenAsync(caller, "officer-name");
        access.WriteList(lost);
        try
        {
            Refused(await AskAsync(caller, "officer-name"));
            await TokenAsync(access.Over(access.Renewed()), "officer-name");
            File.Delete(System.IO.Path.Combine(access.TrustFolder, "officers.crl"));
            Refused(await AskAsync(access.Over(access.Renewed()), "officer-name"));
        }
        finally
        {
            access.WriteList();
        }

        Assert.Contains(access.Service.Log.Lines, line => line.Contains("officer-name", StringComparison.Ordinal) && line.Contains("revoked", StringComparison.Ordinal));
        Assert.Contains(access.Service.Log.Lines, line => line.Contains("status-unknown", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Certificate_HandedOverByTheNamedProxy_CountsLikeAnOwnOne()
    {
        string header = $":{Convert.ToBase64String(access.Card.RawData)}:";
        string token = (await ProxiedAsync(header, "officer-card")).Expect(200).Json.GetProperty("access_token").GetString()!;
        Caller caller = access.Service.With(token);
        (await caller.SendAsync(HttpMethod.Get, "/v1/cases", null, ("Client-Cert", header), ("X-Forwarded-For", CallersAddress))).Expect(200);
        (await caller.GetAsync("/v1/cases")).ExpectProblem(401, "token.missing-or-invalid");
        (await ProxiedAsync(Uri.EscapeDataString(access.Card.ExportCertificatePem()), "officer-card")).Expect(200);
        foreach (string wrong in new[] { "::", ":AAAA:", ":###:", "x", "-----BEGIN CERTIFICATE-----", new string('A', 20_000) })
        {
            Refused(await ProxiedAsync(wrong, "officer-card"));
        }
    }

    [Theory]
    [InlineData("10.0.0.7", true)]
    [InlineData("::ffff:10.0.0.7", true)]
    [InlineData("10.0.0.8", false)]
    [InlineData("fe80::1", false)]
    public void Header_OfAnAddress_CountsForTheNamedProxyAlone(string remote, bool counts)
    {
        DefaultHttpContext context = new() { Connection = { RemoteIpAddress = IPAddress.Parse(remote) } };
        context.Request.Headers["X-Cert"] = $":{Convert.ToBase64String(access.Card.RawData)}:";
        ClientCertificates certificates = new(new ClientCertificateOptions { Proxies = ["10.0.0.7"], ProxyHeader = "X-Cert" });
        Assert.Equal(counts, certificates.Of(context) is not null);

        // Two values mean that one of them came from outside.
        context.Request.Headers.Append("X-Cert", $":{Convert.ToBase64String(access.Card.RawData)}:");
        Assert.Null(certificates.Of(context));
    }

    [Fact]
    public void Proxy_ThatIsNoAddress_StopsTheStart() =>
        Assert.Contains("proxy.example", Assert.Throws<InvalidDataException>(() => new ClientCertificates(new ClientCertificateOptions { Proxies = ["proxy.example"] })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("ab", null, null)]
    [InlineData(null, "CN=a", null)]
    [InlineData(null, "CN=a", "no name")]
    public void Registration_ThatNamesNothing_HasAFault(string? sha256, string? issuer, string? subject) =>
        Assert.NotNull(new RegisteredClientCertificate(sha256, issuer, subject).Fault());

    private Task<Answer> ProxiedAsync(string header, string client) => access.Service.Anyone.SendAsync(HttpMethod.Post, Path, Form(client), ("Client-Cert", header), ("X-Forwarded-For", CallersAddress));

    private static Task<Answer> AskAsync(Caller caller, string client) => caller.SendAsync(HttpMethod.Post, Path, Form(client));

    private static async Task<string> TokenAsync(Caller caller, string client) => (await AskAsync(caller, client)).Expect(200).Json.GetProperty("access_token").GetString()!;

    private static void Refused(Answer answer) => Assert.Equal("invalid_client", answer.Expect(401).Json.GetProperty("error").GetString());

    private static FormUrlEncodedContent Form(string client) => new(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = client });
}
