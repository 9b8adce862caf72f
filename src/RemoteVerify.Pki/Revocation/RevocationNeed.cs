// ETSI EN 319 412-1 clause 5.2 (validity-assured short-term); RFC 9608 (no revocation available); RFC 6960 section 4.2.2.2.1.
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Revocation;

/// <summary>Whether a certificate needs revocation data at all.</summary>
public static class RevocationNeed
{
    private static readonly string[] NeverRevoked = ["0.4.0.194121.2.1", "2.5.29.56"];

    /// <summary>False when the certificate says that it is never revoked, or its issuer publishes nothing and nothing was found.</summary>
    /// <param name="certificate">The certificate asked about.</param>
    /// <param name="statements">What was found about it.</param>
    public static bool Exists(Certificate certificate, IReadOnlyList<RevocationStatement> statements)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(statements);
        if (NeverRevoked.Any(oid => certificate.FindExtension(oid) is not null) || IsUnchecked(certificate))
        {
            return false;
        }

        return statements.Count > 0 || certificate.OcspAddresses.Count > 0 || certificate.CrlDistributionPoints.Count > 0;
    }

    /// <summary>An OCSP responder's with id-pkix-ocsp-nocheck: its issuer vouches for it as long as it is valid.</summary>
    public static bool IsUnchecked(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return certificate.HasOcspNoCheck && certificate.ExtendedKeyUsages.Contains(Oids.OcspSigning);
    }
}
