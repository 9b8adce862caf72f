// ICAO Doc 9303-10 clause 4.6.2 and appendix D (LDSSecurityObject version 1 in a SignedData), RFC 5652.
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RemoteVerify.Synthetic.Chips;

/// <summary>Writes and signs EF.SOD. It shares no code with the room that verifies it.</summary>
internal static class SecurityObjectWriter
{
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string EcdsaWithSha256 = "1.2.840.10045.4.3.2";
    private const string LdsSecurityObject = "2.23.136.1.1.1";
    private const string CardSecurityObject = "0.4.0.127.0.7.3.2.1";

    public static byte[] Write(IReadOnlyDictionary<int, byte[]> dataGroups, X509Certificate2 signer, ECDsa key) =>
        DataGroupWriter.Tlv(0x77, Sign(LdsSecurityObject, Content(dataGroups), signer, key));

    /// <summary>EF.CardSecurity (Doc 9303-11 clause 9.2.11): the SecurityInfos of the master file, signed like EF.SOD but without its tag.</summary>
    public static byte[] WriteCardSecurity(byte[] securityInfos, X509Certificate2 signer, ECDsa key) => Sign(CardSecurityObject, securityInfos, signer, key);

    private static byte[] Sign(string contentType, byte[] content, X509Certificate2 signer, ECDsa key)
    {
        byte[] attributes = SignedAttributes(contentType, SHA256.HashData(content));
        byte[] signature = key.SignData(attributes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return SignedData(contentType, content, attributes, signature, signer);
    }

    private static byte[] Content(IReadOnlyDictionary<int, byte[]> dataGroups)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            Algorithm(writer, Sha256);
            using (writer.PushSequence())
            {
                foreach ((int number, byte[] file) in dataGroups.OrderBy(entry => entry.Key))
                {
                    using (writer.PushSequence())
                    {
                        writer.WriteInteger(number);
                        writer.WriteOctetString(SHA256.HashData(file));
                    }
                }
            }

            using (writer.PushSequence())
            {
                writer.WriteCharacterString(UniversalTagNumber.PrintableString, "0108");
                writer.WriteCharacterString(UniversalTagNumber.PrintableString, "040000");
            }
        }

        return writer.Encode();
    }

    /// <summary>The SET OF whose bytes are signed.</summary>
    private static byte[] SignedAttributes(string contentType, byte[] digest)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.113549.1.9.3");
                using (writer.PushSetOf())
                {
                    writer.WriteObjectIdentifier(contentType);
                }
            }

            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.113549.1.9.4");
                using (writer.PushSetOf())
                {
                    writer.WriteOctetString(digest);
                }
            }
        }

        return writer.Encode();
    }

    private static byte[] SignedData(string contentType, byte[] content, byte[] attributes, byte[] signature, X509Certificate2 signer)
    {
        Asn1Tag tag0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.840.113549.1.7.2");
            using (writer.PushSequence(tag0))
            using (writer.PushSequence())
            {
                writer.WriteInteger(3);
                using (writer.PushSetOf())
                {
                    Algorithm(writer, Sha256);
                }

                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(contentType);
                    using (writer.PushSequence(tag0))
                    {
                        writer.WriteOctetString(content);
                    }
                }

                using (writer.PushSetOf(tag0))
                {
                    writer.WriteEncodedValue(signer.RawData);
                }

                using (writer.PushSetOf())
                {
                    SignerInfo(writer, attributes, signature, signer);
                }
            }
        }

        return writer.Encode();
    }

    private static void SignerInfo(AsnWriter writer, byte[] attributes, byte[] signature, X509Certificate2 signer)
    {
        // The same bytes under the implicit tag [0] instead of SET OF (RFC 5652 clause 5.4).
        byte[] tagged = [0xA0, .. attributes[1..]];
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(signer.IssuerName.RawData);
                writer.WriteInteger(signer.SerialNumberBytes.Span);
            }

            Algorithm(writer, Sha256);
            writer.WriteEncodedValue(tagged);
            Algorithm(writer, EcdsaWithSha256);
            writer.WriteOctetString(signature);
        }
    }

    private static void Algorithm(AsnWriter writer, string oid)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
        }
    }
}
