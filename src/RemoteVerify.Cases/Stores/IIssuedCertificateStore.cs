namespace RemoteVerify.Cases.Stores;

/// <summary>A certificate the embedded authority issued for a case; written before its key signs anything.</summary>
/// <param name="SerialNumber">Hexadecimal, as in the certificate.</param>
/// <param name="SubjectKeySha256">SHA-256 of the SubjectPublicKeyInfo.</param>
/// <param name="Certificate">DER; a one-time certificate names the person, so it is kept encrypted.</param>
/// <param name="Tenant">Tenant.</param>
/// <param name="CaseId">The case it was issued for; null for officers and the organisation.</param>
/// <param name="Owner">The participant's id, or the officer's account.</param>
/// <param name="BoundDocumentSha256">The only document its key may sign.</param>
/// <param name="IssuedAt">When.</param>
/// <param name="RevokedAt">When it was revoked, or null.</param>
/// <param name="RevocationReason">Reason code of RFC 5280 section 5.3.1, or null.</param>
public sealed record IssuedCertificate(
    string SerialNumber,
    Sha256Digest SubjectKeySha256,
    ReadOnlyMemory<byte> Certificate,
    TenantId Tenant,
    CaseId? CaseId,
    string? Owner,
    Sha256Digest? BoundDocumentSha256,
    DateTimeOffset IssuedAt,
    DateTimeOffset? RevokedAt,
    int? RevocationReason)
{
    public override string ToString() => $"IssuedCertificate {SerialNumber}";
}

/// <summary>Every certificate issued, for CRLs and OCSP.</summary>
public interface IIssuedCertificateStore
{
    Task AddAsync(IssuedCertificate certificate, CancellationToken cancellationToken);

    Task<IssuedCertificate?> FindAsync(string serialNumber, CancellationToken cancellationToken);

    Task<IReadOnlyList<IssuedCertificate>> ListRevokedAsync(CancellationToken cancellationToken);

    /// <summary>False when the serial number is unknown or was revoked before.</summary>
    Task<bool> RevokeAsync(string serialNumber, DateTimeOffset at, int reason, CancellationToken cancellationToken);
}
