// ETSI EN 319 102-1 V1.4.1 clauses 5.5 (signatures with time), 5.6.2.4 (past signature validation) and 5.6.3 (long term).
using RemoteVerify.Pades.Validation.Checks;
using RemoteVerify.Pades.Validation.Proofs;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pades.Validation.Processes;

/// <summary>Takes the issues of the present one by one and asks whether the proven age of the object settles them.</summary>
internal sealed class TimeProcess(Evidence evidence, CertificateValidation certificates, ProofStore proofs, ValidationOptions options)
{
    private readonly PastCertificateValidation _past = new(evidence, proofs, options);

    /// <param name="subject">The signature or token.</param>
    /// <param name="verdict">What stands about its signer's certificate.</param>
    public Conclusion Run(TimedObject subject, out CertificateVerdict verdict)
    {
        var best = proofs.EarliestOf(subject.Value);
        verdict = certificates.Run(subject.Signer, best);
        var issues = verdict.Issues.ToList();
        if (options.At >= subject.AcceptableUntil)
        {
            issues.Insert(0, new CertificateIssue("signature.algorithm", SubIndication.CryptoConstraintsFailureNoPoe, subject.Signer,
                string.Join(", ", subject.Problems), subject.AcceptableUntil));
        }

        issues = [.. issues.Select(i => Refute(i, subject, best))];
        var path = verdict.Path;
        var open = issues.Where(i => !IsSettledByTime(i, path, best)).ToList();
        var checks = new List<CheckResult>();
        if (open.Count > 0 && open.All(i => i.CanBeSettled) && path.Count > 0 && PastSignature(subject, path, open, best) is { } past)
        {
            checks.Add(past);
            open = past.Ok ? [] : open;
        }

        return new Conclusion(open, [.. issues.Except(open)], checks);
    }

    /// <summary>Clauses 5.3.4 and 5.5.4: provably made too late or too early.</summary>
    private static CertificateIssue Refute(CertificateIssue issue, TimedObject subject, DateTimeOffset best)
    {
        var after = subject.NotBefore;
        return issue.SubIndication switch
        {
            SubIndication.RevokedNoPoe when after >= issue.When => issue with { SubIndication = SubIndication.Revoked, Message = "made after the revocation" },
            SubIndication.OutOfBoundsNoPoe or SubIndication.OutOfBoundsNotRevoked
                when issue.Certificate.Equals(subject.Signer) && after > issue.Certificate.NotAfter =>
                issue with { SubIndication = SubIndication.Expired, Message = "made after the certificate had expired" },
            SubIndication.OutOfBoundsNoPoe or SubIndication.OutOfBoundsNotRevoked
                when issue.Certificate.Equals(subject.Signer) && best < issue.Certificate.NotBefore =>
                issue with { SubIndication = SubIndication.NotYetValid, Message = "made before the certificate was valid" },
            SubIndication.CryptoConstraintsFailureNoPoe when after >= issue.When && issue.When > DateTimeOffset.MinValue =>
                issue with { SubIndication = SubIndication.CryptoConstraintsFailure, Message = "made when the algorithm was no longer accepted" },
            _ => issue,
        };
    }

    /// <summary>Clause 5.5.4 step 4 and 6: the best signature time lies before what happened.</summary>
    private bool IsSettledByTime(CertificateIssue issue, IReadOnlyList<Certificate> path, DateTimeOffset best) => issue.SubIndication switch
    {
        SubIndication.RevokedNoPoe or SubIndication.RevokedCaNoPoe => issue.When > best,
        SubIndication.OutOfBoundsNotRevoked => issue.Certificate.IsValidAt(best),
        SubIndication.CryptoConstraintsFailureNoPoe =>
            (issue.Id == "signature.algorithm" ? best : proofs.EarliestOf(issue.Certificate.Encoded)) < issue.When,
        SubIndication.NoCertificateChainFoundNoPoe => evidence.Configured(path[^1])?.IsTrustedAt(best) == true,
        SubIndication.TryLater when issue.When is { } held => held > best,
        SubIndication.TryLater => best < options.At && IsKnownGoodAt(issue.Certificate, path, best),
        _ => false,
    };

    private bool IsKnownGoodAt(Certificate certificate, IReadOnlyList<Certificate> path, DateTimeOffset best)
    {
        var index = 0;
        while (index < path.Count - 1 && !path[index].Equals(certificate))
        {
            index++;
        }

        return index < path.Count - 1 && evidence.Statements(certificate, path[index + 1])
            .Any(s => !s.IsRevoked && s.KnowsOf(certificate) && s.IsFresh(certificate, best, options.Revocation)
                && evidence.Responders.Counts(s, path[index + 1], s.IssuedAt, x => proofs.EarliestOf(x.Encoded)));
    }

    /// <summary>Clause 5.6.2.4: the object existed while its path could be relied on.</summary>
    private CheckResult? PastSignature(TimedObject subject, IReadOnlyList<Certificate> path, List<CertificateIssue> open, DateTimeOffset best)
    {
        const string id = "past.signature";
        if (best >= options.At)
        {
            return null;
        }

        // What is known to have happened before the object existed is not undone by older evidence.
        if (open.Any(i => i.SubIndication is SubIndication.RevokedNoPoe or SubIndication.RevokedCaNoPoe || i.When <= best))
        {
            return new CheckResult(id, false, "no proof that is older than the revocation or the end of the algorithm");
        }

        var control = _past.FindControlTime(path);
        var ok = best <= control && best >= subject.Signer.NotBefore;
        return new CheckResult(id, ok, control is { } time
            ? $"path proven until {time:yyyy-MM-dd HH:mm:ss}Z, existence proven at {best:yyyy-MM-dd HH:mm:ss}Z"
            : "no proof of existence for a certificate of the path or for data about its revocation");
    }
}
