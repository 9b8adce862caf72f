// RFC 6960 sections 2.3 and 4.2, RFC 9654 (nonce of 1 to 128 bytes).
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Authority.OcspResponder;

/// <summary>Answers for one issuer with a delegated key.</summary>
public sealed class OcspResponder
{
    private const int MaxNonceBytes = 128;

    private readonly CertifiedKey _responder;
    private readonly Certificate _issuer;
    private readonly OcspResponderOptions _options;

    /// <param name="responder">Key with a certificate of the profile <see cref="CertificateAuthority.CertificateProfile.Ocsp"/>.</param>
    /// <param name="issuer">The authority for whose certificates it answers.</param>
    /// <param name="options">How long answers may be used.</param>
    /// <exception cref="ArgumentException">The certificate is not a responder's of this issuer.</exception>
    public OcspResponder(CertifiedKey responder, Certificate issuer, OcspResponderOptions options)
    {
        ArgumentNullException.ThrowIfNull(responder);
        ArgumentNullException.ThrowIfNull(issuer);
        ArgumentNullException.ThrowIfNull(options);
        if (!responder.Certificate.ExtendedKeyUsages.Contains(Oids.OcspSigning)
            || responder.Certificate.VerifySignature(issuer.PublicKey) != SignatureCheck.Valid)
        {
            throw new ArgumentException("The certificate needs the extended key usage OCSPSigning from the issuer itself.", nameof(responder));
        }

        (_responder, _issuer, _options) = (responder, issuer, options);
    }

    /// <summary>Answers a request; see <see cref="RespondAsync"/>. For keys in this process only: it waits for the key.</summary>
    public byte[] Respond(ReadOnlyMemory<byte> request, DateTimeOffset at, ICertificateStatusSource source) =>
        RespondAsync(request, at, source, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    /// <summary>Answers a request with an OCSPResponse; what is wrong with the request is said there, never by an exception.</summary>
    /// <param name="request">An encoded OCSPRequest.</param>
    /// <param name="at">Now.</param>
    /// <param name="source">What was issued and revoked.</param>
    /// <param name="cancellationToken">Stops the wait for the key.</param>
    public async ValueTask<byte[]> RespondAsync(
        ReadOnlyMemory<byte> request, DateTimeOffset at, ICertificateStatusSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        OcspRequest read;
        try
        {
            read = OcspRequest.Read(request);
        }
        catch (PkiFormatException)
        {
            return OcspResponseWriter.EncodeError(OcspResponseStatus.MalformedRequest);
        }

        if (read.Nonce is { Length: 0 or > MaxNonceBytes })
        {
            return OcspResponseWriter.EncodeError(OcspResponseStatus.MalformedRequest);
        }

        if (!read.Certificates.Any(id => id.IsIssuedBy(_issuer)))
        {
            return OcspResponseWriter.EncodeError(OcspResponseStatus.Unauthorized);
        }

        OcspSingleResponse[] answers = [.. read.Certificates.Select(id => Answer(id, at, source))];
        return await OcspResponseWriter.SignAsync(answers, read.Nonce, at, _responder, cancellationToken).ConfigureAwait(false);
    }

    private OcspSingleResponse Answer(OcspCertId id, DateTimeOffset at, ICertificateStatusSource source)
    {
        CertificateState state = id.IsIssuedBy(_issuer) ? source.Find(id.SerialNumber) : new CertificateState(OcspCertificateStatus.Unknown);
        return new OcspSingleResponse(id, state.Status, state.RevokedAt, state.Reason, at, at + _options.ValidFor);
    }
}
