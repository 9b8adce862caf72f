using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Authority.OcspResponder;

/// <summary>State of one issued certificate.</summary>
/// <param name="Status">Good, revoked, or never issued.</param>
/// <param name="RevokedAt">When; null unless revoked.</param>
/// <param name="Reason">Why; null when not stated.</param>
public sealed record CertificateState(OcspCertificateStatus Status, DateTimeOffset? RevokedAt = null, RevocationReason? Reason = null);

/// <summary>Knows what one authority has issued and revoked; the host's store.</summary>
public interface ICertificateStatusSource
{
    /// <summary>State of the certificate with this serial number (contents of the INTEGER).</summary>
    CertificateState Find(ReadOnlyMemory<byte> serialNumber);
}
