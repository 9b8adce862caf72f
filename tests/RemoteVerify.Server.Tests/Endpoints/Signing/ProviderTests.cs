using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using RemoteVerify.TestKit.Csc;

namespace RemoteVerify.Server.Tests.Endpoints.Signing;

/// <summary>A citizen and an officer sign with keys at an external provider, through the real service and over the provider's real HTTP.</summary>
public sealed class ProviderTests : IAsyncLifetime
{
    private const string Pin = "271828";

    private readonly CscSimulator _provider = CscSimulator.Start();
    private readonly RunningService _service = new();
    private readonly List<IDisposable> _keys = [];
    private readonly ECDsa _rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _root;
    private readonly TrustedList _list;

    public ProviderTests()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        CertificateRequest request = new("CN=Nhà cung cấp mẫu, C=VN", _rootKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        _root = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        _list = new TrustedList(_root.RawData);
    }

    public async Task InitializeAsync()
    {
        await _list.WriteAsync(_service.Folder);
        foreach ((string name, string value) in new (string, string)[]
        {
            ("TrustListFile", _list.File), ("TrustListKeyFile", _list.KeyFile),
            ("SigningProviders:0:Name", "mau"), ("SigningProviders:0:Address", _provider.Address.ToString()), ("SigningProviders:0:Version", "V2"),
            ("SigningProviders:0:TokenAddress", _provider.TokenAddress.ToString()), ("SigningProviders:0:ClientId", CscSimulator.ClientId),
            ("Keys:RemoteSeal:Provider", "mau"), ("Keys:RemoteSeal:Credential", "seal"), ("Keys:RemoteSeal:Pin", "file:" + Path.Combine(_service.Folder, "seal-pin")),
            ("SigningProviders:0:ClientSecret", "file:" + Path.Combine(_service.Folder, "provider-secret")),
        })
        {
            _service.Settings["Service:" + name] = value;
        }

        Add("seal", null);
        await File.WriteAllTextAsync(Path.Combine(_service.Folder, "seal-pin"), Pin);
        await File.WriteAllTextAsync(Path.Combine(_service.Folder, "provider-secret"), CscSimulator.ClientSecret + "\n");
        await _service.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        _provider.Dispose();
        _keys.ForEach(key => key.Dispose());
        _root.Dispose();
        _rootKey.Dispose();
        _list.Dispose();
    }

    [Fact]
    public async Task Citizen_WithAKeyAtAProvider_NeedsTheOwnCertificateOfTheRightKind()
    {
        // The trial takes special-purpose signatures of participants; this provider's root is listed as one.
        Add("cred-1", Journey.Number, needsOtp: true);
        Journey journey = await new Journey(_service).ProveAsync();
        string hash = (await journey.Citizen.PostAsync("/v1/signature-requests", new { caseId = journey.Case, @as = "citizen" })).Expect(201).Json.GetProperty("documentSha256").GetString()!;
        Assert.Equal("mau", (await journey.Citizen.GetAsync("/v1/signature-requests/providers")).Expect(200).Json.GetProperty("providers")[0].GetString());
        (await journey.Citizen.PostAsync($"/v1/signature-requests/{journey.Case}/providers/none", new { documentSha256 = hash })).ExpectProblem(404, "signing-provider.unknown");

        JsonElement task = (await journey.Citizen.PostAsync($"/v1/signature-requests/{journey.Case}/providers/mau", new { documentSha256 = hash })).Expect(201).Json;
        Assert.True(task.GetProperty("needsPin").GetBoolean() && task.GetProperty("needsCode").GetBoolean());
        string finalise = $"/v1/signature-requests/{journey.Case}/providers/mau/finalise";
        Answer wrong = (await journey.Citizen.PostAsync(finalise, new { pin = "000000", code = _provider.CodeOf("cred-1") })).ExpectProblem(422, "signing-provider.refused");
        Assert.Equal("PinWrong", wrong.Json.GetProperty("reasons")[0].GetString());

        // The provider's trouble is not the citizen's mistake, and changes nothing.
        _provider.Broken = (CscFault.ServerError, "signatures/signHash");
        (await journey.Citizen.PostAsync(finalise, new { pin = Pin, code = _provider.CodeOf("cred-1") })).ExpectProblem(503, "signing-provider.unavailable");
        _provider.Broken = (CscFault.None, "");
        task = (await journey.Citizen.PostAsync($"/v1/signature-requests/{journey.Case}/providers/mau", new { documentSha256 = hash })).Expect(201).Json;
        Answer signed = (await journey.Citizen.PostAsync(finalise, new { pin = Pin, code = _provider.CodeOf("cred-1") })).Expect(200);
        Assert.Equal("participants-signed", signed.Json.GetProperty("state").GetString());
        Assert.DoesNotContain(Pin, _service.Log.Text, StringComparison.Ordinal);

        byte[] pdf = (await (await _service.AsAsync("portal")).GetAsync($"/v1/cases/{journey.Case}/document")).Expect(200).Body;
        JsonElement report = (await _service.Anyone.BytesAsync("/v1/checks", pdf, "application/pdf")).Expect(200).Json;
        Assert.Equal(task.GetProperty("documentSha256").GetString(), hash);
        Assert.Equal("INTACT", report.GetProperty("report").GetProperty("signatures")[0].GetProperty("integrity").GetString());
    }

    [Fact]
    public async Task Citizen_WhoseProviderKnowsAnotherPerson_IsRefused()
    {
        Add("cred-2", "001199000077", owner: Journey.Number);
        Journey journey = await new Journey(_service).ProveAsync();
        string hash = (await journey.Citizen.PostAsync("/v1/signature-requests", new { caseId = journey.Case, @as = "citizen" })).Expect(201).Json.GetProperty("documentSha256").GetString()!;
        (await journey.Citizen.PostAsync($"/v1/signature-requests/{journey.Case}/providers/mau", new { documentSha256 = hash })).ExpectProblem(422, "certificate.of-another-person");
        (await journey.Citizen.PostAsync($"/v1/signature-requests/{journey.Case}/providers/mau/finalise", new { pin = Pin })).ExpectProblem(409, "remote-signature.not-prepared");
    }

    [Fact]
    public async Task OfficerAndSeal_WithKeysAtAProvider_SignThere()
    {
        byte[] certificate = Add("officer-key", null);
        string pem = PemEncoding.WriteString("CERTIFICATE", certificate) + "\n" + PemEncoding.WriteString("CERTIFICATE", _root.RawData);
        await _service.StopAsync();
        await _service.RegisterOfficerAsync("officer", new { certificates = new[] { pem }, delegation = new { basis = "TUQ.", of = "CHỦ TỊCH", documentNumber = "5/UQ", from = "2020-01-01" } });
        await _service.StartAsync();

        Journey journey = await new Journey(_service).ApproveAsync();
        Caller officer = await _service.AsAsync("officer");
        using X509Certificate2 own = X509CertificateLoader.LoadCertificate(certificate);
        (await officer.PostAsync("/v1/signature-requests", new { caseId = journey.Case, @as = "officer", certificateSerial = own.SerialNumber })).Expect(201);
        Answer signed = (await officer.PostAsync($"/v1/signature-requests/{journey.Case}/providers/mau/countersignature", new { credential = "officer-key", pin = Pin })).Expect(200);
        Assert.Equal("countersigned", signed.Json.GetProperty("state").GetString());

        // The organisation's seal is at the provider too.
        (await (await _service.AsAsync("seal")).PostAsync($"/v1/cases/{journey.Case}/seal")).Expect(200);
        Assert.Equal(2, _provider.Asked.Count(asked => asked.Path.EndsWith("signHash", StringComparison.Ordinal)));
    }

    /// <summary>A key at the provider, certified by its root.</summary>
    private byte[] Add(string id, string? number, bool needsOtp = false, string? owner = null)
    {
        ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _keys.Add(key);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        X500DistinguishedNameBuilder name = new();
        name.AddCommonName("Nguyễn Thị Hành Trình");
        if (number is not null)
        {
            name.Add("0.9.2342.19200300.100.1.1", $"CCCD:{number}");
        }

        CertificateRequest request = new(name.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true));
        using X509Certificate2 made = request.Create(_root, now.AddHours(-1), now.AddDays(30), [0x01, .. RandomNumberGenerator.GetBytes(7)]);
        _provider.Add(new SimulatedCredential(id, [made.RawData, _root.RawData], key) { Pin = Pin, NeedsOtp = needsOtp, UserId = owner ?? number });
        return made.RawData;
    }
}
