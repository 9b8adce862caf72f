using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Pki.Fetching;

/// <summary>
/// Asks the OCSP responders named in a certificate (RFC 6960 appendix A), and takes its revocation list where none
/// answers. The addresses come from the certificate, so fetch only for certificates whose path was built to an anchor,
/// and let the host's client refuse addresses of its own network.
/// </summary>
/// <param name="client">Configured by the host: proxy, redirects, allowed addresses.</param>
/// <param name="options">How long each address may take.</param>
public sealed class HttpRevocationSource(HttpClient client, FetchOptions? options = null) : IRevocationSource
{
    /// <summary>Addresses of each kind that are tried of one certificate.</summary>
    private const int MaximumAddresses = 3;

    private readonly HttpFetch _fetch = new(client, options ?? new FetchOptions());

    /// <inheritdoc/>
    public async Task<RevocationEvidence> FindAsync(Certificate certificate, Certificate issuer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        foreach (Uri address in Web(certificate.OcspAddresses))
        {
            if (await AskAsync(address, certificate, issuer, cancellationToken).ConfigureAwait(false) is { } response)
            {
                return new RevocationEvidence([], [response]);
            }
        }

        foreach (Uri address in Web(certificate.CrlDistributionPoints))
        {
            if (await GetListAsync(address, issuer, cancellationToken).ConfigureAwait(false) is { } crl)
            {
                return new RevocationEvidence([crl], []);
            }
        }

        return RevocationEvidence.None;
    }

    private async Task<OcspResponse?> AskAsync(Uri address, Certificate certificate, Certificate issuer, CancellationToken cancellationToken)
    {
        try
        {
            OcspRequest request = OcspRequest.Create(certificate, issuer);
            byte[] answer = await _fetch.PostAsync(
                address, request.Encode(), "application/ocsp-request", OcspResponse.MaxBytes, cancellationToken).ConfigureAwait(false);
            OcspResponse response = OcspResponse.Read(answer);

            // Large responders sign in advance and send no nonce; another nonce than ours is a replay.
            bool replayed = response.Nonce is { } nonce && !nonce.Span.SequenceEqual(request.Nonce!.Value.Span);

            // A responder's word about itself proves nothing; its issuer's list may.
            bool ofItself = certificate.ExtendedKeyUsages.Contains(Oids.OcspSigning) && certificate.Equals(response.FindResponder(issuer));
            return response.Find(certificate, issuer) is null || replayed || ofItself ? null : response;
        }
        catch (Exception e) when (e is HttpRequestException or PkiFormatException or IOException)
        {
            return null;
        }
    }

    private async Task<Crl?> GetListAsync(Uri address, Certificate issuer, CancellationToken cancellationToken)
    {
        try
        {
            Crl list = Crl.Read(await _fetch.GetAsync(address, Crl.MaxBytes, cancellationToken).ConfigureAwait(false));
            return list.Issuer.Equals(issuer.Subject) ? list : null;
        }
        catch (Exception e) when (e is HttpRequestException or PkiFormatException or IOException)
        {
            return null;
        }
    }

    private static IEnumerable<Uri> Web(IEnumerable<string> addresses) => addresses
        .Select(a => Uri.TryCreate(a, UriKind.Absolute, out Uri? uri) ? uri : null)
        .OfType<Uri>()
        .Where(u => u.Scheme == Uri.UriSchemeHttp || u.Scheme == Uri.UriSchemeHttps)
        .Take(MaximumAddresses);
}
