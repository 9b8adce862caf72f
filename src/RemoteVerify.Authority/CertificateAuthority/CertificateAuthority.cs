using System.Numerics;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Authority.CertificateAuthority;

/// <summary>Issues certificates and revocation lists with one key. Holds no state: the host keeps what was issued and revoked.</summary>
/// <param name="issuer">Key and certificate of this authority; the chain above it in <see cref="CertifiedKey.Chain"/>.</param>
/// <param name="options">Addresses for issued certificates.</param>
public sealed class CertificateAuthority(CertifiedKey issuer, CertificateAuthorityOptions options)
{
    /// <summary>Certificate of this authority.</summary>
    public Certificate Certificate => issuer.Certificate;

    /// <summary>This authority's certificate and those above it: the chain of everything it issues.</summary>
    public IReadOnlyList<Certificate> ChainOfIssued => [issuer.Certificate, .. issuer.Chain];

    /// <summary>Issues a certificate; see <see cref="IssueAsync"/>. For keys in this process only: it waits for the key.</summary>
    public Certificate Issue(
        CertificateProfile profile, DistinguishedNameParts subject, PublicKeyInfo key, DateTimeOffset notBefore, DateTimeOffset notAfter) =>
        IssueAsync(profile, subject, key, notBefore, notAfter, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    /// <summary>Issues a certificate with a fresh serial number of 128 bits.</summary>
    /// <param name="profile">For whom.</param>
    /// <param name="subject">Name of the owner, checked by the caller.</param>
    /// <param name="key">Key of the owner, whose possession the caller has checked.</param>
    /// <param name="notBefore">Start of validity.</param>
    /// <param name="notAfter">End of validity; not after this authority's own end.</param>
    /// <param name="cancellationToken">Stops the wait for the key.</param>
    /// <exception cref="ArgumentException">The validity does not fit the profile or this authority, or the key is too weak.</exception>
    public async ValueTask<Certificate> IssueAsync(
        CertificateProfile profile, DistinguishedNameParts subject, PublicKeyInfo key, DateTimeOffset notBefore, DateTimeOffset notAfter,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(key);
        (TimeSpan shortest, TimeSpan longest) = CertificateProfileRules.Validity(profile);
        TimeSpan validity = notAfter - notBefore;
        if (validity < shortest || validity > longest)
        {
            throw new ArgumentException($"A {profile} certificate is valid for {shortest} to {longest}.", nameof(notAfter));
        }

        if (notBefore < issuer.Certificate.NotBefore || notAfter > issuer.Certificate.NotAfter)
        {
            throw new ArgumentException("The validity must lie within the authority's own.", nameof(notAfter));
        }

        if (AlgorithmPolicy.Default.CheckKey(key, notBefore) is { } problem)
        {
            throw new ArgumentException($"The key is not acceptable: {problem}.", nameof(key));
        }

        CertificateTemplate template = new()
        {
            SerialNumber = CertificateWriter.NewSerialNumber(),
            Issuer = issuer.Certificate.Subject.Encoded,
            Subject = subject.Encode(),
            NotBefore = notBefore,
            NotAfter = notAfter,
            PublicKey = key,
            Extensions = [.. CertificateProfileRules.Extensions(profile), .. CommonExtensions(profile, key)],
        };
        return await CertificateWriter.SignAsync(template, issuer.Key, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks at a PKCS#10 request: readable, signed with its own key, key strong enough. The name in it is only a wish.</summary>
    /// <param name="der">The request in DER.</param>
    /// <param name="at">Time for which the key's strength is judged.</param>
    public static RequestVerdict VerifyRequest(ReadOnlyMemory<byte> der, DateTimeOffset at)
    {
        CertificationRequest request;
        try
        {
            request = CertificationRequest.Read(der);
        }
        catch (PkiFormatException)
        {
            return new RequestVerdict(null, RequestProblem.Malformed);
        }

        return request.VerifySignature() switch
        {
            SignatureCheck.Invalid => new RequestVerdict(request, RequestProblem.SignatureInvalid),
            SignatureCheck.UnsupportedAlgorithm => new RequestVerdict(request, RequestProblem.SignatureUnsupported),
            _ when AlgorithmPolicy.Default.CheckKey(request.PublicKey, at) is not null => new RequestVerdict(request, RequestProblem.KeyNotAcceptable),
            _ => new RequestVerdict(request, null),
        };
    }

    /// <summary>Signs a complete revocation list; see <see cref="IssueCrlAsync"/>. For keys in this process only: it waits for the key.</summary>
    public Crl IssueCrl(IReadOnlyCollection<CrlEntry> revoked, BigInteger number, DateTimeOffset thisUpdate, DateTimeOffset nextUpdate) =>
        IssueCrlAsync(revoked, number, thisUpdate, nextUpdate, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    /// <summary>As above, with a list that forgets nothing; see <see cref="IssueWholeCrlAsync"/>.</summary>
    public Crl IssueWholeCrl(IReadOnlyCollection<CrlEntry> revoked, BigInteger number, DateTimeOffset thisUpdate, DateTimeOffset nextUpdate) =>
        IssueWholeCrlAsync(revoked, number, thisUpdate, nextUpdate, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    /// <summary>Signs a complete revocation list.</summary>
    /// <param name="revoked">All revoked certificates of this authority whose validity is not over.</param>
    /// <param name="number">Must grow from list to list.</param>
    /// <param name="thisUpdate">Now.</param>
    /// <param name="nextUpdate">When the next list will be there at the latest.</param>
    /// <param name="cancellationToken">Stops the wait for the key.</param>
    public ValueTask<Crl> IssueCrlAsync(
        IReadOnlyCollection<CrlEntry> revoked, BigInteger number, DateTimeOffset thisUpdate, DateTimeOffset nextUpdate, CancellationToken cancellationToken) =>
        nextUpdate > thisUpdate
            ? CrlWriter.SignAsync(issuer, revoked, number, thisUpdate, nextUpdate, cancellationToken)
            : throw new ArgumentException("The next update must lie after this one.", nameof(nextUpdate));

    /// <summary>
    /// Signs a list of every certificate that was ever revoked, those whose validity is over too, and says so: it then still
    /// proves that a one-time certificate of long ago was never revoked.
    /// </summary>
    /// <param name="revoked">All revoked certificates of this authority, whatever their validity.</param>
    /// <param name="number">Must grow from list to list.</param>
    /// <param name="thisUpdate">Now.</param>
    /// <param name="nextUpdate">When the next list will be there at the latest.</param>
    /// <param name="cancellationToken">Stops the wait for the key.</param>
    public ValueTask<Crl> IssueWholeCrlAsync(
        IReadOnlyCollection<CrlEntry> revoked, BigInteger number, DateTimeOffset thisUpdate, DateTimeOffset nextUpdate, CancellationToken cancellationToken) =>
        nextUpdate > thisUpdate
            ? CrlWriter.SignAsync(issuer, revoked, number, thisUpdate, nextUpdate, issuer.Certificate.NotBefore, cancellationToken)
            : throw new ArgumentException("The next update must lie after this one.", nameof(nextUpdate));

    private IEnumerable<CertificateExtension> CommonExtensions(CertificateProfile profile, PublicKeyInfo key)
    {
        yield return ExtensionWriter.SubjectKeyIdentifier(key);
        yield return ExtensionWriter.AuthorityKeyIdentifier(
            issuer.Certificate.SubjectKeyIdentifier ?? issuer.Certificate.PublicKey.ComputeKeyIdentifier());
        if (options.Policy is { } policy)
        {
            yield return ExtensionWriter.CertificatePolicies(policy);
        }

        // A responder with no-check must not send its readers in a circle.
        bool isResponder = profile == CertificateProfile.Ocsp;
        if (options.CrlAddress is { } crl && !isResponder)
        {
            yield return ExtensionWriter.CrlDistributionPoint(crl);
        }

        Uri? ocsp = isResponder ? null : options.OcspAddress;
        if (ocsp is not null || options.IssuerAddress is not null)
        {
            yield return ExtensionWriter.AuthorityInformationAccess(ocsp, options.IssuerAddress);
        }
    }
}
