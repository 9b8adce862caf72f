using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

/// <summary>Events that one worker may deliver until its lease ends.</summary>
/// <param name="Token">Name of the lease.</param>
/// <param name="Until">When somebody else may take what is not done.</param>
/// <param name="Events">Oldest first.</param>
public sealed record OutboxLease(Guid Token, DateTimeOffset Until, IReadOnlyList<OutgoingEvent> Events);

/// <summary>
/// Gives events to workers, each to one at a time and, until it is sent, again and again: a worker that dies keeps its events only until the
/// lease ends. Several nodes may take at once.
/// </summary>
public sealed class OutboxReader(IDbContextFactory<StorageContext> contexts, TimeProvider clock)
{
    /// <summary>Takes due events; an empty lease when there are none.</summary>
    public async Task<OutboxLease> TakeAsync(int limit, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using StorageContext context = await contexts.CreateDbContextAsync(cancellationToken);
        long now = Time.Write(clock.GetUtcNow());
        DateTimeOffset until = Time.Read(now) + lease;
        var token = Guid.NewGuid();
        List<Guid> due = await context.Outbox.AsNoTracking().Where(o => o.SentAt == null && o.NextTryAt <= now)
            .OrderBy(o => o.Id).Take(limit).Select(o => o.Id).ToListAsync(cancellationToken);
        if (due.Count == 0)
        {
            return new OutboxLease(token, until, []);
        }

        // The condition is asked again under the row's lock, so of two workers with the same list each row gets one.
        await context.Outbox.Where(o => due.Contains(o.Id) && o.SentAt == null && o.NextTryAt <= now).ExecuteUpdateAsync(
            row => row.SetProperty(o => o.NextTryAt, Time.Write(until)).SetProperty(o => o.Lease, token).SetProperty(o => o.Attempts, o => o.Attempts + 1),
            cancellationToken);
        List<OutboxRow> mine = await context.Outbox.AsNoTracking().Where(o => o.Lease == token).OrderBy(o => o.Id).ToListAsync(cancellationToken);
        return new OutboxLease(token, until, [.. mine.Select(Read)]);
    }

    /// <summary>The event is with its receiver; true also when the lease has ended meanwhile.</summary>
    public async Task MarkSentAsync(Guid id, CancellationToken cancellationToken)
    {
        await using StorageContext context = await contexts.CreateDbContextAsync(cancellationToken);
        long now = Time.Write(clock.GetUtcNow());
        await context.Outbox.Where(o => o.Id == id && o.SentAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(o => o.SentAt, now).SetProperty(o => o.Lease, (Guid?)null), cancellationToken);
    }

    /// <summary>The try failed; nothing happens when somebody else took the event meanwhile.</summary>
    public async Task RetryAsync(Guid id, Guid lease, DateTimeOffset nextTry, CancellationToken cancellationToken)
    {
        await using StorageContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Outbox.Where(o => o.Id == id && o.Lease == lease && o.SentAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(o => o.NextTryAt, Time.Write(nextTry)).SetProperty(o => o.Lease, (Guid?)null), cancellationToken);
    }

    /// <summary>Number of events that are not sent, and how often the most stubborn one was tried.</summary>
    public async Task<(int Waiting, int MostAttempts)> BacklogAsync(CancellationToken cancellationToken)
    {
        await using StorageContext context = await contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<OutboxRow> waiting = context.Outbox.AsNoTracking().Where(o => o.SentAt == null);
        return (await waiting.CountAsync(cancellationToken), await waiting.MaxAsync(o => (int?)o.Attempts, cancellationToken) ?? 0);
    }

    /// <summary>Age of the oldest event that is not sent; zero when there is none.</summary>
    public async Task<TimeSpan> LagAsync(CancellationToken cancellationToken)
    {
        await using StorageContext context = await contexts.CreateDbContextAsync(cancellationToken);
        long? oldest = await context.Outbox.AsNoTracking().Where(o => o.SentAt == null).MinAsync(o => (long?)o.At, cancellationToken);
        return oldest is { } at && clock.GetUtcNow() - Time.Read(at) is var age && age > TimeSpan.Zero ? age : TimeSpan.Zero;
    }

    private static OutgoingEvent Read(OutboxRow row) => new(
        row.Id, new DomainEvent(row.Type, new TenantId(row.Tenant), new CaseId(row.CaseId), row.Subject, Time.Read(row.At)), row.Attempts);
}
