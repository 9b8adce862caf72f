using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

internal sealed class Outbox(StorageContext context) : IOutbox
{
    public void Add(DomainEvent domainEvent) => context.Outbox.Add(new OutboxRow
    {
        Id = Guid.CreateVersion7(domainEvent.At),
        Type = domainEvent.Type,
        Tenant = domainEvent.Tenant.Value,
        CaseId = domainEvent.CaseId.Value,
        Subject = domainEvent.Subject,
        At = Time.Write(domainEvent.At),
    });
}

/// <summary>An event that waits for delivery.</summary>
public sealed record PendingEvent(Guid Id, DomainEvent Event, int Attempts);

/// <summary>Hands events to the host's delivery, at least once, oldest first.</summary>
public sealed class OutboxReader(IDbContextFactory<StorageContext> contexts)
{
    /// <summary>The oldest events that were not delivered yet.</summary>
    public async Task<IReadOnlyList<PendingEvent>> TakeAsync(int limit, CancellationToken cancellationToken)
    {
        await using StorageContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Outbox.AsNoTracking().Where(o => o.SentAt == null).OrderBy(o => o.Id).Take(limit)
            .Select(o => new PendingEvent(
                o.Id,
                new DomainEvent(o.Type, new TenantId(o.Tenant), new CaseId(o.CaseId), o.Subject, DateTimeOffset.FromUnixTimeMilliseconds(o.At)),
                o.Attempts))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Notes a try; <paramref name="sentAt"/> is null when it failed.</summary>
    public async Task MarkAsync(Guid id, DateTimeOffset? sentAt, CancellationToken cancellationToken)
    {
        await using StorageContext context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Outbox.FindAsync([id], cancellationToken) is { } row)
        {
            row.Attempts++;
            row.SentAt = sentAt is { } at ? Time.Write(at) : null;
            await context.SaveChangesAsync(cancellationToken);
        }
    }
}
