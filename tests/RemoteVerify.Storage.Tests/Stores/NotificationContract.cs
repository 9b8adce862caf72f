using RemoteVerify.Cases;
using RemoteVerify.Cases.Notifications;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Storage.Tests.Stores;

/// <summary>Notifications, codes of slips and tickets for help on every database.</summary>
public abstract class NotificationContract<TDatabase> : StoreTest<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly ParticipantId Person = new("p1");

    [SkippableFact]
    public async Task Queue_TheSameEventAndPersonTwice_Conflicts()
    {
        Notification first = New(NewCaseId());
        Assert.Equal(CommitResult.Committed, await QueueAsync(first));
        Assert.Equal(CommitResult.VersionConflict, await QueueAsync(first with { Id = Guid.CreateVersion7(Clock.GetUtcNow()) }));
        Assert.True(await ReadAsync(u => u.Notifications.IsQueuedAsync(first.EventId, Person, None)));
        Assert.False(await ReadAsync(u => u.Notifications.IsQueuedAsync(first.EventId, new ParticipantId("p2"), None)));
        Assert.Equal(first, await ReadAsync(u => u.Notifications.FindAsync(Tenant, first.Id, None)));
        Assert.Null(await ReadAsync(u => u.Notifications.FindAsync(new TenantId("another"), first.Id, None)));
    }

    [SkippableFact]
    public async Task Due_InItsTime_AndChangedByOneOfTwo()
    {
        CaseId id = NewCaseId();
        Notification now = New(id), later = New(id) with { NextTryAt = Clock.GetUtcNow().AddMinutes(5) };
        await QueueAsync(now);
        await QueueAsync(later);
        Assert.Equal(now.Id, Assert.Single(await ReadAsync(u => u.Notifications.DueAsync(Clock.GetUtcNow(), 9, None))).Id);

        Notification sent = now with { State = NotificationState.Sent, Attempts = 1, DoneAt = Clock.GetUtcNow(), Outcome = "taken" };
        await using IUnitOfWork slow = await Storage.BeginAsync(None);
        Assert.True(await slow.Notifications.ChangeAsync(now, sent, None));
        Assert.Equal(CommitResult.Committed, await InUnitAsync(u => u.Notifications.ChangeAsync(now, sent, None)));
        Assert.Equal(CommitResult.VersionConflict, await slow.CommitAsync(None));
        await InUnitAsync(async u => Assert.False(await u.Notifications.ChangeAsync(now, sent, None)));

        Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(later.Id, Assert.Single(await ReadAsync(u => u.Notifications.DueAsync(Clock.GetUtcNow(), 9, None))).Id);
        Assert.Equal([now.Id, later.Id], (await ReadAsync(u => u.Notifications.ListAsync(Tenant, new NotificationQuery(id, null, null, 9), None))).Select(n => n.Id));
        Assert.Equal(later.Id, Assert.Single(await ReadAsync(u => u.Notifications.ListAsync(Tenant, new NotificationQuery(null, null, now.Id, 9), None))).Id);
        Assert.Equal(now.Id, Assert.Single(await ReadAsync(u => u.Notifications.ListAsync(Tenant, new NotificationQuery(null, NotificationState.Sent, null, 9), None))).Id);
        Assert.Empty(await ReadAsync(u => u.Notifications.ListAsync(new TenantId("another"), new NotificationQuery(id, null, null, 9), None)));
    }

    [SkippableFact]
    public async Task Code_OfALaterSlip_TakesThePlaceOfTheEarlier_AndItsGuessesAreCountedOnce()
    {
        CaseId id = NewCaseId();
        OutcomeCode first = new(Sha256Digest.Of("first"u8), Tenant, id, Person, Clock.GetUtcNow(), 0, null, 1), second = first with { CodeSha256 = Sha256Digest.Of("second"u8) };
        await InUnitAsync(u => u.Notifications.ReplaceCodeAsync(first, None));
        await InUnitAsync(u => u.Notifications.ReplaceCodeAsync(second, None));
        Assert.Null(await ReadAsync(u => u.Notifications.FindCodeAsync(first.CodeSha256, None)));
        OutcomeCode missed = second with { Failures = 1, LockedUntil = Clock.GetUtcNow().AddMinutes(15), Version = 2 };
        Assert.Equal(CommitResult.Committed, await InUnitAsync(u => u.Notifications.ChangeCodeAsync(missed, None)));
        Assert.Equal(CommitResult.VersionConflict, await InUnitAsync(u => u.Notifications.ChangeCodeAsync(missed, None)));
        Assert.Equal(missed, await ReadAsync(u => u.Notifications.FindCodeAsync(second.CodeSha256, None)));
    }

    [SkippableFact]
    public async Task Help_OfAnotherTenant_IsNotFound()
    {
        HelpTicket ticket = new("ABCD-EFGH", Tenant, NewCaseId(), "camera", "capture.no-face", Clock.GetUtcNow());
        await InUnitAsync(u =>
        {
            u.Notifications.Add(ticket);
            return Task.CompletedTask;
        });
        Assert.Equal(ticket, await ReadAsync(u => u.Notifications.FindHelpAsync(Tenant, ticket.Ticket, None)));
        Assert.Null(await ReadAsync(u => u.Notifications.FindHelpAsync(new TenantId("another"), ticket.Ticket, None)));
    }

    private Notification New(CaseId id)
    {
        Clock.Advance(TimeSpan.FromMilliseconds(2));
        DateTimeOffset now = Clock.GetUtcNow();
        return new Notification(Guid.CreateVersion7(now), Guid.NewGuid(), Tenant, id, Person, "result.issued", NotificationChannel.Sms, NotificationState.Waiting, 0, now, now, null, null);
    }

    private Task<CommitResult> QueueAsync(Notification notification) => InUnitAsync(u =>
    {
        u.Notifications.Queue(notification);
        return Task.CompletedTask;
    });
}

public sealed class SqliteNotificationTests : NotificationContract<SqliteDatabase>;

[Collection(PostgresServer.Name)]
public sealed class PostgresNotificationTests : NotificationContract<PostgresDatabase>;
