using System.Net;
using System.Security.Cryptography;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Webhooks;
using RemoteVerify.Server.Webhooks;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.TestKit;

namespace RemoteVerify.Server.Tests.Webhooks;

/// <summary>Everything that sends webhooks over a real database, with a clock of the test; no other part of the service.</summary>
internal sealed class Station : IAsyncDisposable
{
    public static readonly TenantId Tenant = new("xa-mot");
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _folder = Directory.CreateTempSubdirectory("rv-hooks-").FullName;
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly List<IDisposable> _clients = [];
    private readonly List<SqliteStorage> _stores = [];

    private Station() => Options = new WebhookOptions { AllowLoopback = true, JitterPercent = 0 };

    public FakeClock Clock { get; } = new();

    public WebhookOptions Options { get; }

    public RelationalStorage Storage { get; private set; } = null!;

    public WebhookDispatcher Dispatcher { get; private set; } = null!;

    public Actor Portal { get; } = Actor.Portal(Tenant, "portal");

    public Desk Desk => new(Storage, Clock);

    /// <summary>Answers of the name server, by name; loopback for any other.</summary>
    public Func<string, IPAddress[]> Names { get; set; } = _ => [IPAddress.Loopback];

    public static async Task<Station> StartAsync(Action<WebhookOptions>? options = null)
    {
        Station station = new();
        options?.Invoke(station.Options);
        (station.Storage, station.Dispatcher) = await station.NodeAsync();
        return station;
    }

    /// <summary>One more node over the same database.</summary>
    public async Task<(RelationalStorage Storage, WebhookDispatcher Dispatcher)> NodeAsync()
    {
        SqliteStorage storage = new(Path.Combine(_folder, "store.db"), new MasterKey("k1", _key), Clock);
        await storage.MigrateAsync(None);
        _stores.Add(storage);
        WebhookClient client = new(new GuardedConnections(Options.Addresses, (host, _) => Task.FromResult(Names(host))), Options, Clock);
        _clients.Add(client);
        return (storage, new WebhookDispatcher(storage.Webhooks, client, new DisableEndpoint(new Desk(storage, Clock)), Options, Clock));
    }

    public async Task<WebhookEndpoint> RegisterAsync(string address)
    {
        Clock.Advance(TimeSpan.FromMilliseconds(2));
        Outcome<WebhookEndpoint> made = await new RegisterEndpoint(Desk, new WebhookPolicy(20, TimeSpan.FromHours(24)), Options.Addresses).DoAsync(Portal, new EndpointOrder(address, null, null, null), None);
        Assert.True(made.IsDone, made.ToString());
        return made.Value;
    }

    /// <summary>Puts tests into the queue.</summary>
    public async Task<WebhookDelivery[]> PingAsync(WebhookEndpoint endpoint, int count = 1)
    {
        List<WebhookDelivery> queued = [];
        for (int i = 0; i < count; i++)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(2));
            queued.Add((await new PingEndpoint(Desk).DoAsync(Portal, endpoint.Id, None)).Value);
        }

        return [.. queued];
    }

    /// <summary>Sends all that is due, until nothing is.</summary>
    public async Task RunAsync()
    {
        while (await Dispatcher.StartDueAsync(None) > 0)
        {
            await Dispatcher.IdleAsync();
        }
    }

    /// <summary>Lets the time of the schedule go by, trying what comes due.</summary>
    public async Task RunThroughAsync(TimeSpan time, TimeSpan step)
    {
        for (DateTimeOffset end = Clock.GetUtcNow() + time; Clock.GetUtcNow() < end; Clock.Advance(step))
        {
            await RunAsync();
        }
    }

    public async Task<EndpointView> ViewAsync(WebhookEndpoint endpoint) => (await new ViewEndpoint(Desk).DoAsync(Portal, endpoint.Id, None)).Value;

    public async Task<DeliveryView> ViewAsync(WebhookDelivery delivery) => (await new ViewDelivery(Desk).DoAsync(Portal, delivery.Endpoint, delivery.Id, None)).Value;

    public async Task<IReadOnlyList<string>> OutcomesAsync(WebhookDelivery delivery) => [.. (await ViewAsync(delivery)).Attempts.Select(a => a.Outcome)];

    public async ValueTask DisposeAsync()
    {
        await Dispatcher.IdleAsync();
        _clients.ForEach(client => client.Dispose());
        foreach (SqliteStorage storage in _stores)
        {
            await storage.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
