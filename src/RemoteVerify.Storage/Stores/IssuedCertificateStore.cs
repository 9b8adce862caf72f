using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

internal sealed class IssuedCertificateStore(StorageContext context, CaseKeys keys) : IIssuedCertificateStore
{
    public async Task AddAsync(IssuedCertificate certificate, CancellationToken cancellationToken)
    {
        Guid caseId = certificate.CaseId?.Value ?? Guid.Empty;
        keys.BelongsTo(caseId, certificate.Tenant);
        byte[] key = await keys.ForWritingAsync(caseId, DataClass.Dossier, cancellationToken);
        context.Certificates.Add(new CertificateRow
        {
            SerialNumber = certificate.SerialNumber,
            SubjectKeySha256 = certificate.SubjectKeySha256.Hex,
            Certificate = Sealed.Seal(key, Place(certificate.SerialNumber), certificate.Certificate.Span),
            Tenant = certificate.Tenant.Value,
            CaseId = certificate.CaseId?.Value,
            Owner = certificate.Owner,
            BoundDocumentSha256 = certificate.BoundDocumentSha256?.Hex,
            IssuedAt = Time.Write(certificate.IssuedAt),
            RevokedAt = certificate.RevokedAt is { } at ? Time.Write(at) : null,
            RevocationReason = certificate.RevocationReason,
        });
    }

    public async Task<IssuedCertificate?> FindAsync(string serialNumber, CancellationToken cancellationToken)
    {
        CertificateRow? row = await context.Certificates.AsNoTracking().FirstOrDefaultAsync(c => c.SerialNumber == serialNumber, cancellationToken);
        return row is null ? null : await ReadAsync(row, cancellationToken);
    }

    public async Task<IReadOnlyList<IssuedCertificate>> ListRevokedAsync(CancellationToken cancellationToken)
    {
        List<CertificateRow> rows = await context.Certificates.AsNoTracking()
            .Where(c => c.RevokedAt != null).OrderBy(c => c.SerialNumber).ToListAsync(cancellationToken);
        var found = new List<IssuedCertificate>(rows.Count);
        foreach (CertificateRow row in rows)
        {
            found.Add(await ReadAsync(row, cancellationToken));
        }

        return found;
    }

    public async Task<bool> RevokeAsync(string serialNumber, DateTimeOffset at, int reason, CancellationToken cancellationToken)
    {
        if (await context.Certificates.FindAsync([serialNumber], cancellationToken) is not { RevokedAt: null } row)
        {
            return false;
        }

        row.RevokedAt = Time.Write(at);
        row.RevocationReason = reason;
        return true;
    }

    /// <summary>A destroyed dossier key leaves the status, without the certificate itself.</summary>
    private async Task<IssuedCertificate> ReadAsync(CertificateRow row, CancellationToken cancellationToken)
    {
        byte[]? key = await keys.ForReadingAsync(row.CaseId ?? Guid.Empty, DataClass.Dossier, cancellationToken);
        return new IssuedCertificate(
            row.SerialNumber,
            StoredDigest.Read(row.SubjectKeySha256),
            key is null ? ReadOnlyMemory<byte>.Empty : Sealed.Open(key, Place(row.SerialNumber), row.Certificate),
            new TenantId(row.Tenant),
            row.CaseId is { } caseId ? new CaseId(caseId) : null,
            row.Owner,
            row.BoundDocumentSha256 is { } bound ? StoredDigest.Read(bound) : null,
            Time.Read(row.IssuedAt),
            row.RevokedAt is { } at ? Time.Read(at) : null,
            row.RevocationReason);
    }

    private static string Place(string serialNumber) => $"certificate/{serialNumber}";
}

internal static class StoredDigest
{
    public static Sha256Digest Read(string hex) => Sha256Digest.TryParse(hex, out Sha256Digest digest)
        ? digest
        : throw new StorageIntegrityException("A stored hash is not a SHA-256 value.");
}
