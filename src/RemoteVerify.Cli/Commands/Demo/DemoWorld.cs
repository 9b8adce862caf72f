using RemoteVerify.Synthetic.Registers;
using System.Security.Cryptography;
using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Cli.Commands.Demo.Journeys;

namespace RemoteVerify.Cli.Commands.Demo;

/// <summary>
/// Everything around the service that the demo needs: a fresh data directory, registered clients, the country signer, a signed
/// test policy, and the running service itself.
/// </summary>
internal sealed class DemoWorld : IAsyncDisposable
{
    /// <summary>Captures of this tenant run under the signed test policy, which accepts a camera that says it is synthetic.</summary>
    public const string TestTenant = "phuong-thu-nghiem";

    /// <summary>Captures of this tenant run under the default policy.</summary>
    public const string DefaultTenant = "phuong-mac-dinh";

    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = TimeSpan.FromMinutes(2) };
    private DemoService? _service;

    private DemoWorld(string folder, DemoPeople people, OfficerKeys officer)
    {
        Folder = folder;
        People = people;
        Officer = officer;
        Registers = RegisterSimulator.Start(Journeys.DemoMarital.RecordOf(people.Citizen));
    }

    /// <summary>Where the demo's files go.</summary>
    public string Folder { get; }

    public DemoPeople People { get; }

    public OfficerKeys Officer { get; }

    /// <summary>Notaries and prevention list of the notarised contract.</summary>
    public NotarisedPractice Practice { get; } = new();

    /// <summary>The simulated databases that the service asks.</summary>
    public RegisterSimulator Registers { get; }

    public Uri Address => _service!.Address;

    public string ServiceLog => _service?.Log() ?? string.Empty;

    /// <summary>A caller without a token.</summary>
    public ApiClient Anyone => new(_http, Address, null);

    public ApiClient Portal { get; private set; } = null!;

    public ApiClient DefaultPortal { get; private set; } = null!;

    public ApiClient Seal { get; private set; } = null!;

    public static async Task<DemoWorld> StartAsync(string folder, BiometricEngine engine, CancellationToken cancellationToken)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string data = Path.Combine(folder, "service-data");
        if (Directory.Exists(data))
        {
            Directory.Delete(data, recursive: true);
        }

        Directory.CreateDirectory(Path.Combine(data, "country-signers"));
        DemoWorld world = new(folder, new DemoPeople(now), new OfficerKeys());
        try
        {
            await world.StartServiceAsync(data, engine, cancellationToken);
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>The officer signs in with an assertion that the own key signs.</summary>
    public Task<ApiClient> SignInOfficerAsync(CancellationToken cancellationToken) =>
        Anyone.SignInWithAssertionAsync("officer", audience => Officer.Assertion("officer", audience, TimeProvider.System.GetUtcNow()), cancellationToken);

    public string FileOf(string name) => Path.Combine(Folder, name);

    public async ValueTask DisposeAsync()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }

        await Practice.DisposeAsync();
        await Registers.DisposeAsync();
        _http.Dispose();
        Officer.Dispose();
        People.Dispose();
    }

    private async Task StartServiceAsync(string data, BiometricEngine engine, CancellationToken cancellationToken)
    {
        InputFiles.Write(Path.Combine(data, "country-signers", "synthetic-country.cer"), People.CountrySigner);
        string policy = WriteTestPolicy(data, engine);
        DemoClients clients = DemoClients.Write(Path.Combine(data, "clients.json"), Officer.SignInKeyPem, People.Officer.FullName, Practice.Clients(TestTenant, DemoClients.Organisation));
        _service = await DemoService.StartAsync(
            Installation.ServerAssembly,
            new Dictionary<string, string>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["Service:DataDirectory"] = data,
                ["Service:Prevention:Address"] = Practice.PreventionAddress,
                ["Service:ClientsFile"] = Path.Combine(data, "clients.json"),
                ["Service:CountrySignersDirectory"] = Path.Combine(data, "country-signers"),
                ["Service:ModelsDirectory"] = Installation.Models,
                ["Service:FetchedModelsDirectory"] = Installation.FetchedModels,
                ["Service:ModelSet"] = engine.Catalog.Set.Name,
                ["Service:TestPolicyFile"] = policy,
                ["Service:TestPolicySignerFile"] = Path.ChangeExtension(policy, ".pem"),
                ["Service:TestPolicyTenants:0"] = TestTenant,
                ["Service:PopulationAddress"] = Registers.PopulationAddress.ToString(),
                ["Service:CivilStatusAddress"] = Registers.CivilStatusAddress.ToString(),
            },
            _http,
            cancellationToken);
        Portal = await Anyone.SignInAsync("portal", clients.PortalSecret, cancellationToken);
        DefaultPortal = await Anyone.SignInAsync("portal-default", clients.DefaultPortalSecret, cancellationToken);
        Seal = await Anyone.SignInAsync("seal", clients.SealSecret, cancellationToken);
    }

    /// <summary>
    /// The policy that lets a camera pass which says that it is synthetic, signed by a key made for this run. Every
    /// limit is the default policy's.
    /// </summary>
    private static string WriteTestPolicy(string data, BiometricEngine engine)
    {
        LivenessPolicy policy = DemoPolicy.Of(engine.MatchPolicy);
        byte[] bytes = SignedLivenessPolicy.Write(policy, syntheticCameraAccepted: true);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string path = Path.Combine(data, "test-policy.json");
        InputFiles.Write(path, bytes);
        InputFiles.Write(path + ".sig", key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        InputFiles.Write(Path.ChangeExtension(path, ".pem"), System.Text.Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem()));
        return path;
    }
}
