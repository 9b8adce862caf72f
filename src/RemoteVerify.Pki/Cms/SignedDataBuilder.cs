// RFC 5652 section 5 and RFC 5035, in two phases so that the key may be anywhere.
using System.Formats.Asn1;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Asn1;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Pki.Cms;

/// <summary>Writes SignedData with one signer: build the attributes, sign their hash anywhere, complete.</summary>
public static class SignedDataBuilder
{
    // First sizes of buffers that grow when they must.
    private const int SmallBytes = 512;
    private const int TinyBytes = 64;
    private const int OwnBytes = 1024;

    /// <summary>The signed attributes as DER SET OF (tag 31): these are the bytes whose digest is signed.</summary>
    /// <exception cref="ArgumentException">The digest has the wrong length.</exception>
    public static byte[] BuildSignedAttributes(SignedAttributesRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.ContentHash.Length != HashAlgorithms.LengthOf(request.Scheme.Hash))
        {
            throw new ArgumentException("The content's digest does not fit the scheme.", nameof(request));
        }

        List<CmsAttribute> attributes =
        [
            CmsAttribute.Single(Oids.ContentTypeAttribute, Encode(w => w.WriteObjectIdentifier(request.ContentType))),
            CmsAttribute.Single(Oids.MessageDigestAttribute, Encode(w => w.WriteOctetString(request.ContentHash.Span))),
        ];
        if (request.IncludeSigningCertificate)
        {
            attributes.Add(CmsAttribute.Single(
                Oids.SigningCertificateV2, SigningCertificateReference.WriteV2(request.Certificate, request.Scheme.Hash)));
        }

        if (request.CommitmentType is { } commitment)
        {
            attributes.Add(CmsAttribute.Single(Oids.CommitmentTypeIndication, Encode(w =>
            {
                using (w.PushSequence())
                {
                    w.WriteObjectIdentifier(commitment);
                }
            })));
        }

        if (request.SigningTime is { } time)
        {
            attributes.Add(CmsAttribute.Single(Oids.SigningTimeAttribute, Encode(w => w.WriteRfc5280Time(time))));
        }

        AsnWriter writer = new(AsnEncodingRules.DER, SmallBytes);
        using (writer.PushSetOf())
        {
            attributes.ForEach(attribute => attribute.WriteTo(writer));
            foreach (CmsAttribute other in request.Others)
            {
                other.WriteTo(writer);
            }
        }

        return writer.Encode();
    }

    /// <summary>The digest that the key must sign.</summary>
    public static byte[] HashToSign(ReadOnlySpan<byte> signedAttributes, SignatureScheme scheme)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        return HashAlgorithms.Hash(scheme.Hash, signedAttributes);
    }

    /// <summary>The finished ContentInfo in DER.</summary>
    /// <exception cref="ArgumentException">The attributes are not a SET, or a key identifier is wanted that the certificate has not.</exception>
    public static byte[] Complete(SignedDataParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.SignedAttributes.Length < 2 || parts.SignedAttributes.Span[0] != 0x31)
        {
            throw new ArgumentException("The signed attributes must be a SET OF.", nameof(parts));
        }

        AsnWriter writer = new(AsnEncodingRules.DER, ExpectedBytes(parts));
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oids.SignedData);
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (writer.PushSequence())
            {
                WriteFields(writer, parts);
            }
        }

        return writer.Encode();
    }

    /// <summary>Both phases with a key at hand.</summary>
    /// <param name="content">The content.</param>
    /// <param name="contentType">Its type.</param>
    /// <param name="detached">Whether the content is left out.</param>
    /// <param name="signer">Key, certificate and the chain to send along.</param>
    /// <param name="cancellationToken">Stops the wait for the key.</param>
    public static async ValueTask<byte[]> SignAsync(
        ReadOnlyMemory<byte> content, string contentType, bool detached, CertifiedKey signer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signer);
        SignatureScheme scheme = signer.Key.Scheme;
        byte[] attributes = BuildSignedAttributes(new SignedAttributesRequest
        {
            ContentHash = HashAlgorithms.Hash(scheme.Hash, content.Span),
            Scheme = scheme,
            Certificate = signer.Certificate,
            ContentType = contentType,
        });
        byte[] signature = await signer.Key.SignHashAsync(HashToSign(attributes, scheme), cancellationToken).ConfigureAwait(false);
        return Complete(new SignedDataParts
        {
            SignedAttributes = attributes,
            Scheme = scheme,
            SignatureValue = signature,
            Certificate = signer.Certificate,
            Chain = signer.Chain,
            ContentType = contentType,
            Content = detached ? default(ReadOnlyMemory<byte>?) : content,
        });
    }

    private static int ExpectedBytes(SignedDataParts parts)
    {
        int bytes = OwnBytes + parts.Certificate.Encoded.Length + (parts.SignedAttributes.Length * 2)
            + parts.SignatureValue.Length + (parts.SignatureTimestamp?.Length ?? 0) + (parts.Content?.Length ?? 0);
        foreach (Certificate certificate in parts.Chain)
        {
            bytes += certificate.Encoded.Length;
        }

        return bytes;
    }

    private static void WriteFields(AsnWriter writer, SignedDataParts parts)
    {
        // RFC 5652 section 5.1: version 3 as soon as the content is not id-data or a signer is named by key identifier.
        writer.WriteInteger(parts.ContentType != Oids.Data || parts.UseSubjectKeyIdentifier ? 3 : 1);
        using (writer.PushSetOf())
        {
            parts.Scheme.DigestAlgorithm.WriteTo(writer);
        }

        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(parts.ContentType);
            if (parts.Content is { } content)
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                {
                    writer.WriteOctetString(content.Span);
                }
            }
        }

        if (parts.IncludeCertificates)
        {
            using (writer.PushSetOf(new Asn1Tag(TagClass.ContextSpecific, 0)))
            {
                foreach (Certificate certificate in parts.Chain.Prepend(parts.Certificate).Distinct())
                {
                    writer.WriteForeignValue(certificate.Encoded);
                }
            }
        }

        if (parts.Crls.Count > 0)
        {
            using (writer.PushSetOf(new Asn1Tag(TagClass.ContextSpecific, 1)))
            {
                foreach (ReadOnlyMemory<byte> crl in parts.Crls)
                {
                    writer.WriteForeignValue(crl);
                }
            }
        }

        using (writer.PushSetOf())
        using (writer.PushSequence())
        {
            WriteSigner(writer, parts);
        }
    }

    private static void WriteSigner(AsnWriter writer, SignedDataParts parts)
    {
        writer.WriteInteger(parts.UseSubjectKeyIdentifier ? 3 : 1);
        if (parts.UseSubjectKeyIdentifier)
        {
            ReadOnlyMemory<byte> identifier = parts.Certificate.SubjectKeyIdentifier
                ?? throw new ArgumentException("The certificate has no subject key identifier.", nameof(parts));
            writer.WriteOctetString(identifier.Span, new Asn1Tag(TagClass.ContextSpecific, 0));
        }
        else
        {
            using (writer.PushSequence())
            {
                writer.WriteForeignValue(parts.Certificate.Issuer.Encoded);
                writer.WriteIntegerContents(parts.Certificate.SerialNumber.Span);
            }
        }

        parts.Scheme.DigestAlgorithm.WriteTo(writer);
        byte[] attributes = parts.SignedAttributes.ToArray();
        attributes[0] = 0xa0;
        writer.WriteEncodedValue(attributes);
        parts.Scheme.Algorithm.WriteTo(writer);
        writer.WriteOctetString(parts.SignatureValue.Span);
        if (parts.SignatureTimestamp is { } token)
        {
            using (writer.PushSetOf(new Asn1Tag(TagClass.ContextSpecific, 1)))
            {
                CmsAttribute.Single(Oids.SignatureTimestamp, token).WriteTo(writer);
            }
        }
    }

    private static byte[] Encode(Action<AsnWriter> write)
    {
        AsnWriter writer = new(AsnEncodingRules.DER, TinyBytes);
        write(writer);
        return writer.Encode();
    }
}
