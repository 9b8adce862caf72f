using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Providers;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Webhooks;
using RemoteVerify.Server.Agencies;
using RemoteVerify.Server.Agencies.Portal;
using RemoteVerify.Server.Composition;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Stores;
using RemoteVerify.Synthetic.Registers;
using RemoteVerify.TestKit;

namespace RemoteVerify.Server.Tests.Agencies;

/// <summary>All that tells other agencies of cases over a real database, with a clock of the test and simulated agencies as real servers.</summary>
internal sealed class DispatchStation : IAsyncDisposable
{
    public static readonly TenantId Tenant = new("xa-mot");
    public const string Number = "001199000123";
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _folder = Directory.CreateTempSubdirectory("rv-dispatch-").FullName;
    private readonly ServiceProvider _http;
    private readonly OutboxDelivery _outbox;
    private readonly List<IDispatchChannel> _channels;

    private DispatchStation(bool sendsTestCases, int seconds)
    {
        string password = Path.Combine(_folder, "password");
        File.WriteAllText(password, NationalPortalSimulator.Password);
        Options = new NationalPortalOptions { Address = Portal.Address, User = NationalPortalSimulator.User, Password = $"file:{password}", LegalBasis = "Thỏa thuận thử nghiệm" };
        Options.Units[Tenant.Value] = "H99.01";
        Options.Procedures["certified-copy-paper"] = new PortalProcedure { Code = "2.000815", FieldCode = "LV01", FieldName = "Chứng thực" };
        ServiceCollection services = new();
        foreach (string name in new[] { "portal", "notary", "corrections" })
        {
            AgencyLine.AddClient(services, name, seconds);
        }

        _http = services.BuildServiceProvider();
        Storage = new SqliteStorage(Path.Combine(_folder, "store.db"), new MasterKey("k1", RandomNumberGenerator.GetBytes(32)), Clock);
        Desk = new Desk(Storage, Clock);
        AgencyReports corrections = new(Line("corrections"), Address(Corrections, "Đề nghị chỉnh sửa"));
        _channels =
        [
            new NationalPortalChannel(new NationalPortalClient(Line("portal"), Options), Options, ServicePointFile.DeliveredExample(), sendsTestCases),
            new NotaryDatabaseChannel(new AgencyReports(Line("notary"), Address(Notaries, "Chia sẻ giao dịch")), sendsTestCases),
            new CorrectionDeskChannel(new CorrectionDeskClient(corrections), corrections, new MarkCorrectionSent(Desk), Clock, sendsTestCases),
        ];
        Dispatcher = Node();
        _outbox = new OutboxDelivery(Storage.Events, new DispatchPlanner(_channels, Storage, Storage.Dispatches), Clock, new OutboxDeliveryOptions());
    }

    public FakeClock Clock { get; } = new();

    public NationalPortalSimulator Portal { get; } = NationalPortalSimulator.Start();

    public AgencyInbox Notaries { get; } = AgencyInbox.Start();

    public AgencyInbox Corrections { get; } = AgencyInbox.Start();

    public NationalPortalOptions Options { get; }

    public RelationalStorage Storage { get; }

    public Desk Desk { get; }

    public Dispatcher Dispatcher { get; }

    public Actor Officer { get; } = Actor.Officer(Tenant, "officer-1");

    /// <param name="sendsTestCases">Whether trial cases are told of.</param>
    /// <param name="seconds">Time limit of a line; short only where a test waits for it to run out.</param>
    public static async Task<DispatchStation> StartAsync(bool sendsTestCases = true, int seconds = 30)
    {
        DispatchStation station = new(sendsTestCases, seconds);
        await station.Storage.MigrateAsync(None);
        return station;
    }

    /// <summary>One more node over the same database, with a breaker of its own.</summary>
    public Dispatcher Node() => new(
        _channels, Storage.Dispatches, Storage, new ProcedureLibrary(ProcedureCatalog.Delivered(), new ProcedureRule(TakesUnverified: true)), new EndDispatch(Desk),
        RetrySchedule.Standard with { Jitter = 0 }, Clock, NullLogger<Dispatcher>.Instance);

    /// <summary>A draft of the procedure that is given out by the officer's own scan.</summary>
    public async Task<CaseId> OpenAsync(Func<CaseFile, Case>? state = null, JourneyKind journey = JourneyKind.PaperCopy, string procedure = "certified-copy-paper")
    {
        CaseFile file = new(
            CaseId.New(Clock.GetUtcNow()), Tenant, $"HS-20261121-{RandomNumberGenerator.GetString("0123456789ABCDEFGH", 8)}", procedure, "2026-11", true, "Bản sao", "portal", Clock.GetUtcNow(),
            [new Participant(new ParticipantId("p1"), "Nguyễn Thị Thử Nghiệm", Number, "applicant") { Kind = ParticipantKind.Applicant }], 1) { Journey = journey };
        Procedure version = ProcedureCatalog.Delivered().Versions.Last(p => p.Code == procedure);
        file = file with { ProcedureVersion = version.Version };
        await Desk.DoAsync<int>(Act.OpenCase, Actor.Portal(Tenant, "portal"), async (work, ct) =>
        {
            await work.Unit.Cases.AddAsync(new DraftCase(file), work.Now, ct);
            return 1;
        }, None);
        if (state is not null)
        {
            await ChangeAsync(file.Id, current => state(current.File));
        }

        return file.Id;
    }

    /// <summary>Saves the case as an act would, at a later instant.</summary>
    public async Task ChangeAsync(CaseId id, Func<Case, Case> change)
    {
        Clock.Advance(TimeSpan.FromSeconds(2));
        Outcome<Case> done = await Desk.DoAsync<Case>(Act.AcceptCase, Officer, async (work, ct) =>
            (await work.CaseAsync(id, ct)).TryGet(out Case? current, out Refusal? refusal) ? await work.SaveAsync(change(current), ct) : refusal, None);
        Assert.True(done.IsDone, done.ToString());
    }

    /// <summary>Submitted, taken in, asked for a fee, paid.</summary>
    public async Task WalkAsync(CaseId id)
    {
        await ChangeAsync(id, current => ((DraftCase)current).Submit());
        await ChangeAsync(id, current => ((SubmittedCase)current).Accept(Clock.GetUtcNow()));
        await ChangeAsync(id, current => PaymentRequested.From(current, new PaymentClaim("f1", [new ClaimLine("Phí", 2000)], 2000, Clock.GetUtcNow())));
        await ChangeAsync(id, current => ((PaymentRequested)current).Pay(Clock.GetUtcNow(), "BL-1"));
    }

    /// <summary>Takes what left the outbox, and sends until nothing is due.</summary>
    public async Task RunAsync(params Dispatcher[] nodes)
    {
        while ((await _outbox.DeliverDueAsync(None)).Delivered > 0)
        {
        }

        int sent;
        do
        {
            sent = (await Task.WhenAll((nodes.Length == 0 ? [Dispatcher] : nodes).Select(node => node.SendDueAsync(None)))).Sum();
        }
        while (sent > 0);
    }

    /// <summary>Lets time go by, trying what comes due.</summary>
    public async Task RunThroughAsync(TimeSpan time, TimeSpan step)
    {
        for (DateTimeOffset end = Clock.GetUtcNow() + time; Clock.GetUtcNow() < end; Clock.Advance(step))
        {
            await RunAsync();
        }
    }

    public async Task<IReadOnlyList<Dispatch>> ListAsync(CaseId id) =>
        [.. (await new ListDispatches(Desk).DoAsync(Officer, new DispatchQuery(id, null, null, null, 100), None)).Value.OrderBy(d => d.Channel, StringComparer.Ordinal).ThenBy(d => d.Order)];

    public async Task<PortalEntry> EntryAsync(CaseId id) => Portal.Cases[(await CaseAsync(id)).File.Code];

    public async Task<Case> CaseAsync(CaseId id)
    {
        await using IUnitOfWork unit = await Storage.BeginAsync(None);
        return (await unit.Cases.FindAsync(Tenant, id, None))!;
    }

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        await Notaries.DisposeAsync();
        await Corrections.DisposeAsync();
        await _http.DisposeAsync();
        await Storage.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private AgencyLine Line(string name) => new(_http.GetRequiredService<IHttpClientFactory>(), name, new LineGuard(Clock));

    private static AgencyAddress Address(AgencyInbox inbox, string purpose) => new() { Address = inbox.Address, Purpose = purpose, LegalBasis = "Thỏa thuận thử nghiệm" };
}
