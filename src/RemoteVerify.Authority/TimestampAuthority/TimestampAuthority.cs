// RFC 3161 sections 2.1 to 2.4; ETSI EN 319 422 V1.1.1 clauses 5 and 6 (digest and accuracy).
using System.Security.Cryptography;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Cms;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Authority.TimestampAuthority;

/// <summary>Gives timestamp tokens: over bytes for the HTTP endpoint, and in process as <see cref="ITimestampSource"/>.</summary>
public sealed class TimestampAuthority : ITimestampSource
{
    private const int MaxNonceBytes = 64;

    private readonly CertifiedKey _key;
    private readonly TimestampAuthorityOptions _options;
    private readonly TimeProvider _clock;

    /// <param name="key">Key with a certificate of the profile <see cref="CertificateAuthority.CertificateProfile.Timestamp"/>.</param>
    /// <param name="options">What is promised.</param>
    /// <param name="clock">Time of tokens that are asked for in process.</param>
    /// <exception cref="ArgumentException">The certificate is not a timestamp authority's.</exception>
    public TimestampAuthority(CertifiedKey key, TimestampAuthorityOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        if (!TimestampToken.IsTimestampCertificate(key.Certificate))
        {
            throw new ArgumentException("The certificate needs the critical extended key usage timeStamping alone.", nameof(key));
        }

        (_key, _options, _clock) = (key, options, clock);
    }

    /// <summary>Answers a request; see <see cref="RespondAsync"/>. For keys in this process only: it waits for the key.</summary>
    public byte[] Respond(ReadOnlyMemory<byte> request, DateTimeOffset at) =>
        RespondAsync(request, at, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    /// <summary>Answers a request with a TimeStampResp; what is wrong with the request is said there, never by an exception.</summary>
    /// <param name="request">An encoded TimeStampReq.</param>
    /// <param name="at">Time to be stated.</param>
    /// <param name="cancellationToken">Stops the wait for the key.</param>
    public async ValueTask<byte[]> RespondAsync(ReadOnlyMemory<byte> request, DateTimeOffset at, CancellationToken cancellationToken)
    {
        TimestampRequest read;
        try
        {
            read = TimestampRequest.Read(request);
        }
        catch (PkiFormatException)
        {
            return Reject(TimestampFailure.BadDataFormat);
        }

        if (Refusal(read, at) is { } failure)
        {
            return Reject(failure);
        }

        byte[] token = await SignTokenAsync(read, at, cancellationToken).ConfigureAwait(false);
        return new TimestampResponse(TimestampStatus.Granted, null, token).Encode();
    }

    /// <inheritdoc/>
    public async Task<byte[]> GetTokenAsync(HashAlgorithmName algorithm, ReadOnlyMemory<byte> hash, CancellationToken cancellationToken)
    {
        TimestampRequest request = TimestampRequest.Create(algorithm, hash);
        DateTimeOffset now = _clock.GetUtcNow();
        return Refusal(request, now) is { } failure
            ? throw new TimestampRefusedException($"The timestamp authority refused: {failure}.")
            : await SignTokenAsync(request, now, cancellationToken).ConfigureAwait(false);
    }

    private TimestampFailure? Refusal(TimestampRequest request, DateTimeOffset at)
    {
        if (request.Version != 1 || request.Nonce is { Length: > MaxNonceBytes })
        {
            return TimestampFailure.BadRequest;
        }

        if (HashAlgorithms.FromOid(request.ImprintAlgorithm.Oid) is not { } digest
            || !_options.AcceptedDigests.Contains(digest)
            || !request.ImprintAlgorithm.HasNoParameters)
        {
            return TimestampFailure.BadAlgorithm;
        }

        return request.Imprint.Length != HashAlgorithms.LengthOf(digest) ? TimestampFailure.BadDataFormat
            : request.Policy is not null && request.Policy != _options.Policy ? TimestampFailure.UnacceptedPolicy
            : request.Extensions.Count > 0 ? TimestampFailure.UnacceptedExtension
            : _key.Certificate.IsValidAt(at) ? null
            : TimestampFailure.TimeNotAvailable;
    }

    private async ValueTask<byte[]> SignTokenAsync(TimestampRequest request, DateTimeOffset at, CancellationToken cancellationToken)
    {
        byte[] content = new TimestampInfo
        {
            Policy = _options.Policy,
            ImprintAlgorithm = request.ImprintAlgorithm,
            Imprint = request.Imprint,
            SerialNumber = CertificateWriter.NewSerialNumber(),
            Time = at,
            Accuracy = _options.Accuracy,
            Nonce = request.Nonce,
        }.Encode();

        SignatureScheme scheme = _key.Key.Scheme;
        byte[] attributes = SignedDataBuilder.BuildSignedAttributes(new SignedAttributesRequest
        {
            ContentHash = HashAlgorithms.Hash(scheme.Hash, content),
            Scheme = scheme,
            Certificate = _key.Certificate,
            ContentType = Oids.TimestampInfo,
        });
        byte[] signature = await _key.Key.SignHashAsync(SignedDataBuilder.HashToSign(attributes, scheme), cancellationToken).ConfigureAwait(false);
        return SignedDataBuilder.Complete(new SignedDataParts
        {
            SignedAttributes = attributes,
            Scheme = scheme,
            SignatureValue = signature,
            Certificate = _key.Certificate,
            Chain = _key.Chain,
            ContentType = Oids.TimestampInfo,
            Content = content,
            IncludeCertificates = request.CertificateRequested,
        });
    }

    private static byte[] Reject(TimestampFailure failure) => new TimestampResponse(TimestampStatus.Rejection, failure, null).Encode();
}
