// ICAO Doc 9303-12 clause 5.2 (link certificates: the old key of a country signer vouches for the new one).
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.IdDocument.CountrySigners;

/// <summary>Follows changes of key from a trusted country signer.</summary>
public static class LinkCertificates
{
    /// <summary>
    /// Returns the links that stand, in the order in which trust reaches them: each is an authority's certificate signed by an anchor
    /// or by a link before it. Names may change along the way and path lengths can't be kept, so neither is looked at.
    /// </summary>
    public static IReadOnlyList<Certificate> Follow(IReadOnlyList<Certificate> anchors, IReadOnlyList<Certificate> links)
    {
        ArgumentNullException.ThrowIfNull(anchors);
        ArgumentNullException.ThrowIfNull(links);
        List<Certificate> reached = [];
        List<Certificate> open = [.. links.Where(IsAuthority)];
        bool grew = true;
        while (grew)
        {
            Certificate[] next = [.. open.Where(link => anchors.Concat(reached).Any(issuer => link.VerifySignature(issuer.PublicKey) == SignatureCheck.Valid))];
            grew = next.Length > 0;
            reached.AddRange(next);
            open.RemoveAll(next.Contains);
        }

        return reached.AsReadOnly();
    }

    private static bool IsAuthority(Certificate certificate) =>
        certificate.BasicConstraints is { IsAuthority: true } && (certificate.KeyUsage?.HasFlag(KeyUsages.KeyCertSign) ?? true);
}
