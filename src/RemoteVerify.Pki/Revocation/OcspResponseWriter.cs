// RFC 6960 section 4.2.1.
using System.Formats.Asn1;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Asn1;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Pki.Revocation;

/// <summary>Writes OCSP responses.</summary>
public static class OcspResponseWriter
{
    /// <summary>A response without an answer.</summary>
    public static byte[] EncodeError(OcspResponseStatus status)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEnumeratedValue(status);
        }

        return writer.Encode();
    }

    /// <summary>A signed response; the responder is named by its key.</summary>
    /// <param name="responses">The answers.</param>
    /// <param name="nonce">Nonce to echo; null for none.</param>
    /// <param name="producedAt">Time of signing; whole seconds are written.</param>
    /// <param name="responder">Key and certificate of the responder.</param>
    /// <param name="cancellationToken">Stops the wait for the key.</param>
    public static async ValueTask<byte[]> SignAsync(
        IReadOnlyList<OcspSingleResponse> responses, ReadOnlyMemory<byte>? nonce, DateTimeOffset producedAt, CertifiedKey responder,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(responder);
        SignatureScheme scheme = responder.Key.Scheme;
        byte[] data = EncodeData(responses, nonce, producedAt, responder.Certificate);
        byte[] signature = await responder.Key.SignHashAsync(HashAlgorithms.Hash(scheme.Hash, data), cancellationToken).ConfigureAwait(false);

        AsnWriter basic = new(AsnEncodingRules.DER);
        using (basic.PushSequence())
        {
            basic.WriteEncodedValue(data);
            scheme.Algorithm.WriteTo(basic);
            basic.WriteBitString(signature);
            using (basic.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (basic.PushSequence())
            {
                basic.WriteForeignValue(responder.Certificate.Encoded);
            }
        }

        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEnumeratedValue(OcspResponseStatus.Successful);
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oids.OcspBasic);
                writer.WriteOctetString(basic.Encode());
            }
        }

        return writer.Encode();
    }

    private static byte[] EncodeData(
        IReadOnlyList<OcspSingleResponse> responses, ReadOnlyMemory<byte>? nonce, DateTimeOffset producedAt, Certificate responder)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 2)))
            {
                writer.WriteOctetString(responder.PublicKey.ComputeKeyIdentifier());
            }

            writer.WriteGeneralizedTime(producedAt, omitFractionalSeconds: true);
            using (writer.PushSequence())
            {
                foreach (OcspSingleResponse response in responses)
                {
                    using (writer.PushSequence())
                    {
                        WriteSingle(writer, response);
                    }
                }
            }

            if (nonce is { } bytes)
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1)))
                using (writer.PushSequence())
                {
                    OcspRequest.NonceExtension(bytes).WriteTo(writer);
                }
            }
        }

        return writer.Encode();
    }

    private static void WriteSingle(AsnWriter writer, OcspSingleResponse response)
    {
        response.CertificateId.WriteTo(writer);
        switch (response.Status)
        {
            case OcspCertificateStatus.Good:
                writer.WriteNull(new Asn1Tag(TagClass.ContextSpecific, 0));
                break;
            case OcspCertificateStatus.Revoked:
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1)))
                {
                    writer.WriteGeneralizedTime(response.RevokedAt ?? response.ThisUpdate, omitFractionalSeconds: true);
                    if (response.Reason is { } reason)
                    {
                        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                        {
                            writer.WriteEnumeratedValue(reason);
                        }
                    }
                }

                break;
            default:
                writer.WriteNull(new Asn1Tag(TagClass.ContextSpecific, 2));
                break;
        }

        writer.WriteGeneralizedTime(response.ThisUpdate, omitFractionalSeconds: true);
        if (response.NextUpdate is { } nextUpdate)
        {
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            {
                writer.WriteGeneralizedTime(nextUpdate, omitFractionalSeconds: true);
            }
        }
    }
}
