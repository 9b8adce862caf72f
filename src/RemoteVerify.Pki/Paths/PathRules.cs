// RFC 5280 section 6.1.3 to 6.1.5; ICAO 9303-12 (8th edition) sections 4.1.1 and 7.1. Signatures and names were
// checked while the path was built.
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Paths;

internal static class PathRules
{
    private static readonly HashSet<string> Understood =
    [
        Oids.KeyUsage, Oids.BasicConstraints, Oids.ExtendedKeyUsage, Oids.SubjectKeyIdentifier, Oids.AuthorityKeyIdentifier,
        Oids.SubjectAlternativeName, Oids.IssuerAlternativeName, Oids.PrivateKeyUsagePeriod, Oids.CrlDistributionPoints,
        Oids.AuthorityInformationAccess, Oids.QcStatements, Oids.OcspNoCheck, Oids.NameConstraints,

        // Without a policy that the caller requires, these three can't make a path invalid; policyConstraints can.
        Oids.CertificatePolicies, Oids.PolicyMappings, Oids.InhibitAnyPolicy,

        // Doc 9303-12: documentTypeList; deviation lists and name change are never critical.
        "2.23.136.1.1.6.2",
    ];

    public static IReadOnlyList<PathProblem> Judge(CertificatePath path, DateTimeOffset at, PathProfile profile)
    {
        List<PathProblem> problems = [];
        for (int i = 0; i < path.Certificates.Count; i++)
        {
            Certificate certificate = path.Certificates[i];
            bool isAnchor = i == path.Certificates.Count - 1;
            CheckValidity(certificate, at, problems);
            if (i > 0)
            {
                CheckIssuer(certificate, isAnchor, problems);
            }

            if (!isAnchor && certificate.Extensions.Any(e => e.IsCritical && !Understood.Contains(e.Oid)))
            {
                problems.Add(new PathProblem(PathProblemCode.UnknownCriticalExtension, certificate));
            }
        }

        if (profile == PathProfile.Rfc5280)
        {
            CheckPathLengths(path, problems);
        }
        else if (profile == PathProfile.Doc9303 && path.Certificates.Count > 1)
        {
            CheckDocumentSigner(path, problems);
        }

        NameConstraintRules.Check(path, problems);
        return problems;
    }

    private static void CheckValidity(Certificate certificate, DateTimeOffset at, List<PathProblem> problems)
    {
        if (at < certificate.NotBefore)
        {
            problems.Add(new PathProblem(PathProblemCode.NotYetValid, certificate));
        }
        else if (at > certificate.NotAfter)
        {
            problems.Add(new PathProblem(PathProblemCode.Expired, certificate));
        }
    }

    private static void CheckIssuer(Certificate issuer, bool isAnchor, List<PathProblem> problems)
    {
        // An anchor of before version 3 can't say that it is an authority; its being an anchor says so.
        bool authority = issuer.BasicConstraints?.IsAuthority ?? (isAnchor && issuer.Version < 3);
        if (!authority)
        {
            problems.Add(new PathProblem(PathProblemCode.NotAnAuthority, issuer));
        }

        if (issuer.KeyUsage is { } usage && !usage.HasFlag(KeyUsages.KeyCertSign))
        {
            problems.Add(new PathProblem(PathProblemCode.KeyUsageForbidsIssuing, issuer));
        }
    }

    /// <summary>RFC 5280 section 4.2.1.9: self-issued intermediates and the leaf don't count.</summary>
    private static void CheckPathLengths(CertificatePath path, List<PathProblem> problems)
    {
        int below = 0;
        for (int i = 1; i < path.Certificates.Count; i++)
        {
            Certificate issuer = path.Certificates[i];
            if (issuer.BasicConstraints?.PathLength is { } limit && below > limit)
            {
                problems.Add(new PathProblem(PathProblemCode.PathTooLong, issuer));
            }

            below += issuer.IsSelfIssued ? 0 : 1;
        }
    }

    private static void CheckDocumentSigner(CertificatePath path, List<PathProblem> problems)
    {
        Certificate leaf = path.Leaf;
        if (leaf.BasicConstraints is { IsAuthority: true })
        {
            problems.Add(new PathProblem(PathProblemCode.LeafIsAuthority, leaf));
        }

        // Some states leave the extension out altogether; only one that is there and says something else is wrong.
        if (leaf.KeyUsage is { } usage && !usage.HasFlag(KeyUsages.DigitalSignature))
        {
            problems.Add(new PathProblem(PathProblemCode.LeafKeyUsageWrong, leaf));
        }

        if (!string.Equals(leaf.Subject.Country, path.Certificates[1].Subject.Country, StringComparison.OrdinalIgnoreCase))
        {
            problems.Add(new PathProblem(PathProblemCode.CountryMismatch, leaf));
        }
    }
}
