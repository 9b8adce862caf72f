// RFC 5035: ESSCertIDv2, and ESSCertID of RFC 2634, which is the same with SHA-1.
using System.Formats.Asn1;
using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Asn1;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Cms;

/// <summary>The signed statement of which certificate the signer used.</summary>
/// <param name="HashAlgorithm">Digest of the certificate; null when it is not one this room knows.</param>
/// <param name="CertificateHash">Digest over the whole certificate.</param>
/// <param name="Issuer">Issuer named beside it, or null.</param>
/// <param name="SerialNumber">Serial number named beside it, or null.</param>
public sealed record SigningCertificateReference(
    HashAlgorithmName? HashAlgorithm, ReadOnlyMemory<byte> CertificateHash, DistinguishedName? Issuer, ReadOnlyMemory<byte>? SerialNumber)
{
    // First size of a buffer that grows when it must.
    private const int UsualBytes = 256;

    /// <summary>Whether it is this certificate; an issuer and serial number beside the hash must agree too.</summary>
    public bool Matches(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return HashAlgorithm is { } algorithm
            && HashAlgorithms.Hash(algorithm, certificate.Encoded.Span).AsSpan().SequenceEqual(CertificateHash.Span)
            && (Issuer is null || Issuer.Equals(certificate.Issuer))
            && (SerialNumber is not { } serial || serial.Span.SequenceEqual(certificate.SerialNumber.Span));
    }

    /// <summary>Nothing that names the signer.</summary>
    public override string ToString() => $"SigningCertificateReference ({HashAlgorithm?.Name})";

    /// <summary>Reads a signing-certificate or signing-certificate-v2 value.</summary>
    /// <exception cref="PkiFormatException">The structure is broken.</exception>
    internal static IReadOnlyList<SigningCertificateReference> ReadAll(ReadOnlyMemory<byte> value, bool version2)
    {
        Asn1Reader certificates = new Asn1Reader(value, version2 ? "SigningCertificateV2" : "SigningCertificate").Sequence().Sequence();
        List<SigningCertificateReference> references = [];
        while (certificates.HasData)
        {
            Asn1Reader one = certificates.Sequence();
            HashAlgorithmName? hash = version2 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1;
            if (version2 && one.NextIs(Asn1Tag.Sequence))
            {
                hash = HashAlgorithms.FromOid(AlgorithmIdentifier.Read(one).Oid);
            }

            ReadOnlyMemory<byte> digest = one.OctetString();
            DistinguishedName? issuer = null;
            ReadOnlyMemory<byte>? serial = null;
            if (one.HasData)
            {
                Asn1Reader issuerSerial = one.Sequence();
                IReadOnlyList<DistinguishedName> names = ExtensionReader.ReadDirectoryNames(issuerSerial.Sequence());
                issuer = names.Count == 1 ? names[0] : null;
                serial = issuerSerial.IntegerBytes();
            }

            references.Add(new SigningCertificateReference(hash, digest, issuer, serial));
        }

        return references;
    }

    /// <summary>The value of a signing-certificate-v2 attribute; the hash algorithm is left out when it is SHA-256, as DER wants of a default.</summary>
    internal static byte[] WriteV2(Certificate certificate, HashAlgorithmName algorithm)
    {
        AsnWriter writer = new(AsnEncodingRules.DER, UsualBytes);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            if (algorithm != HashAlgorithmName.SHA256)
            {
                HashAlgorithms.IdentifierOf(algorithm).WriteTo(writer);
            }

            writer.WriteOctetString(algorithm == HashAlgorithmName.SHA256 ? certificate.Sha256.Span : HashAlgorithms.Hash(algorithm, certificate.Encoded.Span));
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
                {
                    writer.WriteEncodedValue(certificate.Issuer.Encoded.Span);
                }

                writer.WriteIntegerContents(certificate.SerialNumber.Span);
            }
        }

        return writer.Encode();
    }
}
