// RFC 5280 section 4.1.
using System.Formats.Asn1;
using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Asn1;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Pki.Certificates;

/// <summary>Writes certificates.</summary>
public static class CertificateWriter
{
    /// <summary>A serial number of 16 random bytes, positive and minimal.</summary>
    public static byte[] NewSerialNumber()
    {
        byte[] serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7f) | 0x40);
        return serial;
    }

    /// <summary>Signs a certificate with the issuer's key.</summary>
    public static async ValueTask<Certificate> SignAsync(CertificateTemplate template, ISigningKey issuerKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(issuerKey);
        byte[] tbs = EncodeTbs(template, issuerKey.Scheme.Algorithm);
        return Certificate.Read(await SignedStructure.SignAsync(tbs, issuerKey, cancellationToken).ConfigureAwait(false));
    }

    private static byte[] EncodeTbs(CertificateTemplate template, AlgorithmIdentifier algorithm)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            {
                writer.WriteInteger(2);
            }

            writer.WriteIntegerContents(template.SerialNumber.Span);
            algorithm.WriteTo(writer);
            writer.WriteForeignValue(template.Issuer);
            using (writer.PushSequence())
            {
                writer.WriteRfc5280Time(template.NotBefore);
                writer.WriteRfc5280Time(template.NotAfter);
            }

            writer.WriteForeignValue(template.Subject);
            writer.WriteForeignValue(template.PublicKey.Encoded);
            if (template.Extensions.Count > 0)
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 3)))
                using (writer.PushSequence())
                {
                    foreach (CertificateExtension extension in template.Extensions)
                    {
                        extension.WriteTo(writer);
                    }
                }
            }
        }

        return writer.Encode();
    }
}
