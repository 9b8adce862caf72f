using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using RemoteVerify.Cases;
using RemoteVerify.Cases.SignIn;
using RemoteVerify.Server.Security;
using RemoteVerify.Server.Security.Certificates;
using RemoteVerify.Server.Security.Issuing;

namespace RemoteVerify.Server.Tests;

/// <summary>
/// A service that demands a certificate or a one-time code of officers, asks for certificates on an endpoint of its own, takes the tokens of another
/// issuer, and has tenants in a tree.
/// </summary>
public sealed class AccessService : IAsyncLifetime
{
    public const string Province = "tinh";
    private const string Subject = "CN=Cán bộ Đổi Thẻ, O=Xã Một, C=VN";

    private readonly X509Certificate2 _server = ServerCertificate();
    private readonly List<HttpClient> _clients = [];

    public AccessService() => Card = Authority.Issue("CN=Cán bộ Một Thẻ, C=VN");

    public RunningService Service { get; } = new();

    public OfficersAuthority Authority { get; } = new();

    public LoopbackIssuer Issuer { get; } = new();

    /// <summary>The certificate that <c>officer-card</c> is registered with.</summary>
    public X509Certificate2 Card { get; }

    public string TrustFolder => Path.Combine(Service.Folder, "officers");

    /// <summary>Where certificates are asked for.</summary>
    public Uri Secure { get; private set; } = new("https://127.0.0.1");

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(TrustFolder);
        File.WriteAllBytes(Path.Combine(TrustFolder, "root.cer"), Authority.Root.RawData);
        WriteList();
        File.WriteAllText(Path.Combine(Service.Folder, "tls.pem"), _server.ExportCertificatePem());
        File.WriteAllText(Path.Combine(Service.Folder, "tls.key"), _server.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(Service.Folder, "tenants.json"), JsonSerializer.Serialize(new object[]
        {
            new { id = Province, name = "Tỉnh Mẫu" }, new { id = RunningService.Tenant, name = "Xã Một", parent = Province },
            new { id = RunningService.OtherTenant, name = "Xã Hai", monthlyLimits = new Dictionary<string, long> { ["case.open"] = 1 } },
        }));
        await Issuer.StartAsync();
        Service.MoreClients.AddRange(
        [
            new ClientRegistration("officer-card", ClientKind.Officer, RunningService.Tenant, "Cán bộ Một Thẻ", null, null) { Certificates = [new RegisteredClientCertificate(Convert.ToHexString(SHA256.HashData(Card.RawData)))] },
            new ClientRegistration("officer-name", ClientKind.Officer, RunningService.Tenant, "Cán bộ Đổi Thẻ", null, null) { Certificates = [new RegisteredClientCertificate(null, Authority.Root.Subject, Subject)] },
            new ClientRegistration("portal-abroad", ClientKind.Portal, RunningService.Tenant, "Cổng khác", null, null) { External = new ExternalIdentity(Issuer.Name, "abroad-7") },
            RunningService.Client("province", ClientKind.Reporter, Province) with { SeesTenantsBelow = true },
            RunningService.Client("province-own", ClientKind.Reporter, Province),
        ]);
        foreach ((string name, string value) in new[]
        {
            ("Service:OfficerSignIn:Demand", "Either"), ("Service:OfficerSignIn:MostWrongCodes", "3"), ("Service:TenantsFile", Path.Combine(Service.Folder, "tenants.json")),
            ("Service:ClientCertificates:TrustDirectory", TrustFolder), ("Service:ClientCertificates:Proxies:0", "127.0.0.1"), ("Service:Http:TrustedProxies:0", "127.0.0.1"), ("Service:ClientCertificates:Address", "https://officers.example"),
            ("Service:ExternalIssuers:0:Issuer", Issuer.Name), ("Service:ExternalIssuers:0:Audience", "remoteverify-test"),
            ("Kestrel:Endpoints:A:Url", "http://127.0.0.1:0"), ("Kestrel:Endpoints:B:Url", "https://127.0.0.1:0"), ("Kestrel:Endpoints:B:ClientCertificateMode", "AllowCertificate"),
            ("Kestrel:Endpoints:B:Certificate:Path", Path.Combine(Service.Folder, "tls.pem")), ("Kestrel:Endpoints:B:Certificate:KeyPath", Path.Combine(Service.Folder, "tls.key")),
        })
        {
            Service.Settings[name] = value;
        }

        await Service.InitializeAsync();
        Secure = new Uri(Service.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single(address => address.StartsWith("https", StringComparison.Ordinal)));
    }

    /// <summary>A certificate of the name that <c>officer-name</c> is registered with.</summary>
    public X509Certificate2 Renewed() => Authority.Issue(Subject);

    public void WriteList(params X509Certificate2[] revoked) => File.WriteAllBytes(Path.Combine(TrustFolder, "officers.crl"), Authority.List(revoked));

    /// <summary>A caller over TLS with this certificate, or none.</summary>
    public Caller Over(X509Certificate2? certificate, string? token = null)
    {
        SocketsHttpHandler handler = new();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, seen, _, _) => seen is not null && seen.GetRawCertData().AsSpan().SequenceEqual(_server.RawData);
        if (certificate is not null)
        {
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, [], offline: true);
        }

        HttpClient http = new(handler);
        _clients.Add(http);
        return new Caller(http, Secure, token);
    }

    /// <summary>The answer of the token endpoint to an officer with a secret and perhaps a code.</summary>
    public Task<Answer> SignInAsync(string client, string? code = null)
    {
        Dictionary<string, string> form = new() { ["grant_type"] = "client_credentials", ["client_id"] = client, ["client_secret"] = RunningService.SecretOf(client) };
        if (code is not null)
        {
            form["otp"] = code;
        }

        return Service.Anyone.FormAsync("/v1/oauth/token", form);
    }

    /// <summary>Sets single-use codes of an officer up, as the operator does.</summary>
    public async Task<IReadOnlyList<string>> PrintCodesAsync(string client, int count)
    {
        Outcome<EnrolledCodes> done = await Service.Services.GetRequiredService<EnrolOneTimeCodes>().DoAsync(Actor.Service(new TenantId(RunningService.Tenant)), client, count, CancellationToken.None);
        return done.Value.List;
    }

    public async Task DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await Service.DisposeAsync();
        await Issuer.DisposeAsync();
        Authority.Dispose();
        _server.Dispose();
    }

    private static X509Certificate2 ServerCertificate()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
    }
}

/// <summary>One such service for all tests that don't stop it.</summary>
[CollectionDefinition(Name)]
public sealed class OneAccessService : ICollectionFixture<AccessService>
{
    public const string Name = "one service with access rules";
}
