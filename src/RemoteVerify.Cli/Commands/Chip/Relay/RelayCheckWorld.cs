using System.Security.Cryptography;
using RemoteVerify.Cli.Commands.Demo;
using RemoteVerify.ChipReader.Relay;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Cli.Commands.Chip.Relay;

/// <summary>A service to be checked: one that is started here with fresh data, or a running one with a portal's credentials.</summary>
internal sealed class RelayCheckWorld : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = TimeSpan.FromMinutes(2) };
    private readonly DemoPeople _people;
    private readonly byte[] _contract;
    private DemoService? _service;
    private string? _data;

    private RelayCheckWorld(DemoPeople people)
    {
        _people = people;
        _contract = DemoContract.Compose(people.Citizen, TimeProvider.System.GetUtcNow());
    }

    public Uri Address { get; private set; } = null!;

    public ApiClient Portal { get; private set; } = null!;

    public static async Task<RelayCheckWorld> StartAsync(CancellationToken cancellationToken)
    {
        RelayCheckWorld world = new(new DemoPeople(TimeProvider.System.GetUtcNow()));
        try
        {
            await world.StartServiceAsync(cancellationToken);
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <param name="countryFile">The synthetic country whose certificate that service's operator trusts for tests.</param>
    public static async Task<RelayCheckWorld> ConnectAsync(Uri address, string client, string secret, string countryFile, CancellationToken cancellationToken)
    {
        RelayCheckWorld world = new(new DemoPeople(RelayCard.ReadCountry(countryFile))) { Address = address };
        world.Portal = await new ApiClient(world._http, address, null).SignInAsync(client, secret, cancellationToken);
        return world;
    }

    /// <summary>The citizen's card.</summary>
    public VirtualChip Card(ChipOptions? options = null) => _people.CardOf(_people.Citizen, TimeProvider.System.GetUtcNow(), options ?? ChipOptions.Default, CancellationToken.None);

    /// <summary>A verification of the citizen that waits for the chip.</summary>
    public async Task<string> VerificationAsync(CancellationToken cancellationToken)
    {
        CaptureJourney journey = new(Portal, _people, _people.Citizen);
        await journey.OpenAsync(_contract, cancellationToken);
        await journey.StartAsync(cancellationToken);
        return journey.VerificationId;
    }

    public async Task<string> StateAsync(string verification, CancellationToken cancellationToken) =>
        (await Portal.GetAsync($"/v1/verifications/{verification}", cancellationToken)).GetProperty("state").GetString()!;

    public async Task<string> TicketAsync(string verification, CancellationToken cancellationToken)
    {
        try
        {
            return (await Portal.PostAsync($"/v1/verifications/{verification}/chip/relays", new { }, cancellationToken)).GetProperty("ticket").GetString()!;
        }
        catch (ApiProblemException problem) when (problem.Status == 412)
        {
            // The end of the relay before was recorded at this very moment; the service asks to repeat.
            return (await Portal.PostAsync($"/v1/verifications/{verification}/chip/relays", new { }, cancellationToken)).GetProperty("ticket").GetString()!;
        }
    }

    public Task<RelaySocket> ConnectAsync(string ticket, CancellationToken cancellationToken, string? origin = null, Action<int>? status = null) =>
        RelaySocket.ConnectAsync(RelaySocket.AddressOf(Address, ticket), TimeSpan.Zero, origin, status, cancellationToken);

    public static RelayHello Hello(string ticket, VirtualChip card) => new() { Ticket = ticket, Client = "rv chip relay-check", Access = RelayCard.AccessOf(card) };

    public async ValueTask DisposeAsync()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }

        _http.Dispose();
        _people.Dispose();
        if (_data is not null)
        {
            Directory.Delete(_data, recursive: true);
        }
    }

    private async Task StartServiceAsync(CancellationToken cancellationToken)
    {
        _data = Directory.CreateTempSubdirectory("rv-relay-check-").FullName;
        string signers = Directory.CreateDirectory(Path.Combine(_data, "country-signers")).FullName;
        InputFiles.Write(Path.Combine(signers, "synthetic-country.cer"), _people.CountrySigner);
        using ECDsa officer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string clientsFile = Path.Combine(_data, "clients.json");
        DemoClients clients = DemoClients.Write(clientsFile, officer.ExportSubjectPublicKeyInfoPem(), _people.Officer.FullName);
        _service = await DemoService.StartAsync(
            Installation.ServerAssembly,
            new Dictionary<string, string>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["Service:DataDirectory"] = Path.Combine(_data, "data"),
                ["Service:ClientsFile"] = clientsFile,
                ["Service:CountrySignersDirectory"] = signers,
            },
            _http,
            cancellationToken);
        Address = _service.Address;
        Portal = await new ApiClient(_http, Address, null).SignInAsync("portal", clients.PortalSecret, cancellationToken);
    }
}
