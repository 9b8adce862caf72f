using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tenants;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

internal sealed class MeterStore(StorageContext context) : IMeterStore
{
    private const string Done = "done";

    public async Task<IReadOnlyList<MeterLine>> ListAsync(IReadOnlyList<TenantId> tenants, MeterMonth month, CancellationToken cancellationToken)
    {
        string[] ids = [.. tenants.Select(tenant => tenant.Value)];
        List<MeterRow> rows = await context.Meters.AsNoTracking().Where(m => ids.Contains(m.Tenant) && m.Month == month.Value).ToListAsync(cancellationToken);
        return [.. rows.OrderBy(m => m.Tenant, StringComparer.Ordinal).ThenBy(m => m.Operation, StringComparer.Ordinal)
            .Select(m => new MeterLine(new TenantId(m.Tenant), m.Operation, m.Done, m.Refused))];
    }

    public Task<long> CountAsync(TenantId tenant, MeterMonth month, string operation, CancellationToken cancellationToken) =>
        context.Meters.AsNoTracking().Where(m => m.Tenant == tenant.Value && m.Month == month.Value && m.Operation == operation)
            .Select(m => m.Done).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Counts entries of the audit log; the caller holds the write lock, so nobody else counts meanwhile.</summary>
    public static async Task CountAsync(StorageContext context, IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        foreach (IGrouping<(string Tenant, int Month, string Act), AuditEntry> group in entries.GroupBy(e => (e.Tenant.Value, MeterMonth.Of(e.At).Value, e.Act)))
        {
            MeterRow? row = await context.Meters.FindAsync([group.Key.Tenant, group.Key.Month, group.Key.Act], cancellationToken);
            if (row is null)
            {
                row = new MeterRow { Tenant = group.Key.Tenant, Month = group.Key.Month, Operation = group.Key.Act };
                context.Meters.Add(row);
            }

            long done = group.Count(entry => entry.Result == Done);
            row.Done += done;
            row.Refused += group.Count() - done;
        }
    }
}
