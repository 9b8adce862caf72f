using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Providers;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

internal sealed class DispatchStore(StorageContext context) : IDispatchStore
{
    public async Task<IReadOnlyList<Dispatch>> ListAsync(TenantId tenant, DispatchQuery query, CancellationToken cancellationToken)
    {
        IQueryable<DispatchRow> rows = context.Dispatches.AsNoTracking().Where(d => d.Tenant == tenant.Value);
        if (query.Case is { } about)
        {
            rows = rows.Where(d => d.CaseId == about.Value);
        }

        if (query.Channel is { } channel)
        {
            rows = rows.Where(d => d.Channel == channel);
        }

        if (query.State is { } state)
        {
            rows = rows.Where(d => d.State == state);
        }

        if (query.Before is { } before)
        {
            rows = rows.Where(d => d.Id < before);
        }

        return [.. (await rows.OrderByDescending(d => d.Id).Take(query.Limit).ToListAsync(cancellationToken)).Select(Read)];
    }

    public async Task<Dispatch?> FindAsync(TenantId tenant, Guid id, CancellationToken cancellationToken) =>
        await context.Dispatches.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id && d.Tenant == tenant.Value, cancellationToken) is { } row ? Read(row) : null;

    public async Task UpdateAsync(Dispatch changed, DispatchState was, CancellationToken cancellationToken)
    {
        DispatchRow row = await context.Dispatches.FindAsync([changed.Id], cancellationToken)
            ?? throw new InvalidOperationException("The message was not queued before.");
        context.Entry(row).Property(d => d.State).OriginalValue = was;
        row.State = changed.State;
        row.Attempts = changed.Attempts;
        row.NextTryAt = Time.Write(changed.NextTryAt);
        row.Lease = null;
        row.LastOutcome = changed.LastOutcome;
        row.Receipt = changed.Receipt;
        row.DoneAt = changed.DoneAt is { } at ? Time.Write(at) : null;
    }

    internal static Dispatch Read(DispatchRow row) => new(
        row.Id, new TenantId(row.Tenant), new CaseId(row.CaseId), row.Channel, row.Order, row.What, Time.Read(row.QueuedAt), row.State, row.Attempts, Time.Read(row.NextTryAt),
        row.LastOutcome, row.Receipt, row.DoneAt is { } done ? Time.Read(done) : null);
}
