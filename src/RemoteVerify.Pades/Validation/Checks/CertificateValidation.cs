// ETSI EN 319 102-1 V1.4.1 clause 5.2.6 (X.509 certificate validation) with 5.2.5 (revocation freshness).
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Pades.Validation.Checks;

/// <summary>Builds the path of a certificate and lists what speaks against it at the time of validation. Knows no proofs of existence.</summary>
internal sealed class CertificateValidation(Evidence evidence, ValidationOptions options)
{
    private readonly Dictionary<(Certificate, DateTimeOffset), CertificateVerdict> _known = [];

    /// <param name="leaf">Certificate of a signer or of a timestamp authority.</param>
    /// <param name="usedAt">A time at which it was probably used: where no path stands now, one that stood then is judged.</param>
    public CertificateVerdict Run(Certificate leaf, DateTimeOffset usedAt)
    {
        if (!_known.TryGetValue((leaf, usedAt), out var verdict))
        {
            verdict = Judge(leaf, Find(leaf, usedAt));
            _known.Add((leaf, usedAt), verdict);
        }

        return verdict;
    }

    /// <summary>A path that stood at some time is sound in itself; validity is then an issue of its own, which proofs may settle.</summary>
    private PathResult Find(Certificate leaf, DateTimeOffset usedAt)
    {
        var now = Build(leaf, options.At);
        if (now.IsValid)
        {
            return now;
        }

        var within = usedAt < leaf.NotBefore ? leaf.NotBefore : usedAt > leaf.NotAfter ? leaf.NotAfter : usedAt;
        var then = within == options.At ? now : Build(leaf, within);
        return then.IsValid || now.Candidate is null ? then : now;
    }

    private PathResult Build(Certificate leaf, DateTimeOffset at) =>
        PathBuilder.Build(leaf, evidence.Pool, evidence.Anchors, at, PathProfile.Rfc5280, evidence.Signatures);

    private CertificateVerdict Judge(Certificate leaf, PathResult result)
    {
        if ((result.Path ?? result.Candidate)?.Certificates is not { } path)
        {
            return new CertificateVerdict([], TrustKind.None, null, WithoutPath(leaf, result), []);
        }

        var anchor = evidence.Configured(path[^1]);
        var issues = new List<CertificateIssue>();
        var used = new List<CertificateStatement>();
        var remarks = new List<CheckResult>();
        issues.AddRange(PathIssues(path, result));
        issues.AddRange(AnchorIssues(path, anchor));
        for (var i = 0; i < path.Count; i++)
        {
            AddValidity(path, i, issues);
            if (i < path.Count - 1)
            {
                AddRevocation(path[i], path[i + 1], i == 0, issues, used, remarks);
                AddAlgorithm(path[i], path[i + 1], issues);
            }
        }

        var trust = !result.IsValid ? TrustKind.None : anchor is not null ? TrustKind.Configured : TrustKind.Embedded;

        // A revocation is a stronger reason than an expired or incomplete path, so it comes first.
        return new CertificateVerdict(path, trust, anchor,
            [.. issues.OrderBy(i => i.SubIndication is SubIndication.RevokedNoPoe or SubIndication.RevokedCaNoPoe ? 0 : 1)], used) { Remarks = remarks };
    }

    private List<CertificateIssue> WithoutPath(Certificate leaf, PathResult result)
    {
        var issues = new List<CertificateIssue>();
        if (RevocationClaim.Exists(leaf, evidence.Responses, options.At))
        {
            issues.Add(new CertificateIssue("certificate.revocation", SubIndication.RevokedNoPoe, leaf, "an OCSP response of an unknown issuer says revoked"));
        }

        var names = string.Join(", ", result.Problems.Select(p => p.Code).Distinct());
        var byOther = PartialChain(leaf).Skip(1).Any(c => c.BasicConstraints is not { IsAuthority: true } && c.Version == 3);
        issues.Add(byOther
            ? new CertificateIssue("certificate.path", SubIndication.CertificateChainGeneralFailure, leaf, $"an issuer is no authority: {names}")
            : new CertificateIssue("certificate.path", SubIndication.NoCertificateChainFound, leaf, $"no path to an anchor: {names}"));
        return issues;
    }

    /// <summary>As far as valid signatures lead from the leaf when they lead to no anchor.</summary>
    private List<Certificate> PartialChain(Certificate leaf)
    {
        var chain = new List<Certificate> { leaf };
        while (chain.Count < PathBuilder.MaxLength
            && evidence.Pool.FirstOrDefault(c => c.Subject.Equals(chain[^1].Issuer) && !chain.Contains(c)
                && evidence.Signatures.Verify(chain[^1], c.PublicKey) == SignatureCheck.Valid) is { } issuer)
        {
            chain.Add(issuer);
        }

        return chain;
    }

    /// <summary>Everything of RFC 5280 section 6 but the dates.</summary>
    private static IEnumerable<CertificateIssue> PathIssues(IReadOnlyList<Certificate> path, PathResult result)
    {
        var problems = result.Problems.Where(p => p.Code is not (PathProblemCode.Expired or PathProblemCode.NotYetValid)).ToList();
        if (result.IsValid || problems.Count == 0)
        {
            yield break;
        }

        yield return new CertificateIssue("certificate.path", SubIndication.CertificateChainGeneralFailure, path[0],
            $"the path breaks the rules of RFC 5280: {string.Join(", ", problems.Select(p => p.Code).Distinct())}");
    }

    /// <summary>Clause 5.2.6.4 with the sunset date of a trust anchor (V1.4.1).</summary>
    private IEnumerable<CertificateIssue> AnchorIssues(IReadOnlyList<Certificate> path, TrustAnchor? anchor)
    {
        if (anchor is null || anchor.IsTrustedAt(options.At))
        {
            yield break;
        }

        var ever = anchor.Periods.Any(p => p.From <= options.At);
        yield return ever
            ? new CertificateIssue("certificate.anchor", SubIndication.NoCertificateChainFoundNoPoe, path[0], "the anchor is no longer recognised")
            : new CertificateIssue("certificate.anchor", SubIndication.NoCertificateChainFound, path[0], "the anchor is not yet recognised");
    }

    private void AddValidity(IReadOnlyList<Certificate> path, int index, List<CertificateIssue> issues)
    {
        var certificate = path[index];
        if (options.At < certificate.NotBefore)
        {
            issues.Add(new CertificateIssue("certificate.validity", SubIndication.OutOfBoundsNoPoe, certificate, "not yet valid at the time of validation"));
        }
        else if (options.At > certificate.NotAfter)
        {
            var notRevoked = index == 0 && path.Count > 1 && IsKnownGood(certificate, path[1]);
            issues.Add(new CertificateIssue("certificate.validity",
                notRevoked ? SubIndication.OutOfBoundsNotRevoked : SubIndication.OutOfBoundsNoPoe, certificate,
                index == 0 ? "the certificate has expired" : "a certificate of the path has expired"));
        }
    }

    private bool IsKnownGood(Certificate certificate, Certificate issuer)
    {
        var statements = evidence.Statements(certificate, issuer);
        return !RevocationNeed.Exists(certificate, statements)
            || statements.Any(s => !s.IsRevoked && s.KnowsOf(certificate) && evidence.Responders.Counts(s, issuer, s.IssuedAt, _ => options.At));
    }

    private void AddRevocation(
        Certificate certificate, Certificate issuer, bool isLeaf, List<CertificateIssue> issues, List<CertificateStatement> used,
        List<CheckResult> remarks)
    {
        var id = isLeaf ? "certificate.revocation" : "authority.revocation";
        var statements = evidence.Statements(certificate, issuer);
        if (statements.OrderBy(s => s.IsRevoked ? 0 : 1).ThenByDescending(s => s.ThisUpdate).FirstOrDefault() is { } newest)
        {
            used.Add(new CertificateStatement(certificate, newest));
        }

        if (!RevocationNeed.Exists(certificate, statements))
        {
            return;
        }

        if (statements.Where(s => s.IsRevoked && !(s.RevokedAt > options.At)).MinBy(s => s.RevokedAt) is { } revoked)
        {
            issues.Add(revoked.IsOnHold
                ? new CertificateIssue(id, SubIndication.TryLater, certificate, "on hold", revoked.RevokedAt)
                : new CertificateIssue(id, isLeaf ? SubIndication.RevokedNoPoe : SubIndication.RevokedCaNoPoe, certificate,
                    "revoked, and no proof of an earlier use", revoked.RevokedAt ?? DateTimeOffset.MinValue));
        }
        else
        {
            List<RevocationStatement> usable = [.. statements.Where(s => s.IsRevoked || s.IsFresh(certificate, options.At, options.Revocation))];
            if (usable.Count == 0)
            {
                issues.Add(new CertificateIssue(id, SubIndication.TryLater, certificate,
                    statements.Count == 0 ? "no revocation data" : "no revocation data that are fresh enough"));
            }
            else if (Responder(usable, issuer) is not ResponderStanding.Good and var standing)
            {
                AddResponder(certificate, isLeaf, standing, issues, remarks);
            }
        }
    }

    /// <summary>The best standing of those who signed the evidence.</summary>
    private ResponderStanding Responder(List<RevocationStatement> usable, Certificate issuer) => usable
        .Select(s => s.IsRevoked ? ResponderStanding.Good : evidence.Responders.Judge(s, issuer, options.At, _ => options.At))
        .Min();

    /// <summary>RFC 6960 section 4.2.2.2.1: without a good responder there is no good answer.</summary>
    private void AddResponder(
        Certificate certificate, bool isLeaf, ResponderStanding standing, List<CertificateIssue> issues, List<CheckResult> remarks)
    {
        var id = isLeaf ? "certificate.responder" : "authority.responder";
        var message = standing == ResponderStanding.Revoked
            ? "the certificate of the OCSP responder was revoked"
            : "nothing says that the certificate of the OCSP responder was not revoked";
        if (standing == ResponderStanding.Unknown && !options.Revocation.RequireResponderStatus)
        {
            remarks.Add(new CheckResult(id, false, $"warning: {message}"));
            return;
        }

        issues.Add(new CertificateIssue(id, SubIndication.TryLater, certificate, message));
    }

    private void AddAlgorithm(Certificate certificate, Certificate issuer, List<CertificateIssue> issues)
    {
        var end = options.Algorithms.AcceptableUntil(issuer.PublicKey, certificate.SignatureAlgorithm, null);
        if (options.At >= end)
        {
            issues.Add(new CertificateIssue("certificate.algorithm", SubIndication.CryptoConstraintsFailureNoPoe, certificate,
                $"signature of a certificate: {string.Join(", ", options.Algorithms.Check(issuer.PublicKey, certificate.SignatureAlgorithm, null, options.At))}", end));
        }
    }
}
