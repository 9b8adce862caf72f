using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Cases.Retaining;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

/// <summary>Records lie under the tenant's own key, because the keys of their cases are what they say is gone.</summary>
internal sealed class DeletionRecordStore(StorageContext context, CaseKeys keys) : IDeletionRecordStore
{
    public async Task AddAsync(DeletionRecord record, CancellationToken cancellationToken)
    {
        Guid scope = TenantKeys.ScopeOf(record.Tenant);
        keys.BelongsTo(scope, record.Tenant);
        context.DeletionRecords.Add(new DeletionRecordRow
        {
            Id = record.Id,
            Tenant = record.Tenant.Value,
            CaseId = record.CaseId.Value,
            At = Time.Write(record.At),
            Body = await keys.WriteAsync(scope, DataClass.Record, Place(record.Id), record, cancellationToken),
        });
    }

    public async Task<DeletionRecord?> FindAsync(TenantId tenant, Guid id, CancellationToken cancellationToken) =>
        await context.DeletionRecords.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id && d.Tenant == tenant.Value, cancellationToken) is { } row
            ? await ReadAsync(row, cancellationToken)
            : null;

    public async Task<IReadOnlyList<DeletionRecord>> ListAsync(CaseId caseId, CancellationToken cancellationToken)
    {
        List<DeletionRecord> found = [];
        foreach (DeletionRecordRow row in await context.DeletionRecords.AsNoTracking().Where(d => d.CaseId == caseId.Value).OrderBy(d => d.At).ThenBy(d => d.Id).ToListAsync(cancellationToken))
        {
            if (await ReadAsync(row, cancellationToken) is { } record)
            {
                found.Add(record);
            }
        }

        return found;
    }

    private Task<DeletionRecord?> ReadAsync(DeletionRecordRow row, CancellationToken cancellationToken) =>
        keys.ReadAsync<DeletionRecord>(TenantKeys.ScopeOf(new TenantId(row.Tenant)), DataClass.Record, Place(row.Id), row.Body, cancellationToken);

    private static string Place(Guid id) => $"deletion-record/{id:D}";
}

/// <summary>Each request lies under a key of its own, so that it can be forgotten without the cases.</summary>
internal sealed class DataRequestStore(StorageContext context, CaseKeys keys, PersonTags people) : IDataRequestStore
{
    public async Task AddAsync(DataRequest request, CancellationToken cancellationToken)
    {
        keys.BelongsTo(request.Id, request.Tenant);
        context.DataRequests.Add(new DataRequestRow
        {
            Id = request.Id,
            Tenant = request.Tenant.Value,
            Person = people.Of(request.Tenant, request.Person.PersonalNumber),
            IsOpen = request.IsOpen,
            EscalateAt = EscalateAt(request),
            Version = request.Version,
            Body = await keys.WriteAsync(request.Id, DataClass.Record, Place(request.Id), request, cancellationToken),
        });
    }

    public async Task<DataRequest?> FindAsync(TenantId tenant, Guid id, CancellationToken cancellationToken) =>
        await context.DataRequests.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id && r.Tenant == tenant.Value, cancellationToken) is { } row
            ? await keys.ReadAsync<DataRequest>(row.Id, DataClass.Record, Place(row.Id), row.Body, cancellationToken)
            : null;

    public async Task<IReadOnlyList<DataRequest>> ListAsync(TenantId tenant, DataRequestQuery query, CancellationToken cancellationToken)
    {
        IQueryable<DataRequestRow> rows = context.DataRequests.AsNoTracking().Where(r => r.Tenant == tenant.Value);
        if (query.Person is { } number)
        {
            byte[] person = people.Of(tenant, number);
            rows = rows.Where(r => r.Person == person);
        }

        if (query.OnlyOpen)
        {
            rows = rows.Where(r => r.IsOpen);
        }

        if (query.Before is { } before)
        {
            rows = rows.Where(r => r.Id < before);
        }

        return await ReadAsync(rows.OrderByDescending(r => r.Id).Take(query.Limit), cancellationToken);
    }

    public Task<IReadOnlyList<DataRequest>> ListOverdueAsync(TenantId tenant, DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        long until = Time.Write(now);
        return ReadAsync(context.DataRequests.AsNoTracking().Where(r => r.Tenant == tenant.Value && r.EscalateAt < until).OrderBy(r => r.EscalateAt).Take(limit), cancellationToken);
    }

    public async Task UpdateAsync(DataRequest changed, CancellationToken cancellationToken)
    {
        DataRequestRow row = await context.DataRequests.FindAsync([changed.Id], cancellationToken) ?? throw new InvalidOperationException("The request was not added before.");
        row.IsOpen = changed.IsOpen;
        row.EscalateAt = EscalateAt(changed);
        row.Body = await keys.WriteAsync(changed.Id, DataClass.Record, Place(changed.Id), changed, cancellationToken);
        context.Entry(row).Property(r => r.Version).OriginalValue = changed.Version - 1;
        row.Version = changed.Version;
    }

    private async Task<IReadOnlyList<DataRequest>> ReadAsync(IQueryable<DataRequestRow> rows, CancellationToken cancellationToken)
    {
        List<DataRequest> found = [];
        foreach (DataRequestRow row in await rows.ToListAsync(cancellationToken))
        {
            if (await keys.ReadAsync<DataRequest>(row.Id, DataClass.Record, Place(row.Id), row.Body, cancellationToken) is { } request)
            {
                found.Add(request);
            }
        }

        return found;
    }

    private static long EscalateAt(DataRequest request) => request is { IsOpen: true, EscalatedAt: null } ? Time.Write(request.DueAt) : DataRequestRow.NeverDue;

    private static string Place(Guid id) => $"data-request/{id:D}";
}

/// <summary>Breaches lie under a key of the tenant's own.</summary>
internal sealed class BreachStore(StorageContext context, CaseKeys keys) : IBreachStore
{
    public async Task AddAsync(Breach breach, CancellationToken cancellationToken)
    {
        Guid scope = TenantKeys.ScopeOf(breach.Tenant);
        keys.BelongsTo(scope, breach.Tenant);
        context.Breaches.Add(new BreachRow
        {
            Id = breach.Id,
            Tenant = breach.Tenant.Value,
            WarnAt = WarnAt(breach),
            Version = breach.Version,
            Body = await keys.WriteAsync(scope, DataClass.Record, Place(breach.Id), breach, cancellationToken),
        });
    }

    public async Task<Breach?> FindAsync(TenantId tenant, Guid id, CancellationToken cancellationToken) =>
        await context.Breaches.AsNoTracking().FirstOrDefaultAsync(b => b.Id == id && b.Tenant == tenant.Value, cancellationToken) is { } row ? await ReadAsync(row, cancellationToken) : null;

    public Task<IReadOnlyList<Breach>> ListAsync(TenantId tenant, int limit, CancellationToken cancellationToken) =>
        ReadAsync(context.Breaches.AsNoTracking().Where(b => b.Tenant == tenant.Value).OrderByDescending(b => b.Id).Take(limit), cancellationToken);

    public Task<IReadOnlyList<Breach>> ListOverdueAsync(TenantId tenant, DateTimeOffset now, CancellationToken cancellationToken)
    {
        long until = Time.Write(now);
        return ReadAsync(context.Breaches.AsNoTracking().Where(b => b.Tenant == tenant.Value && b.WarnAt < until).OrderBy(b => b.WarnAt), cancellationToken);
    }

    public async Task UpdateAsync(Breach changed, CancellationToken cancellationToken)
    {
        BreachRow row = await context.Breaches.FindAsync([changed.Id], cancellationToken) ?? throw new InvalidOperationException("The breach was not added before.");
        row.WarnAt = WarnAt(changed);
        row.Body = await keys.WriteAsync(TenantKeys.ScopeOf(changed.Tenant), DataClass.Record, Place(changed.Id), changed, cancellationToken);
        context.Entry(row).Property(b => b.Version).OriginalValue = changed.Version - 1;
        row.Version = changed.Version;
    }

    private async Task<IReadOnlyList<Breach>> ReadAsync(IQueryable<BreachRow> rows, CancellationToken cancellationToken)
    {
        List<Breach> found = [];
        foreach (BreachRow row in await rows.ToListAsync(cancellationToken))
        {
            if (await ReadAsync(row, cancellationToken) is { } breach)
            {
                found.Add(breach);
            }
        }

        return found;
    }

    private Task<Breach?> ReadAsync(BreachRow row, CancellationToken cancellationToken) =>
        keys.ReadAsync<Breach>(TenantKeys.ScopeOf(new TenantId(row.Tenant)), DataClass.Record, Place(row.Id), row.Body, cancellationToken);

    private static long WarnAt(Breach breach) => breach is { NotifiedAuthorityAt: null, WarnedAt: null } ? Time.Write(breach.DueAt) : DataRequestRow.NeverDue;

    private static string Place(Guid id) => $"breach/{id:D}";
}
