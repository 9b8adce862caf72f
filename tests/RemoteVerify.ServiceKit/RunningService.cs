using System.Diagnostics;
using RemoteVerify.Cases.SignIn;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Security;
using RemoteVerify.Synthetic.Registers;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Server.Tests;

/// <summary>The real service in this process, on a free loopback port, over a data folder of its own. Nothing in it is replaced.</summary>
public sealed class RunningService : IAsyncLifetime
{
    public const string Tenant = "xa-mot";
    public const string OtherTenant = "xa-hai";

    /// <summary>Shorter than a token lives, so that a long run of tests never holds one that is over.</summary>
    private static readonly TimeSpan TokenAge = TimeSpan.FromMinutes(8);

    private readonly ConcurrentDictionary<string, (Task<string> Token, long At)> _tokens = new();
    private readonly Dictionary<string, Queue<string>> _codes = [];
    private readonly HttpClient _http = new();
    private WebApplication? _app;
    private ServiceParts? _parts;

    /// <summary>Data, clients and anchors; kept between two starts of a restart test.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("rv-service-").FullName;

    /// <summary>Settings beyond those of every test; read at the start.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    /// <summary>Development, or Production for tests that give it everything that Production wants.</summary>
    public string Environment { get; set; } = "Development";

    /// <summary>Runs before the first start, when the file of clients is written.</summary>
    public Func<Task> Before { get; set; } = () => Task.CompletedTask;
    /// <summary>Clients beyond those of every test; written at the first start.</summary>
    public List<ClientRegistration> MoreClients { get; } = [];

    public SyntheticCountry Country { get; } = SyntheticCountry.Create(TimeProvider.System.GetUtcNow());

    /// <summary>The prevention list that the service asks, with a notice about nobody who exists.</summary>
    public PreventionListSimulator Prevention { get; } = PreventionListSimulator.Start(
        [new("45/TB-THADS", "Thi hành án dân sự Tỉnh Mẫu", new DateOnly(2026, 3, 2), "Thửa đất số 13 đang bị kê biên", null, "Thửa đất số 13")]);

    public ECDsa OfficerSignInKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public CollectedLog Log { get; } = new();

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public IServiceProvider Services => _app!.Services;

    public ServiceParts Parts => _parts!;

    public HttpClient Http => _http;

    /// <summary>Without a token.</summary>
    public Caller Anyone => new(_http, Address, null);

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "anchors"));
        await File.WriteAllBytesAsync(Path.Combine(Folder, "anchors", "country.cer"), Country.CountrySignerCertificate);
        await File.WriteAllBytesAsync(Path.Combine(Folder, "clients.json"), ClientRegistry.Write(
        [
            Client("portal", ClientKind.Portal, Tenant),
            Client("portal-2", ClientKind.Portal, OtherTenant),
            Client("officer", ClientKind.Officer, Tenant),
            Client("officer-2", ClientKind.Officer, OtherTenant),
            Client("notary-1", ClientKind.Officer, Tenant),
            Client("notary-2", ClientKind.Officer, Tenant),
            Client("seal", ClientKind.Organisation, Tenant),
            Client("seal-2", ClientKind.Organisation, OtherTenant),
            Client("reporter", ClientKind.Reporter, Tenant),
            Client("reporter-2", ClientKind.Reporter, OtherTenant),
            Client("dpo", ClientKind.DataProtection, Tenant),
            Client("dpo-2", ClientKind.DataProtection, OtherTenant),
            new ClientRegistration("officer-key", ClientKind.Officer, Tenant, "Cán bộ Khóa", null, OfficerSignInKey.ExportSubjectPublicKeyInfoPem(), "UBND Xã Một"),
            .. MoreClients,
        ]));
        await Before();
        await StartAsync();
    }

    /// <summary>Starts on the folder as it is.</summary>
    public async Task StartAsync()
    {
        WebApplicationBuilder builder = Builder(Environment, new Dictionary<string, string?>(Settings)
        {
            ["Service:DataDirectory"] = Path.Combine(Folder, "data"),
            ["Service:ClientsFile"] = Path.Combine(Folder, "clients.json"),
            ["Service:CountrySignersDirectory"] = Path.Combine(Folder, "anchors"),
            ["Service:MaximumDocumentBytes"] = "2097152",
            ["Service:Prevention:Address"] = Prevention.Address.ToString(),
            ["Service:Prevention:TimeoutSeconds"] = "1",
            ["Service:Webhooks:AllowLoopback"] = Environment == "Development" ? "true" : "false",
            ["Service:Webhooks:RetrySeconds:0"] = "1",
            ["Service:Webhooks:RetrySeconds:1"] = "3600",

            // All tests come from one address and some walk through everything; the limits have tests of their own.
            ["Service:Http:AnonymousRequestsPerMinute"] = Settings.GetValueOrDefault("Service:Http:AnonymousRequestsPerMinute", "1000000"),
            ["Service:Http:AnonymousActsPerMinute"] = Settings.GetValueOrDefault("Service:Http:AnonymousActsPerMinute", "1000000"),
            ["Service:Http:ClientBurst"] = Settings.GetValueOrDefault("Service:Http:ClientBurst", "1000000"),
            ["Service:Http:TenantRequestsPerSecond"] = Settings.GetValueOrDefault("Service:Http:TenantRequestsPerSecond", "100000"),
            ["Service:Http:CitizenRequestsPerSecond"] = Settings.GetValueOrDefault("Service:Http:CitizenRequestsPerSecond", "10000"),
        });
        builder.Logging.ClearProviders().AddProvider(Log);
        _parts = await ServiceHost.ConfigureAsync(builder, CancellationToken.None);
        _app = builder.Build();
        _app.UseWeb();
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public async Task StopAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
        await _parts!.DisposeAsync();
        _tokens.Clear();
    }

    /// <summary>Enters what the agency registered about an officer's signature into the file of clients; counts from the next start.</summary>
    public async Task RegisterOfficerAsync(string client, object data)
    {
        string file = Path.Combine(Folder, "clients.json");
        System.Text.Json.Nodes.JsonArray clients = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsArray();
        clients.First(entry => (string?)entry!["id"] == client)!["officer"] = JsonSerializer.SerializeToNode(data, JsonSerializerOptions.Web);
        await File.WriteAllTextAsync(file, clients.ToJsonString());
    }

    /// <summary>A caller with the token of a registered client; the same token for the same client for some minutes.</summary>
    public async Task<Caller> AsAsync(string client) => new(_http, Address, await _tokens.AddOrUpdate(
        client,
        added => (SignInAsync(added), Stopwatch.GetTimestamp()),
        (known, held) => Stopwatch.GetElapsedTime(held.At) < TokenAge ? held : (SignInAsync(known), Stopwatch.GetTimestamp())).Token);

    public Caller With(string token) => new(_http, Address, token);

    public static string SecretOf(string client) => $"secret-of-{client}-0123456789";

    /// <summary>A builder as the service's own entry makes it.</summary>
    public static WebApplicationBuilder Builder(string environment, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(ServiceHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = environment,
            Args = ["--urls", "http://127.0.0.1:0"],
        });
        builder.Configuration.AddInMemoryCollection(settings);
        return builder;
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        await Prevention.DisposeAsync();
        _http.Dispose();
        Country.Dispose();
        OfficerSignInKey.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    public static ClientRegistration Client(string id, ClientKind kind, string tenant) =>
        new(id, kind, tenant, $"Khách {id}", ClientRegistry.HashSecret(SecretOf(id)), null, $"UBND {tenant}", "Công chức thử nghiệm");

    /// <summary>In Production officers have a second factor: the next code of a printed list.</summary>
    private async Task<string> SignInAsync(string client)
    {
        Dictionary<string, string> form = new() { ["grant_type"] = "client_credentials", ["client_id"] = client, ["client_secret"] = SecretOf(client) };
        if (Environment == "Production" && Parts.Clients.Find(client)?.Kind == ClientKind.Officer)
        {
            if (!_codes.TryGetValue(client, out Queue<string>? left))
            {
                EnrolledCodes enrolled = (await new EnrolOneTimeCodes(new Desk(Parts.Storage, TimeProvider.System)).DoAsync(Actor.Service(new TenantId(Tenant)), client, 40, CancellationToken.None)).Value;
                _codes[client] = left = new Queue<string>(enrolled.List);
            }

            form["otp"] = left.Dequeue();
        }

        return (await Anyone.FormAsync("/v1/oauth/token", form)).Expect(200).Json.GetProperty("access_token").GetString()!;
    }
}
