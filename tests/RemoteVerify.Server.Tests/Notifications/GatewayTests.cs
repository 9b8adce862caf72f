using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Notifications;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tenants;
using RemoteVerify.Server.Notifications;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Synthetic.Registers;
using RemoteVerify.TestKit;

namespace RemoteVerify.Server.Tests;

/// <summary>Gateways as real HTTP servers that are slow, down, lying or repeating themselves: no work is lost, nobody gets a message twice, and at the end somebody is told in person.</summary>
public sealed class GatewayTests : IAsyncLifetime
{
    private const string Phone = "+84900000001";
    private static readonly TenantId Tenant = new("xa-mot");
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rv-gateway-");
    private readonly FakeClock _clock = new();
    private readonly MessageGatewaySimulator _vneid = MessageGatewaySimulator.Start();
    private readonly MessageGatewaySimulator _sms = MessageGatewaySimulator.Start();
    private readonly ServiceProvider _http;
    private SqliteStorage? _storage;
    private Desk? _desk;
    private CaseFile? _file;

    /// <summary>Long, but for the test of a gateway that never answers.</summary>
    private TimeSpan _patience = TimeSpan.FromSeconds(60);

    public GatewayTests() => _http = new ServiceCollection().AddHttpClient(GatewayClient.ClientName, http => http.Timeout = _patience).Services.BuildServiceProvider();

    public async Task InitializeAsync()
    {
        _storage = new SqliteStorage(Path.Combine(_folder.FullName, "store.db"), new MasterKey("k", new byte[32]), _clock);
        await _storage.MigrateAsync(None);
        _desk = new Desk(_storage, _clock);
        OpenCase open = new(_desk, new ProcedureLibrary(ProcedureCatalog.Delivered(), new ProcedureRule(TakesUnverified: true)));
        _file = (await open.DoAsync(Portal, new OpenCaseRequest(ProcedureCatalog.RemoteContractTest, null, [new DeclaredParticipant(Journey.Name, Journey.Number, "party")]), None)).Value.File;
    }

    public async Task DisposeAsync()
    {
        await _vneid.DisposeAsync();
        await _sms.DisposeAsync();
        await _http.DisposeAsync();
        await _storage!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Message_ByTheWish_ArrivesOnceWithoutAName()
    {
        await WishAsync([NotificationChannel.Sms], Phone);
        OutgoingEvent happened = Happened();
        await Queueing().DeliverAsync(happened, None);
        await Queueing().DeliverAsync(happened, None);
        Assert.Equal(1, await Sending().RunAsync(None));
        Assert.Equal(0, await Sending().RunAsync(None));
        DeliveredMessage message = Assert.Single(_sms.Delivered);
        Assert.Equal(Phone, message.To);
        Assert.Contains(_file!.Code, message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Journey.Name, message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Journey.Number, message.Text, StringComparison.Ordinal);
        Assert.Equal((NotificationState.Sent, "taken"), await StateAsync());
        Assert.Empty(_vneid.Delivered);
    }

    [Fact]
    public async Task Person_WhoSaidNothing_IsToldInPersonAndNothingIsSent()
    {
        await Queueing().DeliverAsync(Happened(), None);
        Assert.Equal(0, await Sending().RunAsync(None));
        Assert.Equal((NotificationState.ToBeTold, null), await StateAsync());
        Assert.Equal(0, _vneid.Requests + _sms.Requests);
    }

    [Fact]
    public async Task Gateway_ThatIsSlow_DeliversOnceThoughItIsAskedAgain()
    {
        await WishAsync([NotificationChannel.VNeID], null);
        await Queueing().DeliverAsync(Happened(), None);
        (_vneid.Trouble, _patience) = (GatewayTrouble.Slow, TimeSpan.FromSeconds(3));
        await Sending().RunAsync(None);
        Assert.Equal((NotificationState.Waiting, "timed-out"), await StateAsync());
        (_vneid.Trouble, _patience) = (GatewayTrouble.None, TimeSpan.FromSeconds(60));
        _clock.Advance(NotificationPlan.Waits[0]);
        await Sending().RunAsync(None);
        Assert.Equal((NotificationState.Sent, "taken"), await StateAsync());
        Assert.Equal((2, 1), (_vneid.Requests, _vneid.Delivered.Count));
        Assert.Equal(Journey.Number, _vneid.Delivered[0].To);
    }

    [Fact]
    public async Task Gateway_ThatStaysDown_GivesWayToTheNextWish_AndThenToTheCounter()
    {
        await WishAsync([NotificationChannel.VNeID, NotificationChannel.Sms], Phone);
        await Queueing().DeliverAsync(Happened(), None);
        (_vneid.Trouble, _sms.Trouble) = (GatewayTrouble.Down, GatewayTrouble.Down);
        for (int tries = 0; tries < (NotificationPlan.Waits.Count + 1) * 2; tries++)
        {
            Assert.Equal(1, await Sending().RunAsync(None));
            _clock.Advance(TimeSpan.FromHours(3));
        }

        Assert.Equal(0, await Sending().RunAsync(None));
        Assert.Equal((NotificationState.ToBeTold, "status-503"), await StateAsync());
        Assert.Equal((NotificationPlan.Waits.Count + 1, NotificationPlan.Waits.Count + 1), (_vneid.Requests, _sms.Requests));
        Assert.Empty(_vneid.Delivered.Concat(_sms.Delivered));
    }

    [Theory]
    [InlineData(GatewayTrouble.Lying)]
    [InlineData(GatewayTrouble.Nonsense)]
    public async Task Gateway_ThatAnswersAboutSomethingElse_IsNotBelieved(GatewayTrouble trouble)
    {
        await WishAsync([NotificationChannel.Sms], Phone);
        await Queueing().DeliverAsync(Happened(), None);
        _sms.Trouble = trouble;
        await Sending().RunAsync(None);
        Assert.Equal((NotificationState.Waiting, "malformed"), await StateAsync());
        _sms.Trouble = GatewayTrouble.None;
        _clock.Advance(NotificationPlan.Waits[0]);
        await Sending().RunAsync(None);
        Assert.Equal((NotificationState.Sent, "taken"), await StateAsync());
        Assert.Single(_sms.Delivered);
    }

    [Fact]
    public async Task Gateway_ThatRepeatsItself_IsContentWithOneMessage()
    {
        await WishAsync([NotificationChannel.Sms], Phone);
        await Queueing().DeliverAsync(Happened(), None);
        _sms.Trouble = GatewayTrouble.Repeating;
        await Sending().RunAsync(None);
        Assert.Equal((NotificationState.Waiting, "status-500"), await StateAsync());
        _clock.Advance(NotificationPlan.Waits[0]);
        await Sending().RunAsync(None);
        Assert.Equal((NotificationState.Sent, "taken"), await StateAsync());
        Assert.Single(_sms.Delivered);
    }

    [Fact]
    public async Task Address_ThatIsNone_IsNotTriedAgain()
    {
        await WishAsync([NotificationChannel.Sms], Phone);
        await Queueing().DeliverAsync(Happened(), None);
        _sms.Trouble = GatewayTrouble.UnknownAddress;
        await Sending().RunAsync(None);
        Assert.Equal((NotificationState.ToBeTold, "status-404"), await StateAsync());
        Assert.Equal(1, _sms.Requests);
    }

    [Fact]
    public async Task Gateway_ThatNobodyListensAt_LosesNothing()
    {
        await WishAsync([NotificationChannel.Sms], Phone);
        await Queueing().DeliverAsync(Happened(), None);
        await _sms.DisposeAsync();
        await Sending().RunAsync(None);
        Assert.Equal((NotificationState.Waiting, "unreachable"), await StateAsync());
    }

    /// <summary>Several nodes, and one that died after it took the notification.</summary>
    [Fact]
    public async Task Nodes_AtOnce_SendOnce_AndWhatADeadNodeHeldComesBack()
    {
        await WishAsync([NotificationChannel.Sms], Phone);
        await Queueing().DeliverAsync(Happened(), None);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Sending().RunAsync(None))));
        Assert.Equal((1, 1), (_sms.Requests, _sms.Delivered.Count));

        await Queueing().DeliverAsync(Happened(), None);
        await using (IUnitOfWork dead = await _storage!.BeginAsync(None))
        {
            Notification due = Assert.Single(await dead.Notifications.DueAsync(_clock.GetUtcNow(), 10, None));
            Assert.True(await dead.Notifications.ChangeAsync(due, due with { NextTryAt = _clock.GetUtcNow() + SendNotifications.Lease, Attempts = 1 }, None));
            Assert.Equal(CommitResult.Committed, await dead.CommitAsync(None));
        }

        Assert.Equal(0, await Sending().RunAsync(None));
        _clock.Advance(SendNotifications.Lease);
        Assert.Equal(1, await Sending().RunAsync(None));
        Assert.Equal(2, _sms.Delivered.Count);
    }

    [Fact]
    public async Task Sandbox_SendsToNobody()
    {
        await WishAsync([NotificationChannel.Sms], Phone);
        TenantTree tree = new([new Tenant(Tenant, "Thử", null, new Dictionary<string, long>()) { IsSandbox = true }]);
        await new QueueNotifications(_storage!, tree, NotificationTexts.Delivered, Gateways(), _clock).DeliverAsync(Happened(), None);
        Assert.Equal((NotificationState.ToBeTold, null), await StateAsync());
    }

    [Theory]
    [InlineData("sms", null)]
    [InlineData("vneid", "+84900000001")]
    [InlineData("sms", "0900000001")]
    [InlineData("sms", "+84 900 000 001")]
    [InlineData("vneid vneid", null)]
    public async Task Wish_ThatContradictsItself_IsRefused(string channels, string? phone)
    {
        NotificationChannel[] wished = [.. channels.Split(' ').Select(name => name == "sms" ? NotificationChannel.Sms : NotificationChannel.VNeID)];
        Outcome<NotificationWish> outcome = await new SetNotificationWish(_desk!).DoAsync(Portal, _file!.Id, new ParticipantId("p1"), wished, phone, None);
        Assert.Equal(RefusalCode.NotificationWishInvalid, outcome.Refusal!.Code);
    }

    [Fact]
    public void Texts_OfEveryEvent_NameNobodyAndFitIntoAMessage()
    {
        Assert.All(NotificationTexts.Delivered.Events, entry =>
        {
            string sms = NotificationTexts.Delivered.Message(entry.Key, NotificationChannel.Sms, "HS-20261130-ABCDEFGH");
            Assert.True(sms.Length <= 160 && sms.All(char.IsAscii), $"{entry.Key}: {sms}");
            Assert.DoesNotContain("{", sms, StringComparison.Ordinal);
            Assert.DoesNotContain("{", NotificationTexts.Delivered.Message(entry.Key, NotificationChannel.VNeID, "HS"), StringComparison.Ordinal);
            Assert.NotEqual("", entry.Value.Counter);
        });
    }

    private static Actor Portal => Actor.Portal(Tenant, "portal");

    private OutgoingEvent Happened() => new(Guid.CreateVersion7(_clock.GetUtcNow()), new DomainEvent("case.supplement_requested", Tenant, _file!.Id, null, _clock.GetUtcNow()), 1);

    private async Task WishAsync(NotificationChannel[] channels, string? phone)
    {
        Outcome<NotificationWish> said = await new SetNotificationWish(_desk!).DoAsync(Portal, _file!.Id, new ParticipantId("p1"), channels, phone, None);
        Assert.True(said.IsDone, said.ToString());
    }

    private QueueNotifications Queueing() => new(_storage!, new TenantTree([]), NotificationTexts.Delivered, Gateways(), _clock);

    private SendNotifications Sending() => new(_storage!, NotificationTexts.Delivered, Gateways(), _clock);

    private INotificationGateway[] Gateways()
    {
        IHttpClientFactory clients = _http.GetRequiredService<IHttpClientFactory>();
        return
        [
            new GatewayClient(NotificationChannel.VNeID, new GatewayOptions { Address = _vneid.Address }, clients, NullLogger<GatewayClient>.Instance),
            new GatewayClient(NotificationChannel.Sms, new GatewayOptions { Address = _sms.Address }, clients, NullLogger<GatewayClient>.Instance),
        ];
    }

    /// <summary>Of the last notification.</summary>
    private async Task<(NotificationState, string?)> StateAsync()
    {
        await using IUnitOfWork unit = await _storage!.BeginAsync(None);
        Notification last = (await unit.Notifications.ListAsync(Tenant, new NotificationQuery(_file!.Id, null, null, 200), None))[^1];
        return (last.State, last.Outcome);
    }
}
