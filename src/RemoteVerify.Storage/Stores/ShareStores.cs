using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Sharing;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

/// <summary>A share and its uses lie under a key of their own, named after the share.</summary>
internal sealed class ShareStore(StorageContext context, CaseKeys keys, PersonTags people) : IShareStore
{
    public async Task AddAsync(Share share, CancellationToken cancellationToken)
    {
        keys.BelongsTo(share.Id.Value, share.Tenant);
        context.Shares.Add(new ShareRow
        {
            Id = share.Id.Value,
            Tenant = share.Tenant.Value,
            Person = people.Of(share.Tenant, share.Owner.PersonalNumber),
            TokenSha256 = share.TokenSha256?.Hex,
            ExpiresAt = Time.Write(share.ExpiresAt),
            Version = share.Version,
            Body = await WriteAsync(share, cancellationToken),
        });
    }

    public async Task<Share?> FindAsync(ShareId id, CancellationToken cancellationToken) =>
        await ReadAsync(await Rows.FirstOrDefaultAsync(s => s.Id == id.Value, cancellationToken), cancellationToken);

    public async Task<Share?> FindByTokenAsync(Sha256Digest tokenSha256, CancellationToken cancellationToken) =>
        await ReadAsync(await Rows.FirstOrDefaultAsync(s => s.TokenSha256 == tokenSha256.Hex, cancellationToken), cancellationToken);

    public async Task<IReadOnlyList<Share>> ListByOwnerAsync(TenantId tenant, string personalNumber, CancellationToken cancellationToken)
    {
        byte[] person = people.Of(tenant, personalNumber);
        List<Share> found = [];
        foreach (ShareRow row in await Rows.Where(s => s.Person == person).OrderByDescending(s => s.Id).ToListAsync(cancellationToken))
        {
            if (await ReadAsync(row, cancellationToken) is { } share)
            {
                found.Add(share);
            }
        }

        return found;
    }

    public async Task UpdateAsync(Share changed, CancellationToken cancellationToken)
    {
        ShareRow row = await context.Shares.FindAsync([changed.Id.Value], cancellationToken)
            ?? throw new InvalidOperationException("The share was not added before.");
        row.Body = await WriteAsync(changed, cancellationToken);
        context.Entry(row).Property(s => s.Version).OriginalValue = changed.Version - 1;
        row.Version = changed.Version;
    }

    public async Task AddUseAsync(ShareUse use, CancellationToken cancellationToken)
    {
        Guid id = Guid.CreateVersion7(use.At);
        context.ShareUses.Add(new ShareUseRow
        {
            Id = id,
            Share = use.Share.Value,
            At = Time.Write(use.At),
            Body = await keys.WriteAsync(use.Share.Value, DataClass.Record, UsePlace(id), use, cancellationToken),
        });
    }

    public async Task<IReadOnlyList<ShareUse>> ListUsesAsync(ShareId id, CancellationToken cancellationToken)
    {
        List<ShareUse> found = [];
        foreach (ShareUseRow row in await context.ShareUses.AsNoTracking().Where(u => u.Share == id.Value).OrderBy(u => u.Id).ToListAsync(cancellationToken))
        {
            if (await keys.ReadAsync<ShareUse>(row.Share, DataClass.Record, UsePlace(row.Id), row.Body, cancellationToken) is { } use)
            {
                found.Add(use);
            }
        }

        return found;
    }

    private IQueryable<ShareRow> Rows => context.Shares.AsNoTracking();

    private Task<byte[]> WriteAsync(Share share, CancellationToken cancellationToken) =>
        keys.WriteAsync(share.Id.Value, DataClass.Record, Place(share.Id.Value), share, cancellationToken);

    private async Task<Share?> ReadAsync(ShareRow? row, CancellationToken cancellationToken) =>
        row is null ? null : await keys.ReadAsync<Share>(row.Id, DataClass.Record, Place(row.Id), row.Body, cancellationToken);

    private static string Place(Guid id) => $"share/{id:D}";

    private static string UsePlace(Guid id) => $"share-use/{id:D}";
}

internal sealed class ShareRequestStore(StorageContext context, CaseKeys keys, PersonTags people) : IShareRequestStore
{
    public async Task AddAsync(ShareRequest request, CancellationToken cancellationToken)
    {
        keys.BelongsTo(request.Id, request.Tenant);
        context.ShareRequests.Add(new ShareRequestRow
        {
            Id = request.Id,
            Tenant = request.Tenant.Value,
            Person = people.Of(request.Tenant, request.Person.PersonalNumber),
            IsOpen = request.Answer is null,
            ExpiresAt = Time.Write(request.ExpiresAt),
            Version = request.Version,
            Body = await WriteAsync(request, cancellationToken),
        });
    }

    public async Task<ShareRequest?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await context.ShareRequests.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancellationToken) is { } row ? await ReadAsync(row, cancellationToken) : null;

    public async Task<IReadOnlyList<ShareRequest>> ListOpenAsync(TenantId tenant, string personalNumber, DateTimeOffset now, CancellationToken cancellationToken)
    {
        byte[] person = people.Of(tenant, personalNumber);
        long from = Time.Write(now);
        List<ShareRequest> found = [];
        foreach (ShareRequestRow row in await context.ShareRequests.AsNoTracking()
                     .Where(r => r.Person == person && r.IsOpen && r.ExpiresAt > from).OrderBy(r => r.Id).ToListAsync(cancellationToken))
        {
            if (await ReadAsync(row, cancellationToken) is { } request)
            {
                found.Add(request);
            }
        }

        return found;
    }

    public async Task UpdateAsync(ShareRequest changed, CancellationToken cancellationToken)
    {
        ShareRequestRow row = await context.ShareRequests.FindAsync([changed.Id], cancellationToken)
            ?? throw new InvalidOperationException("The request was not added before.");
        row.IsOpen = changed.Answer is null;
        row.Body = await WriteAsync(changed, cancellationToken);
        context.Entry(row).Property(r => r.Version).OriginalValue = changed.Version - 1;
        row.Version = changed.Version;
    }

    private Task<byte[]> WriteAsync(ShareRequest request, CancellationToken cancellationToken) =>
        keys.WriteAsync(request.Id, DataClass.Record, Place(request.Id), request, cancellationToken);

    private Task<ShareRequest?> ReadAsync(ShareRequestRow row, CancellationToken cancellationToken) =>
        keys.ReadAsync<ShareRequest>(row.Id, DataClass.Record, Place(row.Id), row.Body, cancellationToken);

    private static string Place(Guid id) => $"share-request/{id:D}";
}
