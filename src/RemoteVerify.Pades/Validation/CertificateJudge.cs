// ETSI EN 319 102-1 V1.4.1 clauses 5.2.6 (X.509 validation) and 5.2.5.4 (revocation freshness).
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Pades.Validation;

/// <summary>Path of a certificate and what was found about it.</summary>
/// <param name="Path">Signer first, anchor last; empty without a path.</param>
/// <param name="Trust">Whose anchor it ends at.</param>
/// <param name="Checks">Path and revocation rules.</param>
internal sealed record CertificateVerdict(IReadOnlyList<Certificate> Path, TrustKind Trust, IReadOnlyList<CheckResult> Checks)
{
    public bool Ok => Checks.All(c => c.Ok || c.Indication is null);
}

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
        var checks = new List<CheckResult> { PathCheck(result, leaf, hasProof) };
        if ((result.Path ?? result.Candidate) is not { } path)
        {
            return new CertificateVerdict([], TrustKind.None, checks);
        }

        for (var i = 0; i < path.Certificates.Count - 1; i++)
        {
            checks.Add(RevocationCheck(path.Certificates[i], path.IssuerOf(i), at, isLeaf: i == 0));
            checks.AddRange(AlgorithmChecks(path.Certificates[i], path.IssuerOf(i), at));
        }

        var trust = !result.IsValid ? TrustKind.None : evidence.IsConfigured(path.Anchor) ? TrustKind.Configured : TrustKind.Embedded;
        return new CertificateVerdict(path.Certificates, trust, checks);
    }

    private static CheckResult PathCheck(PathResult result, Certificate leaf, bool hasProof)
    {
        const string id = "certificate.path";
        if (result.IsValid)
        {
            return new CheckResult(id, true, $"path of {result.Path!.Certificates.Count} certificates to an anchor");
        }

        var sub = result switch
        {
            _ when result.Candidate is null => SubIndication.NoCertificateChainFound,
            _ when result.Problems.Any(p => p.Code is PathProblemCode.NotAnAuthority) => SubIndication.CertificateChainGeneralFailure,
            _ when result.Problems.All(p => p.Code is PathProblemCode.Expired or PathProblemCode.NotYetValid) =>
                hasProof && result.Problems.Any(p => p.Certificate.Equals(leaf) && p.Code == PathProblemCode.NotYetValid)
                    ? SubIndication.NotYetValid
                    : SubIndication.OutOfBoundsNoPoe,
            _ => SubIndication.ChainConstraintsFailure,
        };
        var names = string.Join(", ", result.Problems.Select(p => p.Code).Distinct());
        return new CheckResult(id, false, $"no sound path: {names}", Indication.Indeterminate, sub);
    }

    private CheckResult RevocationCheck(Certificate certificate, Certificate issuer, DateTimeOffset at, bool isLeaf)
    {
        var id = isLeaf ? "certificate.revocation" : "authority.revocation";
        if (certificate.HasOcspNoCheck || NeverRevoked.Any(o => certificate.FindExtension(o) is not null))
        {
            return new CheckResult(id, true, "the certificate says that it is never revoked");
        }

        var answers = RevocationAnswers.About(certificate, issuer, evidence);
        if (answers.Any(a => a.RevokedAt <= at))
        {
            return new CheckResult(id, false, "revoked before the proven time of use", Indication.Indeterminate,
                isLeaf ? SubIndication.RevokedNoPoe : SubIndication.RevokedCaNoPoe);
        }

        if (answers.Any(a => a.IsFreshFor(at, options.OcspTolerance)))
        {
            return new CheckResult(id, true, "not revoked");
        }

        var promised = certificate.OcspAddresses.Count > 0 || certificate.CrlDistributionPoints.Count > 0;
        return answers.Count == 0 && !promised
            ? new CheckResult(id, true, "the issuer publishes no revocation data")
            : new CheckResult(id, false, answers.Count == 0 ? "no revocation data" : "revocation data are too old for the time in question",
                Indication.Indeterminate, SubIndication.TryLater);
    }

    private IEnumerable<CheckResult> AlgorithmChecks(Certificate certificate, Certificate issuer, DateTimeOffset at)
    {
        var parameters = SignatureParameters.Resolve(certificate.SignatureAlgorithm, null);
        var problem = parameters is null
            ? "the certificate's signature algorithm is not known"
            : options.Algorithms.Judge(parameters.Hash, at) ?? options.Algorithms.Judge(issuer.PublicKey, at);
        if (problem is not null)
        {
            yield return new CheckResult("certificate.algorithm", false, problem, Indication.Indeterminate, SubIndication.CryptoConstraintsFailureNoPoe);
        }
    }
}
