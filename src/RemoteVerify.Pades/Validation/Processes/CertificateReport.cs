using RemoteVerify.Pades.Validation.Checks;

namespace RemoteVerify.Pades.Validation.Processes;

/// <summary>Tells what was found about a certificate: one line per rule, whether it stands, was settled by a proof, or stays open.</summary>
internal static class CertificateReport
{
    private static readonly (string Id, string Good)[] Always =
    [
        ("certificate.path", "a path to an anchor"),
        ("certificate.validity", "valid at the time of validation"),
        ("certificate.revocation", "not revoked"),
    ];

    /// <param name="verdict">Path and issues.</param>
    /// <param name="conclusion">What time settled.</param>
    /// <param name="algorithmId">Name of the check of the object's own algorithms.</param>
    public static IEnumerable<CheckResult> Checks(CertificateVerdict verdict, Conclusion conclusion, string algorithmId)
    {
        var open = conclusion.Open.Select(i => new CheckResult(
            Name(i, algorithmId), false, i.Message, Verdict.IndicationOf(i.SubIndication), i.SubIndication));
        var settled = conclusion.Settled.Select(i => new CheckResult(
            Name(i, algorithmId), true, $"settled by a proof of existence: {i.Message}"));
        var issues = verdict.Issues.Select(i => i.Id == "certificate.responder" ? "certificate.revocation" : i.Id).ToHashSet();
        var good = Always.Where(a => verdict.Path.Count > 0 && !issues.Contains(a.Id)).Select(a => new CheckResult(a.Id, true, a.Good));
        return [.. open, .. good, .. settled, .. verdict.Remarks, .. conclusion.Checks];
    }

    /// <summary>The evidence that was used.</summary>
    public static IReadOnlyList<RevocationReport> Revocation(CertificateVerdict verdict) =>
    [
        .. verdict.Used.Select(u => new RevocationReport(
            u.Statement.Crl is not null ? "CRL" : "OCSP", u.Certificate, u.Statement.IsRevoked, u.Statement.RevokedAt, u.Statement.Reason,
            u.Statement.ThisUpdate, u.Statement.NextUpdate, u.Statement.IssuedAt, Proofs.ProofStore.NameOf(u.Statement.Encoded))),
    ];

    private static string Name(CertificateIssue issue, string algorithmId) => issue.Id == "signature.algorithm" ? algorithmId : issue.Id;
}
