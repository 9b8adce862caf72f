using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Results.Importing;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

/// <summary>Bodies lie under the key of the result that they are about.</summary>
internal sealed class RelatedActStore(StorageContext context, CaseKeys keys) : IRelatedActStore
{
    public async Task AddAsync(RelatedAct act, CancellationToken cancellationToken)
    {
        Guid scope = await context.Published.AsNoTracking().Where(p => p.Id == act.Target.Value).Select(p => p.CaseId).FirstAsync(cancellationToken);
        context.RelatedActs.Add(new RelatedActRow
        {
            Document = act.Document.Value,
            Target = act.Target.Value,
            CaseId = scope,
            At = Time.Write(act.At),
            Body = await keys.WriteAsync(scope, DataClass.Published, Place(act.Document.Value), act, cancellationToken),
        });
    }

    public async Task<IReadOnlyList<RelatedAct>> ListAsync(PublishedId target, CancellationToken cancellationToken)
    {
        List<RelatedAct> found = [];
        foreach (RelatedActRow row in await context.RelatedActs.AsNoTracking().Where(a => a.Target == target.Value).OrderBy(a => a.At).ThenBy(a => a.Document).ToListAsync(cancellationToken))
        {
            if (await ReadAsync(row, cancellationToken) is { } act)
            {
                found.Add(act);
            }
        }

        return found;
    }

    public async Task<RelatedAct?> FindByDocumentAsync(PublishedId document, CancellationToken cancellationToken) =>
        await context.RelatedActs.AsNoTracking().FirstOrDefaultAsync(a => a.Document == document.Value, cancellationToken) is { } row
            ? await ReadAsync(row, cancellationToken)
            : null;

    private Task<RelatedAct?> ReadAsync(RelatedActRow row, CancellationToken cancellationToken) =>
        keys.ReadAsync<RelatedAct>(row.CaseId, DataClass.Published, Place(row.Document), row.Body, cancellationToken);

    private static string Place(Guid document) => $"related-act/{document:D}";
}

internal sealed class ResultLookUpStore(StorageContext context, CaseKeys keys, PersonTags people) : IResultLookUpStore
{
    public async Task AddAsync(ResultLookUp lookUp, CancellationToken cancellationToken)
    {
        // One of no case lies under a key of the tenant's own, so that no two tenants' lie under one.
        Guid scope = lookUp.CaseId?.Value ?? TenantKeys.ScopeOf(lookUp.Tenant);
        keys.BelongsTo(scope, lookUp.Tenant);
        context.ResultLookUps.Add(new ResultLookUpRow
        {
            Id = lookUp.Id,
            Tenant = lookUp.Tenant.Value,
            CaseId = scope,
            Person = people.Of(lookUp.Tenant, lookUp.PersonalNumber),
            At = Time.Write(lookUp.At),
            Body = await keys.WriteAsync(scope, DataClass.Record, Place(lookUp.Id), lookUp, cancellationToken),
        });
    }

    public Task<IReadOnlyList<ResultLookUp>> ListAsync(CaseId caseId, CancellationToken cancellationToken) =>
        ReadAsync(context.ResultLookUps.AsNoTracking().Where(l => l.CaseId == caseId.Value), cancellationToken);

    public Task<IReadOnlyList<ResultLookUp>> ListByPersonAsync(TenantId tenant, string personalNumber, CancellationToken cancellationToken)
    {
        byte[] person = people.Of(tenant, personalNumber);
        return ReadAsync(context.ResultLookUps.AsNoTracking().Where(l => l.Tenant == tenant.Value && l.Person == person), cancellationToken);
    }

    private async Task<IReadOnlyList<ResultLookUp>> ReadAsync(IQueryable<ResultLookUpRow> rows, CancellationToken cancellationToken)
    {
        List<ResultLookUp> found = [];
        foreach (ResultLookUpRow row in await rows.OrderBy(l => l.At).ThenBy(l => l.Id).ToListAsync(cancellationToken))
        {
            if (await keys.ReadAsync<ResultLookUp>(row.CaseId, DataClass.Record, Place(row.Id), row.Body, cancellationToken) is { } lookUp)
            {
                found.Add(lookUp);
            }
        }

        return found;
    }

    private static string Place(Guid id) => $"result-lookup/{id:D}";
}

internal sealed class DownloadLinkStore(StorageContext context) : IDownloadLinkStore
{
    public Task AddAsync(DownloadLink link, CancellationToken cancellationToken)
    {
        context.DownloadLinks.Add(new DownloadLinkRow
        {
            TokenSha256 = link.TokenSha256.Hex,
            Result = link.Result.Value,
            Tenant = link.Tenant.Value,
            ExpiresAt = Time.Write(link.ExpiresAt),
            UsedAt = link.UsedAt is { } at ? Time.Write(at) : null,
        });
        return Task.CompletedTask;
    }

    public async Task<DownloadLink?> FindAsync(Sha256Digest tokenSha256, CancellationToken cancellationToken) =>
        await context.DownloadLinks.FirstOrDefaultAsync(l => l.TokenSha256 == tokenSha256.Hex, cancellationToken) is { } row
            ? new DownloadLink(tokenSha256, new PublishedId(row.Result), new TenantId(row.Tenant), Time.Read(row.ExpiresAt), row.UsedAt is { } at ? Time.Read(at) : null)
            : null;

    public async Task UseAsync(Sha256Digest tokenSha256, DateTimeOffset at, CancellationToken cancellationToken)
    {
        DownloadLinkRow row = await context.DownloadLinks.FindAsync([tokenSha256.Hex], cancellationToken)
            ?? throw new InvalidOperationException("The link was not added before.");
        row.UsedAt = Time.Write(at);
    }
}

/// <summary>Handles lie under the master key: they outlive every case of the person.</summary>
internal sealed class PersonHandleStore(StorageContext context, MasterKey master, PersonTags people) : IPersonHandleStore
{
    private const int HandleBytes = 32;

    public async Task<ReadOnlyMemory<byte>> HandleAsync(TenantId tenant, string personalNumber, CancellationToken cancellationToken)
    {
        byte[] person = people.Of(tenant, personalNumber);
        if (await context.PersonHandles.FindAsync([person], cancellationToken) is { } row)
        {
            return row.MasterKeyId == master.Id
                ? Sealed.Open(master.Bytes, Place(person), row.Handle)
                : throw new StorageIntegrityException($"A handle was written under master key '{row.MasterKeyId}', not '{master.Id}'.");
        }

        byte[] handle = RandomNumberGenerator.GetBytes(HandleBytes);
        context.PersonHandles.Add(new PersonHandleRow { Person = person, Handle = Sealed.Seal(master.Bytes, Place(person), handle), MasterKeyId = master.Id });
        return handle;
    }

    private static string Place(byte[] person) => $"person-handle/{Convert.ToHexStringLower(person)}";
}

internal sealed class ResultImportStore(StorageContext context, CaseKeys keys) : IResultImportStore
{
    public async Task AddAsync(ResultImport import, CancellationToken cancellationToken)
    {
        keys.BelongsTo(import.Scope.Value, import.Tenant);
        context.ResultImports.Add(new ResultImportRow
        {
            Id = import.Id,
            Tenant = import.Tenant.Value,
            Scope = import.Scope.Value,
            State = import.State,
            At = Time.Write(import.At),
            Version = import.Version,
            Body = await WriteAsync(import, cancellationToken),
        });
    }

    public async Task<ResultImport?> FindAsync(TenantId tenant, Guid id, CancellationToken cancellationToken) =>
        await context.ResultImports.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id && i.Tenant == tenant.Value, cancellationToken) is { } row
            ? await ReadAsync(row, cancellationToken)
            : null;

    public async Task<IReadOnlyList<ResultImport>> ListAsync(TenantId tenant, string? state, Guid? after, int limit, CancellationToken cancellationToken)
    {
        IQueryable<ResultImportRow> rows = context.ResultImports.AsNoTracking().Where(i => i.Tenant == tenant.Value);
        rows = state is null ? rows : rows.Where(i => i.State == state);
        rows = after is { } last ? rows.Where(i => i.Id > last) : rows;
        List<ResultImport> found = [];
        foreach (ResultImportRow row in await rows.OrderBy(i => i.Id).Take(limit).ToListAsync(cancellationToken))
        {
            if (await ReadAsync(row, cancellationToken) is { } import)
            {
                found.Add(import);
            }
        }

        return found;
    }

    public async Task UpdateAsync(ResultImport changed, CancellationToken cancellationToken)
    {
        ResultImportRow row = await context.ResultImports.FindAsync([changed.Id], cancellationToken)
            ?? throw new InvalidOperationException("The import was not added before.");
        row.State = changed.State;
        row.Body = await WriteAsync(changed, cancellationToken);
        context.Entry(row).Property(i => i.Version).OriginalValue = changed.Version - 1;
        row.Version = changed.Version;
    }

    private Task<byte[]> WriteAsync(ResultImport import, CancellationToken cancellationToken) =>
        keys.WriteAsync(import.Scope.Value, DataClass.Record, Place(import.Id), import, cancellationToken);

    private Task<ResultImport?> ReadAsync(ResultImportRow row, CancellationToken cancellationToken) =>
        keys.ReadAsync<ResultImport>(row.Scope, DataClass.Record, Place(row.Id), row.Body, cancellationToken);

    private static string Place(Guid id) => $"result-import/{id:D}";
}
