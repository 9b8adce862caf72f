using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Webhooks;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

/// <summary>The outbox as a list that clients read.</summary>
internal sealed class EventStore(StorageContext context) : IEventStore
{
    /// <summary>
    /// Gives the events of this unit their place in the list; the caller holds the write lock, and the log's new leaves are added. Every act that
    /// tells of something leaves a leaf, so no two acts share a place.
    /// </summary>
    public static async Task PlaceAsync(StorageContext context, CancellationToken cancellationToken)
    {
        OutboxRow[] made = [.. context.ChangeTracker.Entries<OutboxRow>().Where(e => e.State == EntityState.Added).Select(e => e.Entity)];
        if (made.Length == 0)
        {
            return;
        }

        long[] leaves = [.. context.ChangeTracker.Entries<AuditLeafRow>().Where(e => e.State == EntityState.Added).Select(e => e.Entity.Index + 1)];
        long position = leaves.Length > 0 ? leaves.Max() : await AuditNodes.SizeAsync(context, cancellationToken);
        foreach (OutboxRow row in made)
        {
            row.Position = position;
        }
    }

    public async Task<IReadOnlyList<StoredEvent>> ListAsync(TenantId tenant, EventQuery query, CancellationToken cancellationToken)
    {
        IQueryable<OutboxRow> rows = Visible(tenant, query.OpenedBy);
        if (query.Type is { } type)
        {
            rows = rows.Where(o => o.Type == type);
        }

        if (query.Case is { } about)
        {
            rows = rows.Where(o => o.CaseId == about.Value);
        }

        if (query.After is { } after)
        {
            rows = rows.Where(o => o.Position > after.Position || (o.Position == after.Position && o.Id > after.Id));
        }

        if (query.Since is { } since)
        {
            long from = Time.Write(since);
            rows = rows.Where(o => o.At >= from);
        }

        if (query.Until is { } until)
        {
            long end = Time.Write(until);
            rows = rows.Where(o => o.At < end);
        }

        return [.. (await rows.OrderBy(o => o.Position).ThenBy(o => o.Id).Take(query.Limit).ToListAsync(cancellationToken)).Select(Read)];
    }

    public async Task<StoredEvent?> FindAsync(TenantId tenant, string? openedBy, Guid id, CancellationToken cancellationToken) =>
        await Visible(tenant, openedBy).FirstOrDefaultAsync(o => o.Id == id, cancellationToken) is { } row ? Read(row) : null;

    private IQueryable<OutboxRow> Visible(TenantId tenant, string? openedBy)
    {
        IQueryable<OutboxRow> rows = context.Outbox.AsNoTracking().Where(o => o.Tenant == tenant.Value);
        return openedBy is null ? rows : rows.Where(o => context.Cases.Any(c => c.Id == o.CaseId && c.Tenant == tenant.Value && c.OpenedBy == openedBy));
    }

    private static StoredEvent Read(OutboxRow row) => new(
        row.Id, row.Position, new DomainEvent(row.Type, new TenantId(row.Tenant), new CaseId(row.CaseId), row.Subject, Time.Read(row.At)));
}
