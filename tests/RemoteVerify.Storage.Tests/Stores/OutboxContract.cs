using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>The outbox and its delivery on every database.</summary>
public abstract class OutboxContract<TDatabase> : StoreTest<TDatabase>
    where TDatabase : TestDatabase, new()
{
    [SkippableFact]
    public async Task Take_EachEventByOneWorkerAtATime_UntilItIsSent()
    {
        await AddAsync(3);
        OutboxLease first = await Storage.Events.TakeAsync(2, TimeSpan.FromMinutes(1), None);
        OutboxLease second = await Storage.Events.TakeAsync(2, TimeSpan.FromMinutes(1), None);

        Assert.Equal(["e0", "e1"], first.Events.Select(e => e.Event.Subject));
        Assert.Equal(["e2"], second.Events.Select(e => e.Event.Subject));
        Assert.Empty((await Storage.Events.TakeAsync(9, TimeSpan.FromMinutes(1), None)).Events);

        await Storage.Events.MarkSentAsync(first.Events[0].Id, None);
        Clock.Advance(TimeSpan.FromMinutes(2));
        OutboxLease again = await Storage.Events.TakeAsync(9, TimeSpan.FromMinutes(1), None);
        Assert.Equal(["e1", "e2"], again.Events.Select(e => e.Event.Subject));
        Assert.All(again.Events, e => Assert.Equal(2, e.Attempt));
    }

    [SkippableFact]
    public async Task Take_ByManyAtOnce_NoEventTwice()
    {
        await AddAsync(40);
        OutboxLease[] leases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Storage.Events.TakeAsync(10, TimeSpan.FromMinutes(1), None))));
        OutgoingEvent[] taken = [.. leases.SelectMany(l => l.Events)];
        Assert.Equal(taken.Length, taken.Select(e => e.Id).Distinct().Count());
        Assert.InRange(taken.Length, 10, 40);
    }

    [SkippableFact]
    public async Task Take_EventsOfOneTransaction_KeepTheirOrder()
    {
        string[] subjects = [.. Enumerable.Range(0, 30).Select(i => $"e{i}")];
        await InUnitAsync(u =>
        {
            foreach (string subject in subjects)
            {
                u.Outbox.Add(new DomainEvent("case.opened", Tenant, NewCaseId(), subject, Clock.GetUtcNow()));
            }

            return Task.CompletedTask;
        });
        Assert.Equal(subjects, (await Storage.Events.TakeAsync(50, TimeSpan.FromMinutes(1), None)).Events.Select(e => e.Event.Subject!));
    }

    [SkippableFact]
    public async Task Retry_ByAWorkerWhoseLeaseEnded_ChangesNothing()
    {
        await AddAsync(1);
        OutboxLease slow = await Storage.Events.TakeAsync(1, TimeSpan.FromMinutes(1), None);
        Clock.Advance(TimeSpan.FromMinutes(2));
        OutboxLease quick = await Storage.Events.TakeAsync(1, TimeSpan.FromMinutes(1), None);
        await Storage.Events.RetryAsync(slow.Events[0].Id, slow.Token, Clock.GetUtcNow(), None);
        Assert.Empty((await Storage.Events.TakeAsync(1, TimeSpan.FromMinutes(1), None)).Events);

        await Storage.Events.RetryAsync(quick.Events[0].Id, quick.Token, Clock.GetUtcNow(), None);
        Assert.Equal(3, Assert.Single((await Storage.Events.TakeAsync(1, TimeSpan.FromMinutes(1), None)).Events).Attempt);
    }

    [SkippableFact]
    public async Task Delivery_ToASinkThatFails_ComesBackLaterAndLater_ThenOnce()
    {
        await AddAsync(2);
        var sink = new Sink { Fails = e => e.Event.Subject == "e0" };
        var delivery = new OutboxDelivery(Storage.Events, sink, Clock, new OutboxDeliveryOptions { FirstWait = TimeSpan.FromSeconds(10), LongestWait = TimeSpan.FromSeconds(40) });

        Assert.Equal((1, 1), await delivery.DeliverDueAsync(None));
        Assert.Equal((0, 0), await delivery.DeliverDueAsync(None));
        foreach (int wait in new[] { 10, 20, 40, 40 })
        {
            Clock.Advance(TimeSpan.FromSeconds(wait - 1));
            Assert.Equal((0, 0), await delivery.DeliverDueAsync(None));
            Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal((0, 1), await delivery.DeliverDueAsync(None));
        }

        Assert.Equal((1, 5), await Storage.Events.BacklogAsync(None));
        QueueLength queue = (await Storage.Queues.ListAsync(None)).Single(one => one.Name == "events");
        Assert.Equal((1, 0, true), (queue.Waiting, queue.GivenUp, queue.Oldest < Clock.GetUtcNow()));
        sink.Fails = _ => false;
        Clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal((1, 0), await delivery.DeliverDueAsync(None));
        Assert.Equal((0, 0), await Storage.Events.BacklogAsync(None));
        Assert.Equal(["e1", "e0"], sink.Delivered.Select(e => e.Event.Subject));
    }

    [SkippableFact]
    public async Task Delivery_ThatDiesAfterTheSink_IsRepeatedWithTheSameId()
    {
        await AddAsync(1);
        var sink = new Sink { Dies = true };
        var delivery = new OutboxDelivery(Storage.Events, sink, Clock, new OutboxDeliveryOptions());
        using var stop = new CancellationTokenSource();
        sink.Stop = stop;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delivery.DeliverDueAsync(stop.Token));

        Clock.Advance(TimeSpan.FromMinutes(3));
        sink.Dies = false;
        Assert.Equal((1, 0), await delivery.DeliverDueAsync(None));
        Assert.Equal(2, sink.Delivered.Count);
        Assert.Single(sink.Delivered.Select(e => e.Id).Distinct());
    }

    [SkippableFact]
    public async Task Add_InAUnitThatConflicts_IsNeverDelivered()
    {
        Assert.Equal(CommitResult.Committed, await UseAsync());
        Assert.Equal(CommitResult.VersionConflict, await UseAsync());
        Assert.Equal((1, 0), await Storage.Events.BacklogAsync(None));
    }

    private Task<CommitResult> UseAsync() => InUnitAsync(u =>
    {
        u.UsedOnce.Add("p", "v", Clock.GetUtcNow());
        u.Outbox.Add(new DomainEvent("case.opened", Tenant, NewCaseId(), null, Clock.GetUtcNow()));
        return Task.CompletedTask;
    });

    private async Task AddAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(2));
            await InUnitAsync(u =>
            {
                u.Outbox.Add(new DomainEvent("case.opened", Tenant, NewCaseId(), $"e{i}", Clock.GetUtcNow()));
                return Task.CompletedTask;
            });
        }
    }

    private sealed class Sink : IEventSink
    {
        public List<OutgoingEvent> Delivered { get; } = [];

        public Func<OutgoingEvent, bool> Fails { get; set; } = _ => false;

        public bool Dies { get; set; }

        public CancellationTokenSource? Stop { get; set; }

        public Task DeliverAsync(OutgoingEvent outgoing, CancellationToken cancellationToken)
        {
            if (Fails(outgoing))
            {
                throw new IOException("the receiver is away");
            }

            Delivered.Add(outgoing);
            if (Dies)
            {
                Stop!.Cancel();
                cancellationToken.ThrowIfCancellationRequested();
            }

            return Task.CompletedTask;
        }
    }
}

public sealed class SqliteOutboxTests : OutboxContract<SqliteDatabase>;

[Collection(PostgresServer.Name)]
public sealed class PostgresOutboxTests : OutboxContract<PostgresDatabase>;
