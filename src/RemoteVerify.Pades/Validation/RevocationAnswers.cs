// RFC 6960 section 4.2.2 and RFC 5280 section 6.3.
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Pades.Validation;

/// <summary>What one authentic CRL or OCSP response says about a certificate.</summary>
/// <param name="RevokedAt">When it was revoked; null when it was not.</param>
/// <param name="ThisUpdate">As of when.</param>
/// <param name="NextUpdate">Until when it may be used.</param>
internal sealed record RevocationAnswer(DateTimeOffset? RevokedAt, DateTimeOffset ThisUpdate, DateTimeOffset? NextUpdate)
{
    /// <summary>
    /// EN 319 102-1 clause 5.2.5.4: not older than the time in question by more than the period for which it was issued.
    /// </summary>
    public bool IsFreshFor(DateTimeOffset at, TimeSpan tolerance) =>
        ThisUpdate >= at - Max(tolerance, (NextUpdate ?? ThisUpdate) - ThisUpdate);

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}

/// <summary>Finds the authentic answers among the evidence.</summary>
internal static class RevocationAnswers
{
    public static IReadOnlyList<RevocationAnswer> About(Certificate certificate, Certificate issuer, Evidence evidence)
    {
        var answers = new List<RevocationAnswer>();
        foreach (var response in evidence.Responses)
        {
            if (response.Find(certificate, issuer) is { } single && single.Status != OcspCertificateStatus.Unknown
                && response.FindResponder(issuer) is not null)
            {
                answers.Add(new RevocationAnswer(
                    single.Status == OcspCertificateStatus.Revoked ? single.RevokedAt ?? DateTimeOffset.MinValue : null,
                    single.ThisUpdate, single.NextUpdate));
            }
        }

        foreach (var crl in evidence.Crls.Where(c => c.Issuer.Equals(issuer.Subject) && !c.HasUnhandledCriticalExtension))
        {
            if (crl.VerifySignature(issuer.PublicKey) == SignatureCheck.Valid)
            {
                answers.Add(new RevocationAnswer(crl.Find(certificate)?.RevokedAt, crl.ThisUpdate, crl.NextUpdate));
            }
        }

        return answers;
    }
}
