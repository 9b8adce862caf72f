// RFC 6960 section 4.2.
using System.Formats.Asn1;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Asn1;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Pki.Revocation;

/// <summary>OCSPResponseStatus of RFC 6960 section 4.2.1.</summary>
public enum OcspResponseStatus
{
    Successful = 0,
    MalformedRequest = 1,
    InternalError = 2,
    TryLater = 3,
    SignatureRequired = 5,
    Unauthorized = 6,
}

/// <summary>CertStatus of RFC 6960 section 4.2.1.</summary>
public enum OcspCertificateStatus
{
    /// <summary>Not revoked.</summary>
    Good,

    /// <summary>Revoked, or on hold.</summary>
    Revoked,

    /// <summary>The responder does not know the certificate.</summary>
    Unknown,
}

/// <summary>The answer about one certificate.</summary>
/// <param name="CertificateId">Which certificate.</param>
/// <param name="Status">Its state.</param>
/// <param name="RevokedAt">When it was revoked; null unless revoked.</param>
/// <param name="Reason">Why; null when not stated.</param>
/// <param name="ThisUpdate">As of when.</param>
/// <param name="NextUpdate">Until when the answer may be used; null when newer information is always there.</param>
/// <param name="ArchiveCutoff">The responder remembers certificates that expired after this time (section 4.4.4); null when it does not say.</param>
public sealed record OcspSingleResponse(
    OcspCertId CertificateId, OcspCertificateStatus Status, DateTimeOffset? RevokedAt, RevocationReason? Reason,
    DateTimeOffset ThisUpdate, DateTimeOffset? NextUpdate, DateTimeOffset? ArchiveCutoff = null);

/// <summary>An OCSP response with its bytes as received.</summary>
public sealed class OcspResponse
{
    /// <summary>Larger responses are refused.</summary>
    public const int MaxBytes = 1 << 20;

    private OcspResponse(ReadOnlyMemory<byte> encoded, OcspResponseStatus status)
    {
        Encoded = encoded;
        Status = status;
    }

    /// <summary>The whole response.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>Whether there is an answer; the rest is empty otherwise.</summary>
    public OcspResponseStatus Status { get; }

    /// <summary>The BasicOCSPResponse inside, as the /OCSPs array of a PDF's DSS does not want it but CAdES does.</summary>
    public ReadOnlyMemory<byte> BasicEncoded { get; private init; }

    /// <summary>The signed part.</summary>
    public ReadOnlyMemory<byte> TbsEncoded { get; private init; }

    /// <summary>Name of the responder; null when it is named by key.</summary>
    public DistinguishedName? ResponderName { get; private init; }

    /// <summary>SHA-1 of the responder's key; null when it is named by name.</summary>
    public ReadOnlyMemory<byte>? ResponderKeyHash { get; private init; }

    /// <summary>When the response was signed.</summary>
    public DateTimeOffset ProducedAt { get; private init; }

    /// <summary>The answers.</summary>
    public IReadOnlyList<OcspSingleResponse> Responses { get; private init; } = [];

    /// <summary>The echoed nonce; null for none.</summary>
    public ReadOnlyMemory<byte>? Nonce { get; private init; }

    /// <summary>How the responder signed; null without an answer.</summary>
    public AlgorithmIdentifier? SignatureAlgorithm { get; private init; }

    /// <summary>Signature value of the responder.</summary>
    public ReadOnlyMemory<byte> Signature { get; private init; }

    /// <summary>Certificates sent along; the responder's among them.</summary>
    public IReadOnlyList<Certificate> Certificates { get; private init; } = [];

    /// <summary>Reads an encoded OCSPResponse.</summary>
    /// <exception cref="PkiFormatException">It is not one.</exception>
    public static OcspResponse Read(ReadOnlyMemory<byte> der)
    {
        if (der.Length > MaxBytes)
        {
            throw new PkiFormatException("OCSPResponse", 0, "too large");
        }

        Asn1Reader reader = new(der, "OCSPResponse");
        Asn1Reader outer = reader.Sequence();
        reader.End();
        OcspResponseStatus status = (OcspResponseStatus)outer.Enumerated();
        if (!outer.HasData)
        {
            return status == OcspResponseStatus.Successful ? throw outer.Fail("a successful response has no answer") : new OcspResponse(der, status);
        }

        Asn1Reader bytes = outer.Context(0).Sequence();
        outer.End();
        if (bytes.ObjectIdentifier() != Oids.OcspBasic)
        {
            throw bytes.Fail("the response type is not id-pkix-ocsp-basic");
        }

        ReadOnlyMemory<byte> basic = bytes.OctetString();
        bytes.End();
        return ReadBasic(der, status, basic);
    }

    /// <summary>Reads a bare BasicOCSPResponse, as CMS and CAdES carry it.</summary>
    /// <exception cref="PkiFormatException">It is not one.</exception>
    public static OcspResponse ReadBasic(ReadOnlyMemory<byte> basic) => ReadBasic(default, OcspResponseStatus.Successful, basic);

    /// <summary>The answer about this certificate, or null.</summary>
    public OcspSingleResponse? Find(Certificate certificate, Certificate issuer) =>
        Responses.FirstOrDefault(r => r.CertificateId.Matches(certificate, issuer));

    /// <summary>
    /// The certificate that signed: the issuer itself, or one that the issuer has delegated to (RFC 6960 section
    /// 4.2.2.2: signed by the issuer, id-kp-OCSPSigning, valid when the response was made). Null when no such
    /// certificate has made the signature.
    /// </summary>
    /// <param name="issuer">Issuer of the certificate asked about.</param>
    /// <param name="signatures">Signatures checked before; null to begin anew.</param>
    public Certificate? FindResponder(Certificate issuer, IssuerSignatures? signatures = null)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        IssuerSignatures known = signatures ?? new IssuerSignatures();
        if (IsNamed(issuer) && known.Verify(this, issuer.PublicKey) == SignatureCheck.Valid)
        {
            return issuer;
        }

        return Certificates.FirstOrDefault(c =>
            IsNamed(c)
            && c.ExtendedKeyUsages.Contains(Oids.OcspSigning)
            && c.IsValidAt(ProducedAt)
            && c.Issuer.Equals(issuer.Subject)
            && known.Verify(c, issuer.PublicKey) == SignatureCheck.Valid
            && known.Verify(this, c.PublicKey) == SignatureCheck.Valid);
    }

    /// <summary>Whether this key made the signature.</summary>
    public SignatureCheck VerifySignature(PublicKeyInfo key) => SignatureAlgorithm is { } algorithm
        ? SignatureVerifier.Verify(key, algorithm, null, TbsEncoded.Span, Signature.Span)
        : SignatureCheck.Invalid;

    private bool IsNamed(Certificate certificate) => ResponderName is { } name
        ? name.Equals(certificate.Subject)
        : certificate.PublicKey.ComputeKeyIdentifier().AsSpan().SequenceEqual(ResponderKeyHash.GetValueOrDefault().Span);

    private static OcspResponse ReadBasic(ReadOnlyMemory<byte> encoded, OcspResponseStatus status, ReadOnlyMemory<byte> basic)
    {
        Asn1Reader reader = new(basic, "BasicOCSPResponse");
        Asn1Reader outer = reader.Sequence();
        reader.End();
        ReadOnlyMemory<byte> tbs = outer.EncodedValue();
        AlgorithmIdentifier algorithm = AlgorithmIdentifier.Read(outer);
        ReadOnlyMemory<byte> signature = outer.BitStringBytes();
        List<Certificate> certificates = [];
        if (outer.NextIsContext(0))
        {
            Asn1Reader list = outer.Context(0).Sequence();
            while (list.HasData)
            {
                certificates.Add(Certificate.Read(list.EncodedValue()));
            }
        }

        outer.End();
        Asn1Reader data = new Asn1Reader(tbs, "ResponseData").Sequence();
        if (data.NextIsContext(0))
        {
            data.SkipValue();
        }

        DistinguishedName? name = data.NextIsContext(1) ? DistinguishedName.Read(data.Context(1)) : null;
        ReadOnlyMemory<byte>? key = name is null ? data.Context(2).OctetString() : default(ReadOnlyMemory<byte>?);
        DateTimeOffset producedAt = data.GeneralizedTime();
        List<OcspSingleResponse> responses = ReadResponses(data.Sequence());
        IReadOnlyList<CertificateExtension> extensions =
            data.NextIsContext(1) ? CertificateExtension.ReadAll(data.Context(1).Sequence()) : [];
        data.End();
        return new OcspResponse(encoded, status)
        {
            BasicEncoded = basic,
            TbsEncoded = tbs,
            ResponderName = name,
            ResponderKeyHash = key,
            ProducedAt = producedAt,
            Responses = responses,
            Nonce = OcspRequest.ReadNonce(extensions),
            SignatureAlgorithm = algorithm,
            Signature = signature,
            Certificates = certificates,
        };
    }

    private static List<OcspSingleResponse> ReadResponses(Asn1Reader list)
    {
        List<OcspSingleResponse> responses = [];
        while (list.HasData)
        {
            Asn1Reader single = list.Sequence();
            OcspCertId id = OcspCertId.Read(single.Sequence());
            OcspCertificateStatus status = OcspCertificateStatus.Unknown;
            DateTimeOffset? revokedAt = null;
            RevocationReason? reason = null;
            if (single.NextIsContext(1))
            {
                status = OcspCertificateStatus.Revoked;
                Asn1Reader revoked = single.Context(1);
                revokedAt = revoked.GeneralizedTime();
                reason = revoked.NextIsContext(0) ? (RevocationReason)revoked.Context(0).Enumerated() : null;
            }
            else
            {
                status = single.NextIsContext(0) ? OcspCertificateStatus.Good : status;
                single.SkipValue();
            }

            DateTimeOffset thisUpdate = single.GeneralizedTime();
            DateTimeOffset? nextUpdate = single.NextIsContext(0) ? single.Context(0).GeneralizedTime() : null;
            DateTimeOffset? cutoff = single.NextIsContext(1)
                && CertificateExtension.ReadAll(single.Context(1).Sequence()).FirstOrDefault(e => e.Oid == Oids.OcspArchiveCutoff) is { } archive
                ? new Asn1Reader(archive.Value, "ArchiveCutoff").GeneralizedTime()
                : null;
            responses.Add(new OcspSingleResponse(id, status, revokedAt, reason, thisUpdate, nextUpdate, cutoff));
        }

        return responses;
    }
}
