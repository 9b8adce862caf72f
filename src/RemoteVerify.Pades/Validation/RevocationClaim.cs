using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Pades.Validation;

/// <summary>
/// A "revoked" that can't be proven because the issuer's certificate is not known. It is looked at only where there is no
/// path anyway, so that it names the graver of two doubts and can never cast doubt on a proven signature.
/// </summary>
internal static class RevocationClaim
{
    public static bool Exists(Certificate certificate, IReadOnlyList<OcspResponse> responses, DateTimeOffset at) =>
        responses.Any(response => response.Certificates.Any(c => c.ExtendedKeyUsages.Contains(Oids.OcspSigning)
                && response.VerifySignature(c.PublicKey) == SignatureCheck.Valid)
            && response.Responses.Any(r => r.Status == OcspCertificateStatus.Revoked && r.RevokedAt <= at && IsAbout(r.CertificateId, certificate)));

    private static bool IsAbout(OcspCertId id, Certificate certificate) =>
        id.SerialNumber.Span.SequenceEqual(certificate.SerialNumber.Span)
        && HashAlgorithms.FromOid(id.HashAlgorithm.Oid) is { } name
        && id.IssuerNameHash.Span.SequenceEqual(HashAlgorithms.Hash(name, certificate.Issuer.Encoded.Span));
}
