// ETSI EN 319 102-1 V1.4.1 clauses 5.2.6 (X.509 validation) and 5.2.5.4 (revocation freshness).
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Pades.Validation;

/// <summary>Path of a certificate and what was found about it.</summary>
/// <param name="Path">Signer first, anchor last; empty without a path.</param>
/// <param name="Trust">Whose anchor it ends at.</param>
/// <param name="Checks">Path and revocation rules.</param>
internal sealed record CertificateVerdict(IReadOnlyList<Certificate> Path, TrustKind Trust, IReadOnlyList<CheckResult> Checks);

/// <summary>Judges certificates at a time, with given evidence only.</summary>
internal sealed class CertificateJudge(Evidence evidence, ValidationOptions options)
{
    // ETSI EN 319 412-1 clause 5.2: validity-assured short-term; RFC 9608: no revocation available.
    private static readonly string[] NeverRevoked = ["0.4.0.194121.2.1", "2.5.29.56"];

    private readonly Dictionary<(Certificate, DateTimeOffset, bool), CertificateVerdict> _known = [];

    /// <param name="leaf">Certificate of a signer or an authority.</param>
    /// <param name="at">The time for which its use is proven, or the validation time.</param>
    /// <param name="hasProof">The time is proven by a timestamp.</param>
    public CertificateVerdict Judge(Certificate leaf, DateTimeOffset at, bool hasProof)
    {
        if (!_known.TryGetValue((leaf, at, hasProof), out var verdict))
        {
            verdict = Build(leaf, at, hasProof);
            _known.Add((leaf, at, hasProof), verdict);
        }

        return verdict;
    }

    private CertificateVerdict Build(Certificate leaf, DateTimeOffset at, bool hasProof)
    {
        var result = PathBuilder.Build(leaf, evidence.Pool, evidence.Anchors, at, PathProfile.Rfc5280);
        var anchored = (result.Path ?? result.Candidate)?.Certificates;
        var chain = anchored ?? PartialChain(leaf);
        var checks = new List<CheckResult> { PathCheck(result, chain, hasProof) };
        for (var i = 0; i < chain.Count - 1; i++)
        {
            var revocation = RevocationCheck(chain[i], chain[i + 1], at, isLeaf: i == 0);

            // A revocation is a stronger reason than an incomplete or expired path, so it comes first.
            checks.Insert(revocation.SubIndication is SubIndication.RevokedNoPoe or SubIndication.RevokedCaNoPoe ? 0 : checks.Count, revocation);
            checks.AddRange(AlgorithmChecks(chain[i], chain[i + 1], at));
        }

        if (result.Candidate is null && RevocationClaim.Exists(leaf, evidence.Responses, at))
        {
            checks.Insert(0, new CheckResult("certificate.revocation", false, "an OCSP response of an unknown issuer says revoked",
                Indication.Indeterminate, SubIndication.RevokedNoPoe));
        }

        var trust = !result.IsValid ? TrustKind.None
            : evidence.IsConfigured(result.Path!.Anchor) ? TrustKind.Configured : TrustKind.Embedded;
        return new CertificateVerdict(anchored ?? [], trust, checks);
    }

    /// <summary>As far as valid signatures lead from the leaf when they lead to no anchor.</summary>
    private IReadOnlyList<Certificate> PartialChain(Certificate leaf)
    {
        var chain = new List<Certificate> { leaf };
        while (chain.Count < PathBuilder.MaxLength
            && evidence.Pool.FirstOrDefault(c => c.Subject.Equals(chain[^1].Issuer) && !chain.Contains(c)
                && chain[^1].VerifySignature(c.PublicKey) == SignatureCheck.Valid) is { } issuer)
        {
            chain.Add(issuer);
        }

        return chain;
    }

    private static CheckResult PathCheck(PathResult result, IReadOnlyList<Certificate> chain, bool hasProof)
    {
        const string id = "certificate.path";
        if (result.IsValid)
        {
            return new CheckResult(id, true, $"path of {chain.Count} certificates to an anchor");
        }

        var issuedByOther = chain.Skip(1).Any(c => c.BasicConstraints is not { IsAuthority: true } && c.Version == 3);
        var sub = result switch
        {
            _ when issuedByOther => SubIndication.CertificateChainGeneralFailure,
            _ when result.Candidate is null => SubIndication.NoCertificateChainFound,
            _ when result.Problems.All(p => p.Code is PathProblemCode.Expired or PathProblemCode.NotYetValid) =>
                hasProof && result.Problems.Any(p => p.Certificate.Equals(chain[0]) && p.Code == PathProblemCode.NotYetValid)
                    ? SubIndication.NotYetValid
                    : SubIndication.OutOfBoundsNoPoe,
            _ => SubIndication.ChainConstraintsFailure,
        };
        var names = string.Join(", ", result.Problems.Select(p => p.Code).Distinct());
        return new CheckResult(id, false, issuedByOther ? $"an issuer is no authority: {names}" : $"no sound path: {names}",
            Indication.Indeterminate, sub);
    }

    private CheckResult RevocationCheck(Certificate certificate, Certificate issuer, DateTimeOffset at, bool isLeaf)
    {
        var id = isLeaf ? "certificate.revocation" : "authority.revocation";
        if (NeverRevoked.Any(o => certificate.FindExtension(o) is not null))
        {
            return new CheckResult(id, true, "the certificate says that it is never revoked");
        }

        var verdict = RevocationChecker.Check(certificate, issuer, evidence.Crls, evidence.Responses, at, options.Revocation);
        var promised = certificate.OcspAddresses.Count > 0 || certificate.CrlDistributionPoints.Count > 0;
        return verdict.State switch
        {
            RevocationState.Good or RevocationState.NotNeeded => new CheckResult(id, true, "not revoked at the time in question"),
            RevocationState.Revoked => new CheckResult(id, false, "revoked, and no proof that the signature is older",
                Indication.Indeterminate, isLeaf ? SubIndication.RevokedNoPoe : SubIndication.RevokedCaNoPoe),
            _ when !promised => new CheckResult(id, true, "the issuer publishes no revocation data"),
            _ => new CheckResult(id, false, "no revocation data that are fresh enough for the time in question",
                Indication.Indeterminate, SubIndication.TryLater),
        };
    }

    private IEnumerable<CheckResult> AlgorithmChecks(Certificate certificate, Certificate issuer, DateTimeOffset at)
    {
        var problems = options.Algorithms.Check(issuer.PublicKey, certificate.SignatureAlgorithm, null, at);
        if (problems.Count > 0)
        {
            yield return new CheckResult("certificate.algorithm", false, $"signature of a certificate: {string.Join(", ", problems)}",
                Indication.Indeterminate, SubIndication.CryptoConstraintsFailureNoPoe);
        }
    }
}
