using System.Security.Cryptography;
using Certificate = RemoteVerify.Pki.Certificates.Certificate;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Hsm;
using RemoteVerify.Hsm.Tests;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Composition.Keys;
using RemoteVerify.Server.Security;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Server.Tests;

/// <summary>Which keys the service signs with: keys made in SoftHSM tokens and certified by a root of the test.</summary>
public sealed class AuthorityKeysTests : IDisposable
{
    private static readonly string[] Names = [.. TokenSettings.Names];

    private readonly string _folder = Directory.CreateTempSubdirectory("rv-keys-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task Start_WithAllKeysInATokenAndAnOwnRoot_SignsWithThemAndMakesNoDevelopmentKeys()
    {
        await using Running service = await RunAsync(Settings(Names));
        Assert.Equal("token", (await service.Caller.GetAsync("/health")).Expect(200).Json.GetProperty("authority").GetString());
        await using (IUnitOfWork unit = await service.Parts.Storage.BeginAsync(CancellationToken.None))
        {
            Assert.Null(await unit.Secrets.FindAsync("development-hierarchy", CancellationToken.None));
        }

        using OpenSsl openssl = new();
        openssl.Write("root.pem", File.ReadAllBytes(Path.Combine(_folder, "root.pem")));
        openssl.WritePem("issuing.pem", service.Parts.Keys.Authority.Certificate.Encoded.ToArray());
        openssl.WritePem("seal.pem", service.Parts.Keys.Seal.Certificate.Encoded.ToArray());
        openssl.Write("data", "dữ liệu"u8);
        await openssl.RunAsync("ts", "-query", "-data", "data", "-sha256", "-cert", "-out", "query.tsq");
        openssl.Write("reply.tsr", (await service.Caller.BytesAsync("/v1/timestamps", File.ReadAllBytes(Path.Combine(openssl.Folder, "query.tsq")), "application/timestamp-query")).Expect(200).Body);
        (int exit, string output) = await openssl.RunAsync("ts", "-verify", "-in", "reply.tsr", "-queryfile", "query.tsq", "-CAfile", "root.pem");
        Assert.True(exit == 0, output);

        (_, output) = await openssl.RunAsync("ocsp", "-issuer", "issuing.pem", "-cert", "seal.pem", "-url", new Uri(service.Address, "/v1/ocsp").ToString(), "-CAfile", "root.pem");
        Assert.Contains("Response verify OK", output, StringComparison.Ordinal);
        Assert.Contains("seal.pem: good", output, StringComparison.Ordinal);
        openssl.Write("issuing.crl", (await service.Caller.GetAsync("/v1/crl")).Expect(200).Body);
        (exit, output) = await openssl.RunAsync("crl", "-inform", "DER", "-in", "issuing.crl", "-noout", "-CAfile", "issuing.pem");
        Assert.True(exit == 0 && output.Contains("verify OK", StringComparison.Ordinal), output);
        Assert.Equal(File.ReadAllBytes(Path.Combine(_folder, "root.crl")), (await service.Caller.GetAsync("/v1/crl/root.crl")).Expect(200).Body);
    }

    [Fact]
    public async Task Start_WithAnAuthorityAddress_NamesItInWhatItIssuesFromThenOn()
    {
        await using Running service = await RunAsync(new() { ["Service:AuthorityAddress"] = "https://ky.example/v1/" });
        using SoftwareKey key = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        Certificate issued = service.Parts.Keys.Authority.Issue(CertificateProfile.Officer, new DistinguishedNameParts { CommonName = "Cán bộ" }, key.PublicKey, now, now.AddDays(1));
        Assert.Equal(["https://ky.example/v1/crl/issuing.crl"], issued.CrlDistributionPoints);
        Assert.Equal(["https://ky.example/v1/ocsp"], issued.OcspAddresses);
    }

    [SkippableFact]
    public async Task Start_WithTheSealAlone_KeepsTheRestOfTheDevelopmentHierarchy()
    {
        await using Running service = await RunAsync(Settings(["Seal"]));
        Assert.IsType<Pkcs11Key>(service.Parts.Keys.Seal.Key);
        Assert.IsType<SoftwareKey>(service.Parts.Keys.Timestamp.Key);
        Assert.True(service.Parts.Keys.IsDevelopment);
    }

    [SkippableFact]
    public async Task Start_InProduction_RefusesByNameWhatIsNotInATokenAndNothingElseOfTheKeys()
    {
        string nothing = await RefusedAsync("Production", new());
        Assert.All(Names, name => Assert.Contains($"Service:Keys:{name}", nothing, StringComparison.Ordinal));
        Assert.Contains("PKCS#11", nothing, StringComparison.Ordinal);
        string three = await RefusedAsync("Production", Settings(["Issuing", "Timestamp", "Seal"]));
        Assert.Contains("Service:Keys:Ocsp not set", three, StringComparison.Ordinal);

        // What is left then are the models and the clients.
        string all = await RefusedAsync("Production", Settings(Names));
        Assert.DoesNotContain("Service:Keys", all, StringComparison.Ordinal);
        Assert.Contains("Service:ClientsFile", all, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Start_InProductionWithTokensClientsAndAcceptedModels_Starts()
    {
        ModelCatalog models = new(ModelManifest.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "models", "manifest.json"))), "standard", (_, _) => null);
        File.WriteAllBytes(Path.Combine(_folder, "acceptance.json"), ProvenanceAcceptance.Of(models, "UBND Xã Một", SoftToken.Now).Write());
        File.WriteAllBytes(Path.Combine(_folder, "clients.json"), ClientRegistry.Write(
            [new ClientRegistration("portal", ClientKind.Portal, "xa-mot", "Cổng", ClientRegistry.HashSecret(RunningService.SecretOf("portal")), null, "UBND xã Một", null)]));
        Dictionary<string, string?> settings = new(Settings(Names))
        {
            ["Service:ModelSet"] = "standard",
            ["Service:ModelAcceptanceFile"] = Path.Combine(_folder, "acceptance.json"),
            ["Service:ClientsFile"] = Path.Combine(_folder, "clients.json"),
        };
        Assert.Contains("no lawyer has verified a version of a procedure", await RefusedAsync("Production", settings), StringComparison.Ordinal);
        await VerifiedProcedures.ImportAsync(Path.Combine(_folder, "data"), "marital-certificate");
        await using Running service = await RunAsync(settings, "Production");
        Assert.Equal([true, false, false, false, false], (await service.Caller.GetAsync("/v1/procedures")).Expect(200).Json.EnumerateArray()
            .OrderBy(p => p.GetProperty("code").GetString() != "marital-certificate").Select(p => p.GetProperty("isOffered").GetBoolean()));
        Assert.Equal("token", (await service.Caller.GetAsync("/health")).Expect(200).Json.GetProperty("authority").GetString());

        // Keys in a token do not help where the certificates are a development hierarchy's.
        Dictionary<string, string?> development = new(settings);
        foreach (string name in Names)
        {
            string file = Path.Combine(_folder, name + "-development.pem");
            File.WriteAllText(file, string.Concat(new[] { Development(name), SoftToken.Hierarchy.IssuingAuthority.Certificate, SoftToken.Hierarchy.Root }
                .Select(certificate => PemEncoding.WriteString("CERTIFICATE", certificate.Encoded.Span) + "\n")));
            development[$"Service:Keys:{name}:CertificateFile"] = file;
        }

        File.WriteAllBytes(Path.Combine(_folder, "root.crl"), SoftToken.Hierarchy.Parent.IssueCrl([], 1, SoftToken.Now, SoftToken.Now.AddDays(1)).Encoded.ToArray());
        Assert.Contains("come from a development hierarchy", await RefusedAsync("Production", development), StringComparison.Ordinal);
    }

    private static Certificate Development(string name) => SoftToken.Shared.CertificateOf(TokenSettings.ObjectOf(name));

    [SkippableFact]
    public async Task Start_WithSomeKeysOnly_IsRefusedEverywhere() =>
        Assert.Contains("not Timestamp, Ocsp", await RefusedAsync("Development", Settings(["Issuing", "Seal"])), StringComparison.Ordinal);

    [SkippableFact]
    public async Task Start_WithAnotherPinReferenceCertificateOrList_NamesTheSettingAndNoSecret()
    {
        Dictionary<string, string?> settings = Settings(Names);
        Assert.Contains("Service:Keys:Seal: There is no file", await RefusedAsync("Development", With(settings, "Seal:Pin", "file:" + Path.Combine(_folder, "none"))), StringComparison.Ordinal);
        string written = await RefusedAsync("Development", With(settings, "Seal:Pin", SoftToken.Pin));
        Assert.Contains("env:NAME or file:PATH", written, StringComparison.Ordinal);
        Assert.DoesNotContain(SoftToken.Pin, written, StringComparison.Ordinal);
        Assert.Contains("Service:Keys:Timestamp: The key", await RefusedAsync("Development", With(settings, "Timestamp:CertificateFile", settings["Service:Keys:Ocsp:CertificateFile"]!)), StringComparison.Ordinal);
        Assert.Contains("Service:Keys:RootListFile is not set", await RefusedAsync("Development", With(settings, "RootListFile", null)), StringComparison.Ordinal);
        Assert.Contains("is no revocation list", await RefusedAsync("Development", With(settings, "RootListFile", Path.Combine(_folder, "pin"))), StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> With(Dictionary<string, string?> settings, string name, string? value) => new(settings) { ["Service:Keys:" + name] = value };

    private async Task<string> RefusedAsync(string environment, Dictionary<string, string?> settings)
    {
        settings = new(settings) { ["Service:DataDirectory"] = Path.Combine(_folder, "data") };
        return (await Assert.ThrowsAsync<InvalidDataException>(async () => await ServiceHost.ConfigureAsync(RunningService.Builder(environment, settings), CancellationToken.None))).Message;
    }

    private async Task<Running> RunAsync(Dictionary<string, string?> settings, string environment = "Development")
    {
        settings["Service:DataDirectory"] = Path.Combine(_folder, "data");
        WebApplicationBuilder builder = RunningService.Builder(environment, settings);
        builder.Logging.ClearProviders();
        ServiceParts parts = await ServiceHost.ConfigureAsync(builder, CancellationToken.None);
        WebApplication app = builder.Build();
        app.UseWeb();
        await app.StartAsync();
        return new Running(app, parts, new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()));
    }

    private Dictionary<string, string?> Settings(IReadOnlyCollection<string> names) => new TokenSettings(_folder).Of(names);

    private sealed class Running(WebApplication app, ServiceParts parts, Uri address) : IAsyncDisposable
    {
        private readonly HttpClient _http = new();

        public ServiceParts Parts => parts;

        public Uri Address => address;

        public Caller Caller => new(_http, address, null);

        public async ValueTask DisposeAsync()
        {
            _http.Dispose();
            await app.StopAsync();
            await app.DisposeAsync();
            await parts.DisposeAsync();
        }
    }
}
