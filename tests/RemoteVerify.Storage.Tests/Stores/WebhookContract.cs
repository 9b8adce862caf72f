using RemoteVerify.AuditLog.Merkle;
using RemoteVerify.AuditLog.Tiles;
using RemoteVerify.Cases;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Webhooks;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>Endpoints, their queue, the list of events and the log's tiles on every database.</summary>
public abstract class WebhookContract<TDatabase> : StoreTest<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    [SkippableFact]
    public async Task Endpoint_AddedChangedDeleted_ComesBackAsItWasAndItsSecretIsSealed()
    {
        WebhookEndpoint added = await AddEndpointAsync("portal", "case.*", "result.issued");
        WebhookEndpoint found = (await ReadAsync(u => u.Webhooks.FindAsync(added.Id, None)))!;
        Assert.Equal((added.Address, added.State, added.Secrets[0].Value, added.Version), (found.Address, found.State, found.Secrets[0].Value, found.Version));
        Assert.Equal(["case.*", "result.issued"], found.Events);
        string everything = await Database.EverythingAsync();
        Assert.DoesNotContain("whsec_", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("portal.example", everything, StringComparison.Ordinal);

        WebhookEndpoint paused = found with { State = WebhookState.Paused, Version = 2 };
        Assert.Equal(CommitResult.Committed, await InUnitAsync(u => u.Webhooks.UpdateAsync(paused, None)));
        Assert.Equal(CommitResult.VersionConflict, await InUnitAsync(u => u.Webhooks.UpdateAsync(paused, None)));
        await InUnitAsync(u => u.Webhooks.DeleteAsync(paused, None));
        Assert.Null(await ReadAsync(u => u.Webhooks.FindAsync(added.Id, None)));
        Assert.Empty(await ReadAsync(u => u.Webhooks.ListAsync(null, null, None)));
    }

    [SkippableFact]
    public async Task Queue_AnEvent_GoesOnceToEachActiveEndpointOfTheClientThatWantsIt()
    {
        OutgoingEvent accepted = await PublishAsync("portal", "case.accepted");
        WebhookEndpoint all = await AddEndpointAsync("portal"), cases = await AddEndpointAsync("portal", "case.*"), results = await AddEndpointAsync("portal", "result.issued"), foreign = await AddEndpointAsync("portal-2");
        WebhookEndpoint paused = await AddEndpointAsync("portal");
        await InUnitAsync(u => u.Webhooks.UpdateAsync(paused with { State = WebhookState.Paused, Version = 2 }, None));

        await Storage.Webhooks.QueueAsync(accepted, None);
        await Storage.Webhooks.QueueAsync(accepted, None);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Storage.Webhooks.QueueAsync(accepted, None))));

        int[] queued = await Task.WhenAll(new[] { all, cases, results, foreign, paused }.Select(async e => (await DeliveriesAsync(e)).Count));
        Assert.Equal([1, 1, 0, 0, 0], queued);
        Assert.Equal(accepted.Id, (await DeliveriesAsync(all))[0].EventId);
    }

    [SkippableFact]
    public async Task Take_ByTwoWorkers_EachDeliveryOnceUntilItsLeaseEnds()
    {
        WebhookEndpoint endpoint = await AddEndpointAsync("portal");
        await QueueAsync(endpoint, 7);
        WebhookLease[] taken = (await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Storage.Webhooks.TakeAsync(4, 3, [], Lease, None))))).SelectMany(l => l).ToArray();
        WebhookDelivery[] mine = [.. taken.SelectMany(l => l.Deliveries)];
        Assert.Equal(mine.Length, mine.Select(d => d.Id).Distinct().Count());
        Assert.All(mine, d => Assert.Equal(1, d.Attempts));
        Assert.All(taken, l => Assert.Equal(endpoint.Secrets[0].Value, l.Endpoint.Secrets[0].Value));

        while ((await Storage.Webhooks.TakeAsync(4, 3, [], Lease, None)).Count > 0)
        {
        }

        Clock.Advance(Lease + TimeSpan.FromSeconds(1));
        WebhookLease again = Assert.Single(await Storage.Webhooks.TakeAsync(4, 99, [], Lease, None));
        Assert.Equal(7, again.Deliveries.Count);
        Assert.All(again.Deliveries, d => Assert.Equal(2, d.Attempts));
    }

    [SkippableFact]
    public async Task Take_WithABusyEndpoint_LeavesItAndServesTheOthers()
    {
        WebhookEndpoint busy = await AddEndpointAsync("portal"), other = await AddEndpointAsync("portal");
        await QueueAsync(busy, 3);
        await QueueAsync(other, 1);
        Assert.Equal(other.Id, Assert.Single(await Storage.Webhooks.TakeAsync(9, 9, [busy.Id], Lease, None)).Endpoint.Id);
        Assert.Equal(busy.Id, Assert.Single(await Storage.Webhooks.TakeAsync(9, 9, [], Lease, None)).Endpoint.Id);
    }

    [SkippableFact]
    public async Task Failed_TillItIsGivenUp_SaysThatNothingGotThrough_UnlessSomethingDid()
    {
        WebhookEndpoint endpoint = await AddEndpointAsync("portal");
        await QueueAsync(endpoint, 2);
        WebhookLease lease = Assert.Single(await Storage.Webhooks.TakeAsync(9, 9, [], Lease, None));
        Assert.False(await Storage.Webhooks.FailedAsync(lease.Deliveries[0], lease.Token, Attempt(1), Clock.GetUtcNow(), None));
        await Storage.Webhooks.ReleaseAsync([lease.Deliveries[1]], lease.Token, Clock.GetUtcNow(), None);
        Assert.NotNull((await HealthAsync(endpoint)).FailingSince);

        Clock.Advance(TimeSpan.FromHours(1));
        WebhookLease second = Assert.Single(await Storage.Webhooks.TakeAsync(9, 9, [], Lease, None));
        Assert.Equal([2, 1], second.Deliveries.Select(d => d.Attempts));
        Assert.True(await Storage.Webhooks.FailedAsync(second.Deliveries[0], second.Token, Attempt(2), null, None));
        await Storage.Webhooks.DeliveredAsync(second.Deliveries[1], Attempt(1) with { Outcome = AttemptOutcomes.Delivered, Status = 204 }, None);

        WebhookHealth health = await HealthAsync(endpoint);
        Assert.Equal((null, 0, 1), (health.FailingSince, health.Waiting, health.GivenUp));
        Assert.Equal([DeliveryState.Delivered, DeliveryState.GivenUp], (await DeliveriesAsync(endpoint)).Select(d => d.State));
        Assert.Equal([1, 2], (await ReadAsync(u => u.Webhooks.AttemptsAsync(second.Deliveries[0].Id, None))).Select(a => a.Number));

        // The same, but something got through in between: not hopeless.
        await QueueAsync(endpoint, 1);
        WebhookLease third = Assert.Single(await Storage.Webhooks.TakeAsync(9, 9, [], Lease, None));
        await Storage.Webhooks.FailedAsync(third.Deliveries[0], third.Token, Attempt(1), Clock.GetUtcNow(), None);
        Clock.Advance(TimeSpan.FromHours(1));
        await QueueAsync(endpoint, 1);
        WebhookLease fourth = Assert.Single(await Storage.Webhooks.TakeAsync(9, 9, [], Lease, None));
        await Storage.Webhooks.DeliveredAsync(fourth.Deliveries[1], Attempt(1), None);
        Assert.False(await Storage.Webhooks.FailedAsync(fourth.Deliveries[0], fourth.Token, Attempt(2), null, None));
    }

    [SkippableFact]
    public async Task Failed_ByAWorkerWhoseLeaseEnded_LeavesTheDeliveryToTheOther()
    {
        WebhookEndpoint endpoint = await AddEndpointAsync("portal");
        await QueueAsync(endpoint, 1);
        WebhookLease slow = Assert.Single(await Storage.Webhooks.TakeAsync(9, 9, [], Lease, None));
        Clock.Advance(Lease + TimeSpan.FromSeconds(1));
        WebhookLease quick = Assert.Single(await Storage.Webhooks.TakeAsync(9, 9, [], Lease, None));
        Assert.False(await Storage.Webhooks.FailedAsync(slow.Deliveries[0], slow.Token, Attempt(1), null, None));
        Assert.Equal(DeliveryState.Waiting, Assert.Single(await DeliveriesAsync(endpoint)).State);
        await Storage.Webhooks.DeliveredAsync(quick.Deliveries[0], Attempt(2), None);
        Assert.Equal(DeliveryState.Delivered, Assert.Single(await DeliveriesAsync(endpoint)).State);
    }

    [SkippableFact]
    public async Task Forget_OldDeliveries_KeepsWhatWaits()
    {
        WebhookEndpoint endpoint = await AddEndpointAsync("portal");
        await QueueAsync(endpoint, 2);
        WebhookLease lease = Assert.Single(await Storage.Webhooks.TakeAsync(9, 9, [], Lease, None));
        await Storage.Webhooks.DeliveredAsync(lease.Deliveries[0], Attempt(1), None);
        Assert.Equal(0, await Storage.Webhooks.ForgetAsync(Clock.GetUtcNow(), None));
        Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(1, await Storage.Webhooks.ForgetAsync(Clock.GetUtcNow() - TimeSpan.FromDays(30), None));
        Assert.Equal(DeliveryState.Waiting, Assert.Single(await DeliveriesAsync(endpoint)).State);
        Assert.Empty(await ReadAsync(u => u.Webhooks.AttemptsAsync(lease.Deliveries[0].Id, None)));
    }

    /// <summary>An act that began earlier and commits later must not slip in before what a reader has seen.</summary>
    [SkippableFact]
    public async Task Events_ReadFromACursor_AreInTheOrderOfCommitsAndNoneIsMissed()
    {
        DraftCase own = await AddCaseAsync("portal"), foreign = await AddCaseAsync("portal-2");
        DateTimeOffset early = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromSeconds(5));
        await PublishAsync(own, "case.second", Clock.GetUtcNow());
        await PublishAsync(foreign, "case.foreign", Clock.GetUtcNow());
        StoredEvent seen = Assert.Single(await ListAsync(null));
        await PublishAsync(own, "case.first", early);

        StoredEvent late = Assert.Single(await ListAsync(new EventCursor(seen.Position, seen.Id)));
        Assert.Equal("case.first", late.Event.Type);
        Assert.True(late.Event.At < seen.Event.At);
        Assert.Empty(await ListAsync(new EventCursor(late.Position, late.Id)));
        Assert.Equal(3, (await ReadAsync(u => u.Events.ListAsync(Tenant, new EventQuery(null, null, null, null, null, null, 9), None))).Count);
        Assert.Null(await ReadAsync(u => u.Events.FindAsync(new TenantId("other"), null, late.Id, None)));
        Assert.Null(await ReadAsync(u => u.Events.FindAsync(Tenant, "portal-2", late.Id, None)));
        Assert.NotNull(await ReadAsync(u => u.Events.FindAsync(Tenant, "portal", late.Id, None)));

        Task<IReadOnlyList<StoredEvent>> ListAsync(EventCursor? after) => ReadAsync(u => u.Events.ListAsync(Tenant, new EventQuery("portal", null, null, after, null, null, 9), None));
    }

    [SkippableFact]
    public async Task Tiles_OfTheLog_AreItsLeavesAndTheirEntries()
    {
        for (int i = 0; i < 3; i++)
        {
            await InUnitAsync(u =>
            {
                for (int entry = 0; entry < 100; entry++)
                {
                    u.Audit.Append(Entry(null, "same"));
                }

                return Task.CompletedTask;
            });
        }

        AuditLogReader log = Storage.Log;
        IReadOnlyList<byte[]> leaves = await log.LeafHashesAsync(0, 1000, None);
        IReadOnlyList<byte[]> first = HashTile.Read((await log.TileAsync(0, new TileNumber(0, 256), None))!, 256);
        Assert.Equal(leaves, [.. first, .. HashTile.Read((await log.TileAsync(0, new TileNumber(1, 44), None))!, 44)]);
        Assert.Equal(HashTile.Root(first), (await log.TileAsync(1, new TileNumber(0, 1), None))!);
        Assert.Equal(leaves.Skip(256).Take(9), HashTile.Read((await log.TileAsync(0, new TileNumber(1, 9), None))!, 9));
        foreach ((int level, TileNumber tile) in new[] { (0, new TileNumber(1, 45)), (0, new TileNumber(1, 256)), (1, new TileNumber(0, 2)), (2, new TileNumber(0, 1)), (63, new TileNumber(0, 1)), (0, new TileNumber(999_999_999_999_999, 1)) })
        {
            Assert.Null(await log.TileAsync(level, tile, None));
        }

        // Entries of one content have commitments that nobody can tell to be of it.
        IReadOnlyList<byte[]> entries = EntryBundle.Read((await log.EntriesAsync(new TileNumber(0, 256), None))!, 256);
        Assert.Equal(first, entries.Select(entry => MerkleHash.Leaf(entry)));
        Assert.Equal(256, entries.Select(Convert.ToHexString).Distinct().Count());
        Assert.All(entries, entry => Assert.Equal(32, entry.Length));
        Assert.Null(await log.EntriesAsync(new TileNumber(1, 45), None));
    }

    private static WebhookAttempt AttemptAt(int number, DateTimeOffset at) => new(number, at, TimeSpan.FromMilliseconds(12), AttemptOutcomes.ErrorStatus, 500);

    private WebhookAttempt Attempt(int number) => AttemptAt(number, Clock.GetUtcNow());

    private Task<WebhookHealth> HealthAsync(WebhookEndpoint endpoint) => ReadAsync(u => u.Webhooks.HealthAsync(endpoint.Id, None));

    private Task<IReadOnlyList<WebhookDelivery>> DeliveriesAsync(WebhookEndpoint endpoint) => ReadAsync(u => u.Webhooks.DeliveriesAsync(endpoint.Id, null, null, 99, None));

    private async Task<WebhookEndpoint> AddEndpointAsync(string client, params string[] events)
    {
        Clock.Advance(TimeSpan.FromMilliseconds(2));
        WebhookEndpoint made = new(
            WebhookId.New(Clock.GetUtcNow()), Tenant, client, new Uri("https://portal.example/hooks"), events, null, WebhookState.Active, Clock.GetUtcNow(),
            [new WebhookSecret(WebhookSignature.NewSecret(), Clock.GetUtcNow(), null)], Clock.GetUtcNow(), 1);
        await InUnitAsync(u => u.Webhooks.AddAsync(made, None));
        return made;
    }

    private async Task QueueAsync(WebhookEndpoint endpoint, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(2));
            var stored = new StoredEvent(Guid.NewGuid(), 0, new DomainEvent("case.opened", Tenant, NewCaseId(), null, Clock.GetUtcNow()));
            await InUnitAsync(u =>
            {
                u.Webhooks.Queue(WebhookDelivery.Of(endpoint, stored, 0, Clock.GetUtcNow()));
                return Task.CompletedTask;
            });
        }
    }

    private async Task<OutgoingEvent> PublishAsync(string client, string type)
    {
        await PublishAsync(await AddCaseAsync(client), type, Clock.GetUtcNow());
        return Assert.Single((await Storage.Events.TakeAsync(9, Lease, None)).Events);
    }

    private Task<CommitResult> PublishAsync(DraftCase about, string type, DateTimeOffset at) => InUnitAsync(u =>
    {
        u.Outbox.Add(new DomainEvent(type, Tenant, about.File.Id, null, at));
        u.Audit.Append(Entry(about.File.Id, "act"));
        return Task.CompletedTask;
    });

    private async Task<DraftCase> AddCaseAsync(string client)
    {
        Clock.Advance(TimeSpan.FromMilliseconds(2));
        DraftCase made = new(new CaseFile(
            NewCaseId(), Tenant, Guid.NewGuid().ToString("N"), "procedure", "1", true, "Hợp đồng", client, Clock.GetUtcNow(),
            [new Participant(new ParticipantId("p1"), "Nguyễn Văn Mẫu", "001099000022", "party")], 1));
        await InUnitAsync(u => u.Cases.AddAsync(made, Clock.GetUtcNow(), None));
        return made;
    }
}

public sealed class SqliteWebhookTests : WebhookContract<SqliteDatabase>;

[Collection(PostgresServer.Name)]
public sealed class PostgresWebhookTests : WebhookContract<PostgresDatabase>;
