using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Paths;

/// <summary>Finds and judges the way from a certificate to a trusted one. Deterministic: everything is an input, nothing is fetched.</summary>
public static class PathBuilder
{
    /// <summary>Longer paths are not looked for.</summary>
    public const int MaxLength = 12;

    /// <summary>After so many signature checks the search stops.</summary>
    public const int MaxSignatureChecks = 500;

    /// <summary>Looks for a path and judges it.</summary>
    /// <param name="leaf">The certificate asked about.</param>
    /// <param name="pool">Certificates that may stand between; none is trusted for being here.</param>
    /// <param name="anchors">Trusted certificates; they need not be self-signed.</param>
    /// <param name="at">Time for which the path must hold.</param>
    /// <param name="profile">By whose rules.</param>
    /// <param name="signatures">Signatures checked before; null to begin anew.</param>
    public static PathResult Build(
        Certificate leaf, IReadOnlyList<Certificate> pool, IReadOnlyList<Certificate> anchors, DateTimeOffset at, PathProfile profile,
        IssuerSignatures? signatures = null)
    {
        ArgumentNullException.ThrowIfNull(leaf);
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(anchors);
        return new Search(pool, new ListedAnchors(anchors), at, profile, signatures ?? new IssuerSignatures()).Run(leaf);
    }

    /// <summary>The same with a store that finds issuers without looking at all it holds.</summary>
    /// <param name="leaf">The certificate asked about.</param>
    /// <param name="pool">Further certificates that may stand between, such as those that came with the leaf.</param>
    /// <param name="source">Trusted certificates, and others that may stand between.</param>
    /// <param name="at">Time for which the path must hold.</param>
    /// <param name="profile">By whose rules.</param>
    /// <param name="signatures">Signatures checked before; null to begin anew.</param>
    public static PathResult Build(
        Certificate leaf, IReadOnlyList<Certificate> pool, IIssuerSource source, DateTimeOffset at, PathProfile profile, IssuerSignatures? signatures = null)
    {
        ArgumentNullException.ThrowIfNull(leaf);
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(source);
        return new Search(pool, source, at, profile, signatures ?? new IssuerSignatures()).Run(leaf);
    }

    /// <summary>A plain list of anchors, all of them candidates.</summary>
    private sealed class ListedAnchors(IReadOnlyList<Certificate> anchors) : IIssuerSource
    {
        private readonly HashSet<Certificate> _anchors = [.. anchors];

        public IEnumerable<Certificate> FindIssuers(Certificate issued) => anchors;

        public bool IsAnchor(Certificate certificate) => _anchors.Contains(certificate);
    }

    private sealed class Search(
        IReadOnlyList<Certificate> pool, IIssuerSource source, DateTimeOffset at, PathProfile profile, IssuerSignatures signatures)
    {
        private readonly List<PathProblem> _deadEnds = [];
        private CertificatePath? _best;
        private IReadOnlyList<PathProblem> _bestProblems = [];
        private int _checks;

        public PathResult Run(Certificate leaf)
        {
            CertificatePath? found = Extend([leaf]);
            return found is not null ? new PathResult(found, found, [])
                : _best is not null ? new PathResult(null, _best, _bestProblems)
                : new PathResult(null, null, [.. _deadEnds.Distinct()]);
        }

        private CertificatePath? Extend(List<Certificate> chain)
        {
            Certificate current = chain[^1];
            if (source.IsAnchor(current))
            {
                CertificatePath path = new([.. chain]);
                IReadOnlyList<PathProblem> problems = PathRules.Judge(path, at, profile);
                if (problems.Count == 0)
                {
                    return path;
                }

                if (_best is null || problems.Count < _bestProblems.Count)
                {
                    (_best, _bestProblems) = (path, problems);
                }

                return null;
            }

            SignatureCheck? worst = null;
            foreach (Certificate issuer in chain.Count < MaxLength ? Candidates(current) : [])
            {
                if (chain.Contains(issuer))
                {
                    continue;
                }

                if (++_checks > MaxSignatureChecks)
                {
                    _deadEnds.Add(new PathProblem(PathProblemCode.TooManyCandidates, current));
                    return null;
                }

                SignatureCheck check = signatures.Verify(current, issuer.PublicKey);
                if (check != SignatureCheck.Valid)
                {
                    worst = worst is null or SignatureCheck.UnsupportedAlgorithm ? check : worst;
                    continue;
                }

                worst = SignatureCheck.Valid;
                chain.Add(issuer);
                if (Extend(chain) is { } found)
                {
                    return found;
                }

                chain.RemoveAt(chain.Count - 1);
            }

            AddDeadEnd(current, worst);
            return null;
        }

        private void AddDeadEnd(Certificate current, SignatureCheck? check)
        {
            if (check == SignatureCheck.Valid)
            {
                return;
            }

            _deadEnds.Add(new PathProblem(
                check switch
                {
                    null => PathProblemCode.IssuerNotFound,
                    SignatureCheck.Invalid => PathProblemCode.SignatureInvalid,
                    _ => PathProblemCode.SignatureAlgorithmUnsupported,
                },
                current));
        }

        /// <summary>Anchors before the pool, matching key identifiers before others; the identifier orders, the signature decides.</summary>
        private IEnumerable<Certificate> Candidates(Certificate current)
        {
            List<Certificate> found = [];
            HashSet<Certificate> seen = [];
            foreach (Certificate c in source.FindIssuers(current).Concat(pool))
            {
                if ((current.Issuer.Equals(c.Subject) || (profile != PathProfile.Rfc5280 && KeyIdentifierMatches(current, c))) && seen.Add(c))
                {
                    found.Add(c);
                }
            }

            return found.Count < 2 ? found : found.OrderBy(c => (source.IsAnchor(c) ? 0 : 2) + (KeyIdentifierMatches(current, c) ? 0 : 1));
        }

        private static bool KeyIdentifierMatches(Certificate certificate, Certificate issuer) =>
            certificate.AuthorityKeyIdentifier is { } wanted && issuer.SubjectKeyIdentifier is { } own && wanted.Span.SequenceEqual(own.Span);
    }
}
