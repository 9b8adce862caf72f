using System.Text;
using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

internal sealed class PublishedDocumentStore(StorageContext context, CaseKeys keys, PersonTags people) : IPublishedDocumentStore
{
    public async Task AddAsync(PublishedDocument document, CancellationToken cancellationToken)
    {
        keys.BelongsTo(document.CaseId.Value, document.Tenant);
        byte[] key = await keys.ForWritingAsync(document.CaseId.Value, DataClass.Published, cancellationToken);
        PublishedRow row = new()
        {
            Id = document.Id.Value,
            Tenant = document.Tenant.Value,
            CaseId = document.CaseId.Value,
            CodeSha256 = document.CodeSha256.Hex,
            Code = Sealed.Seal(key, Place(document.Id.Value, "code"), Encoding.UTF8.GetBytes(document.Code)),
            Sha256 = document.Sha256.Hex,
            Title = Sealed.Seal(key, Place(document.Id.Value, "title"), Encoding.UTF8.GetBytes(document.Title)),
            Organisation = document.Organisation,
            IsTest = document.IsTest,
            Original = document.Original?.Value,
            IssuedAt = Time.Write(document.IssuedAt),
        };
        await FillAsync(row, document, cancellationToken);
        context.Published.Add(row);
        context.PublishedHashes.Add(new PublishedHashRow { Sha256 = document.Sha256.Hex, Published = document.Id.Value });
        foreach (string owner in document.Owners.Select(o => o.PersonalNumber).Distinct())
        {
            context.PublishedOwners.Add(new PublishedOwnerRow { Published = document.Id.Value, Person = people.Of(document.Tenant, owner) });
        }
    }

    public async Task UpdateAsync(PublishedDocument changed, CancellationToken cancellationToken)
    {
        PublishedRow row = await context.Published.FindAsync([changed.Id.Value], cancellationToken)
            ?? throw new InvalidOperationException("The document was not added before.");
        if (row.Sha256 != changed.Sha256.Hex)
        {
            context.PublishedHashes.Add(new PublishedHashRow { Sha256 = changed.Sha256.Hex, Published = changed.Id.Value });
        }

        await FillAsync(row, changed, cancellationToken);
        context.Entry(row).Property(p => p.Version).OriginalValue = changed.Version - 1;
    }

    public async Task<PublishedDocument?> FindAsync(PublishedId id, CancellationToken cancellationToken) =>
        await ReadAsync(await Rows.FirstOrDefaultAsync(p => p.Id == id.Value, cancellationToken), cancellationToken);

    public async Task<PublishedDocument?> FindByCodeAsync(Sha256Digest codeSha256, CancellationToken cancellationToken) =>
        await ReadAsync(await Rows.FirstOrDefaultAsync(p => p.CodeSha256 == codeSha256.Hex, cancellationToken), cancellationToken);

    public async Task<PublishedDocument?> FindByHashAsync(Sha256Digest sha256, CancellationToken cancellationToken)
    {
        Guid? id = await context.PublishedHashes.AsNoTracking().Where(h => h.Sha256 == sha256.Hex).Select(h => (Guid?)h.Published).FirstOrDefaultAsync(cancellationToken);
        return await ReadAsync(await Rows.FirstOrDefaultAsync(p => id != null ? p.Id == id : p.Sha256 == sha256.Hex, cancellationToken), cancellationToken);
    }

    public async Task<IReadOnlyList<PublishedDocument>> ListAsync(CaseId caseId, CancellationToken cancellationToken) =>
        await ReadAsync(Rows.Where(p => p.CaseId == caseId.Value).OrderBy(p => p.Id), cancellationToken);

    public async Task<IReadOnlyList<PublishedDocument>> ListByOwnerAsync(TenantId tenant, string personalNumber, string? type, CancellationToken cancellationToken)
    {
        byte[] person = people.Of(tenant, personalNumber);
        IQueryable<PublishedRow> rows = Rows.Where(p => p.Tenant == tenant.Value && p.Kind != PublishedKind.CertifiedCopy
            && context.PublishedOwners.Any(o => o.Person == person && o.Published == p.Id));
        return await ReadAsync((type is null ? rows : rows.Where(p => p.Type == type)).OrderByDescending(p => p.Id), cancellationToken);
    }

    public async Task<IReadOnlyList<PublishedId>> ListDueAsync(TenantId tenant, DateTimeOffset at, int limit, CancellationToken cancellationToken)
    {
        long until = Time.Write(at);
        List<Guid> due = await Rows.Where(p => p.Tenant == tenant.Value && (p.RenewAt == null || p.RenewAt <= until))
            .OrderBy(p => p.RenewAt).ThenBy(p => p.Id).Take(limit).Select(p => p.Id).ToListAsync(cancellationToken);
        return [.. due.Select(id => new PublishedId(id))];
    }

    private IQueryable<PublishedRow> Rows => context.Published.AsNoTracking();

    private async Task FillAsync(PublishedRow row, PublishedDocument document, CancellationToken cancellationToken)
    {
        row.Kind = document.Kind;
        row.Sha256 = document.Sha256.Hex;
        row.Blob = document.Blob.Value;
        row.WithdrawnAt = document.WithdrawnAt is { } at ? Time.Write(at) : null;
        row.Type = document.Type;
        row.ValidUntil = document.Validity?.Until is { } until ? Time.Write(until) : null;
        row.RenewAt = document.RenewAt is { } renew ? Time.Write(renew) : null;
        row.Version = document.Version;
        PublishedDetails details = new(
            document.Number, document.Owners, document.Validity, document.Provenance, document.Replacement, document.RevocationReason, document.Earlier);
        row.Details = await keys.WriteAsync(document.CaseId.Value, DataClass.Published, Place(document.Id.Value, "details"), details, cancellationToken);
    }

    private async Task<List<PublishedDocument>> ReadAsync(IQueryable<PublishedRow> rows, CancellationToken cancellationToken)
    {
        List<PublishedDocument> found = [];
        foreach (PublishedRow row in await rows.ToListAsync(cancellationToken))
        {
            if (await ReadAsync(row, cancellationToken) is { } document)
            {
                found.Add(document);
            }
        }

        return found;
    }

    private async Task<PublishedDocument?> ReadAsync(PublishedRow? row, CancellationToken cancellationToken)
    {
        if (row is null || await keys.ForReadingAsync(row.CaseId, DataClass.Published, cancellationToken) is not { } key)
        {
            return null;
        }

        PublishedDetails? details = row.Details is { } box
            ? await keys.ReadAsync<PublishedDetails>(row.CaseId, DataClass.Published, Place(row.Id, "details"), box, cancellationToken)
            : null;
        return new PublishedDocument(
            new PublishedId(row.Id),
            new TenantId(row.Tenant),
            new CaseId(row.CaseId),
            row.Kind,
            StoredDigest.Read(row.CodeSha256),
            Encoding.UTF8.GetString(Sealed.Open(key, Place(row.Id, "code"), row.Code)),
            StoredDigest.Read(row.Sha256),
            new BlobId(row.Blob),
            Encoding.UTF8.GetString(Sealed.Open(key, Place(row.Id, "title"), row.Title)),
            row.Organisation,
            row.IsTest,
            row.Original is { } original ? new PublishedId(original) : null,
            Time.Read(row.IssuedAt),
            row.WithdrawnAt is { } at ? Time.Read(at) : null)
        {
            Type = row.Type,
            Number = details?.Number,
            Owners = details?.Owners ?? [],
            Validity = details?.Validity,
            Provenance = details?.Provenance ?? ResultProvenance.Case,
            Replacement = details?.Replacement,
            RevocationReason = details?.RevocationReason,
            Earlier = details?.Earlier ?? [],
            RenewAt = row.RenewAt is { } renew ? Time.Read(renew) : null,
            Version = row.Version,
        };
    }

    private static string Place(Guid id, string column) => $"published/{id:D}/{column}";

    /// <summary>What is encrypted as one; members are only ever added.</summary>
    private sealed record PublishedDetails(
        string? Number, IReadOnlyList<ResultOwner>? Owners, ValidityPeriod? Validity, ResultProvenance Provenance, Replacement? Replacement, string? RevocationReason,
        IReadOnlyList<EarlierBytes>? Earlier)
    {
        public override string ToString() => "PublishedDetails";
    }
}
