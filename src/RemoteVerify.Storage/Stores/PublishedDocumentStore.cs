using System.Text;
using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

internal sealed class PublishedDocumentStore(StorageContext context, CaseKeys keys) : IPublishedDocumentStore
{
    public async Task AddAsync(PublishedDocument document, CancellationToken cancellationToken)
    {
        byte[] key = await keys.ForWritingAsync(document.CaseId.Value, DataClass.Published, cancellationToken);
        context.Published.Add(new PublishedRow
        {
            Id = document.Id.Value,
            Tenant = document.Tenant.Value,
            CaseId = document.CaseId.Value,
            Kind = document.Kind,
            CodeSha256 = document.CodeSha256.Hex,
            Code = Sealed.Seal(key, Place(document.Id.Value, "code"), Encoding.UTF8.GetBytes(document.Code)),
            Sha256 = document.Sha256.Hex,
            Blob = document.Blob.Value,
            Title = Sealed.Seal(key, Place(document.Id.Value, "title"), Encoding.UTF8.GetBytes(document.Title)),
            Organisation = document.Organisation,
            IsTest = document.IsTest,
            Original = document.Original?.Value,
            IssuedAt = Time.Write(document.IssuedAt),
            WithdrawnAt = document.WithdrawnAt is { } at ? Time.Write(at) : null,
        });
    }

    public async Task<PublishedDocument?> FindAsync(PublishedId id, CancellationToken cancellationToken) =>
        await ReadAsync(await Rows.FirstOrDefaultAsync(p => p.Id == id.Value, cancellationToken), cancellationToken);

    public async Task<PublishedDocument?> FindByCodeAsync(Sha256Digest codeSha256, CancellationToken cancellationToken) =>
        await ReadAsync(await Rows.FirstOrDefaultAsync(p => p.CodeSha256 == codeSha256.Hex, cancellationToken), cancellationToken);

    public async Task<PublishedDocument?> FindByHashAsync(Sha256Digest sha256, CancellationToken cancellationToken) =>
        await ReadAsync(await Rows.FirstOrDefaultAsync(p => p.Sha256 == sha256.Hex, cancellationToken), cancellationToken);

    public async Task<IReadOnlyList<PublishedDocument>> ListAsync(CaseId caseId, CancellationToken cancellationToken)
    {
        List<PublishedRow> rows = await Rows.Where(p => p.CaseId == caseId.Value).OrderBy(p => p.Id).ToListAsync(cancellationToken);
        var found = new List<PublishedDocument>(rows.Count);
        foreach (PublishedRow row in rows)
        {
            if (await ReadAsync(row, cancellationToken) is { } document)
            {
                found.Add(document);
            }
        }

        return found;
    }

    private IQueryable<PublishedRow> Rows => context.Published.AsNoTracking();

    private async Task<PublishedDocument?> ReadAsync(PublishedRow? row, CancellationToken cancellationToken)
    {
        if (row is null || await keys.ForReadingAsync(row.CaseId, DataClass.Published, cancellationToken) is not { } key)
        {
            return null;
        }

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
            row.WithdrawnAt is { } at ? Time.Read(at) : null);
    }

    private static string Place(Guid id, string column) => $"published/{id:D}/{column}";
}
