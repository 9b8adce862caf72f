// ETSI EN 319 102-1 V1.4.1 clause 5.2.8 (signature acceptance) and the X.509 constraints of clause 5.1.4.2.
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Pades.Validation.Checks;

/// <summary>The certificate may be used for signatures.</summary>
internal static class KeyUsageCheck
{
    public static CheckResult Run(SignatureSubject subject, ValidationOptions options)
    {
        const string id = "certificate.key-usage";
        var usage = subject.Certificate!.KeyUsage;
        var commits = usage?.HasFlag(KeyUsages.NonRepudiation) != false;
        var signs = commits || usage!.Value.HasFlag(KeyUsages.DigitalSignature);
        return signs && (commits || !options.RequireNonRepudiation)
            ? new CheckResult(id, true, "the key may sign")
            : new CheckResult(id, false, signs ? "the key is not for commitment (nonRepudiation)" : "the key is not for signatures",
                Indication.Indeterminate, SubIndication.ChainConstraintsFailure);
    }
}

/// <summary>How far the OCSP response lies from the timestamp: national profiles limit it (Estonian practice: never before, warn after 15 minutes).</summary>
internal static class OcspDistanceCheck
{
    /// <summary>Null when the policy sets no limit, or there is nothing to compare.</summary>
    /// <param name="statements">What is said about the signer's certificate; the response that fits best counts.</param>
    /// <param name="stampedAt">Earliest trusted signature timestamp.</param>
    /// <param name="options">The policy.</param>
    public static CheckResult? Run(IReadOnlyList<RevocationStatement> statements, DateTimeOffset? stampedAt, ValidationOptions options)
    {
        const string id = "certificate.ocsp-distance";
        var distances = statements.Where(s => s.Ocsp is not null && stampedAt is not null).Select(s => s.IssuedAt - stampedAt!.Value).ToList();
        if (options.OcspDistance is not { } limits || distances.Count == 0)
        {
            return null;
        }

        var distance = distances.MinBy(d => d < TimeSpan.Zero ? TimeSpan.FromDays(10_000) - d : d);
        return distance < -limits.MostBefore
            ? new CheckResult(id, false, "the OCSP response is older than the timestamp", Indication.Indeterminate, SubIndication.SigConstraintsFailure)
            : distance > limits.MostAfter
                ? new CheckResult(id, false, "the OCSP response is much younger than the timestamp", Indication.Indeterminate, SubIndication.SigConstraintsFailure)
                : new CheckResult(id, distance <= limits.WarnAfter, distance <= limits.WarnAfter
                    ? "the OCSP response belongs to the timestamp"
                    : "warning: the OCSP response is younger than the timestamp by more than usual");
    }
}
