using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Fetching;
using RemoteVerify.Pki.Revocation;
using RemoteVerify.TestKit;
using Certificate = RemoteVerify.Pki.Certificates.Certificate;

namespace RemoteVerify.Pki.Tests.Fetching;

public sealed class HttpRevocationSourceTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private readonly OpenSsl _openssl = new();
    private readonly HttpClient _client = new();
    private readonly RSA _issuerKey = RSA.Create(2048);
    private readonly X509Certificate2 _issuer;

    public HttpRevocationSourceTests()
    {
        CertificateRequest request = new("CN=Issuer", _issuerKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign | X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _issuer = request.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(30));
    }

    public void Dispose()
    {
        _client.Dispose();
        _openssl.Dispose();
        _issuer.Dispose();
        _issuerKey.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FindAsync_FromOpenSslsResponder_GivesItsAnswer(bool revoked)
    {
        using LoopbackServer server = new((context, request) => LoopbackServer.SendAsync(context, "application/ocsp-response", Respond(request)));
        Certificate certificate = Issue([server.Address], []);
        string state = revoked ? $"R\t{Time(Now.AddDays(20))}\t{Time(Now.AddHours(-2))},keyCompromise" : $"V\t{Time(Now.AddDays(20))}\t";
        _openssl.Write("index.txt", $"{state}\t{Convert.ToHexString(certificate.SerialNumber.Span)}\tunknown\t/CN=x\n");

        RevocationEvidence evidence = await Source().FindAsync(certificate, Certificate.Read(_issuer.RawData), CancellationToken.None);

        OcspResponse response = Assert.Single(evidence.Responses);
        OcspSingleResponse answer = response.Find(certificate, Certificate.Read(_issuer.RawData))!;
        Assert.Equal(revoked ? OcspCertificateStatus.Revoked : OcspCertificateStatus.Good, answer.Status);
        Assert.Equal(SignatureCheck.Valid, response.VerifySignature(Certificate.Read(_issuer.RawData).PublicKey));
        if (revoked)
        {
            Assert.Equal(RevocationReason.KeyCompromise, answer.Reason);
        }
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/ocsp-response")]
    public async Task FindAsync_ResponderThatTalksNonsense_FallsBackOnTheList(string type)
    {
        using LoopbackServer server = new((context, _) => context.Request.Url!.AbsolutePath switch
        {
            "/list" => RedirectAsync(context, "/moved.crl"),
            "/moved.crl" => LoopbackServer.SendAsync(context, "application/octet-stream", List(_issuer)),
            _ => LoopbackServer.SendAsync(context, type, "nonsense"u8.ToArray()),
        });
        RevocationEvidence evidence = await Source().FindAsync(Issue([server.Address], [new Uri(server.Address, "list")]), Certificate.Read(_issuer.RawData), CancellationToken.None);
        Assert.Empty(evidence.Responses);
        Assert.Single(evidence.Crls);
    }

    [Fact]
    public async Task FindAsync_ListOfAnotherIssuer_IsPassedOver()
    {
        using RSA otherKey = RSA.Create(2048);
        CertificateRequest request = new("CN=Other", otherKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using X509Certificate2 other = request.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(30));
        using LoopbackServer server = new((context, _) => LoopbackServer.SendAsync(context, "application/pkix-crl", List(context.Request.Url!.AbsolutePath == "/other" ? other : _issuer)));
        Certificate certificate = Issue([], [new Uri(server.Address, "other"), new Uri(server.Address, "right")]);
        Crl list = Assert.Single((await Source().FindAsync(certificate, Certificate.Read(_issuer.RawData), CancellationToken.None)).Crls);
        Assert.Equal("Issuer", list.Issuer.CommonName);
    }

    [Fact]
    public async Task FindAsync_ManySilentAddresses_EndsAfterAFew()
    {
        int asked = 0;
        using LoopbackServer server = new(async (_, _) =>
        {
            Interlocked.Increment(ref asked);
            await Task.Delay(TimeSpan.FromSeconds(3));
        });
        Certificate certificate = Issue([.. Enumerable.Range(0, 50).Select(i => new Uri(server.Address, $"ocsp{i}"))], []);
        RevocationEvidence evidence = await new HttpRevocationSource(_client, new FetchOptions { TimeLimit = TimeSpan.FromMilliseconds(100) })
            .FindAsync(certificate, Certificate.Read(_issuer.RawData), CancellationToken.None);
        Assert.Empty(evidence.Responses);
        Assert.InRange(asked, 0, 3);
    }

    [Theory]
    [InlineData("file:///etc/hostname")]
    [InlineData("ldap://127.0.0.1/cn=x")]
    [InlineData("ftp://127.0.0.1/x.crl")]
    public async Task FindAsync_AddressOfAnotherScheme_IsNotFollowed(string address) =>
        Assert.Empty((await Source().FindAsync(Issue([new Uri(address)], [new Uri(address)]), Certificate.Read(_issuer.RawData), CancellationToken.None)).Crls);

    private HttpRevocationSource Source() => new(_client, new FetchOptions { TimeLimit = TimeSpan.FromSeconds(30) });

    private byte[] Respond(byte[] request)
    {
        _openssl.Write("request.der", request);
        _openssl.Write("issuer.pem", _issuer.ExportCertificatePem());
        _openssl.Write("issuer.key", _issuerKey.ExportPkcs8PrivateKeyPem());
        _openssl.Run("ocsp -index index.txt -CA issuer.pem -rsigner issuer.pem -rkey issuer.key -reqin request.der -respout response.der -ndays 1");
        return _openssl.Read("response.der");
    }

    private Certificate Issue(Uri[] responders, Uri[] lists)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=x", key, HashAlgorithmName.SHA256);
        if (responders.Length > 0)
        {
            request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(responders.Select(uri => uri.AbsoluteUri), []));
        }

        if (lists.Length > 0)
        {
            request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension(lists.Select(uri => uri.AbsoluteUri)));
        }

        byte[] serial = RandomNumberGenerator.GetBytes(12);
        serial[0] = 0x41;
        using X509Certificate2 issued = request.Create(_issuer.SubjectName, X509SignatureGenerator.CreateForRSA(_issuerKey, RSASignaturePadding.Pkcs1), Now.AddHours(-3), Now.AddDays(20), serial);
        return Certificate.Read(issued.RawData);
    }

    private static byte[] List(X509Certificate2 issuer) =>
        new CertificateRevocationListBuilder().Build(issuer, 1, Now.AddDays(7), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, Now.AddHours(-1));

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyMMddHHmmss'Z'", CultureInfo.InvariantCulture);

    private static Task RedirectAsync(HttpListenerContext context, string to)
    {
        context.Response.StatusCode = 302;
        context.Response.RedirectLocation = to;
        return Task.CompletedTask;
    }
}
