using System.Formats.Asn1;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Asn1;

namespace RemoteVerify.Pki.Certificates;

internal sealed record CertificateParts(
    ReadOnlyMemory<byte> Encoded, ReadOnlyMemory<byte> TbsEncoded, int Version, ReadOnlyMemory<byte> SerialNumber,
    DistinguishedName Issuer, DistinguishedName Subject, DateTimeOffset NotBefore, DateTimeOffset NotAfter,
    PublicKeyInfo PublicKey, AlgorithmIdentifier SignatureAlgorithm, ReadOnlyMemory<byte> Signature,
    IReadOnlyList<CertificateExtension> Extensions);

internal static class CertificateReader
{
    /// <summary>Larger values are refused; the largest certificate of the public master lists has 3 KB.</summary>
    private const int MaxBytes = 1 << 20;

    private const int MaxSerialNumberBytes = 64;

    public static Certificate Read(ReadOnlyMemory<byte> der)
    {
        if (der.Length > MaxBytes)
        {
            throw new PkiFormatException("Certificate", 0, "too large");
        }

        Asn1Reader reader = new(der, "Certificate");
        Asn1Reader certificate = reader.Sequence();
        reader.End();
        long tbsOffset = certificate.Offset;
        ReadOnlyMemory<byte> tbs = certificate.EncodedValue();
        AlgorithmIdentifier algorithm = AlgorithmIdentifier.Read(certificate);
        ReadOnlyMemory<byte> signature = certificate.BitStringBytes();
        certificate.End();
        Asn1Reader fields = new Asn1Reader(tbs, "TBSCertificate", tbsOffset).Sequence();
        return new Certificate(ReadTbs(fields, der, tbs, algorithm, signature));
    }

    private static CertificateParts ReadTbs(
        Asn1Reader fields, ReadOnlyMemory<byte> der, ReadOnlyMemory<byte> tbs, AlgorithmIdentifier algorithm, ReadOnlyMemory<byte> signature)
    {
        int version = fields.NextIsContext(0) ? fields.Context(0).Int32() + 1 : 1;
        ReadOnlyMemory<byte> serial = fields.IntegerBytes();
        AlgorithmIdentifier inner = AlgorithmIdentifier.Read(fields);
        if (version is < 1 or > 3 || serial.Length > MaxSerialNumberBytes || !SameAlgorithm(inner, algorithm))
        {
            throw fields.Fail("version, serial number or the two signature algorithms are not acceptable");
        }

        DistinguishedName issuer = DistinguishedName.Read(fields);
        Asn1Reader validity = fields.Sequence();
        DateTimeOffset notBefore = validity.Time();
        DateTimeOffset notAfter = validity.Time();
        validity.End();
        DistinguishedName subject = DistinguishedName.Read(fields);
        PublicKeyInfo key = PublicKeyInfo.Read(fields);
        SkipUniqueIdentifier(fields, 1);
        SkipUniqueIdentifier(fields, 2);
        IReadOnlyList<CertificateExtension> extensions =
            fields.NextIsContext(3) ? CertificateExtension.ReadAll(fields.Context(3).Sequence()) : [];
        fields.End();
        return new CertificateParts(
            der, tbs, version, serial, issuer, subject, notBefore, notAfter, key, algorithm, signature, extensions);
    }

    /// <summary>RFC 5280 section 4.1.1.2 wants both fields equal; absent and NULL parameters pass as equal because issuers mix them.</summary>
    private static bool SameAlgorithm(AlgorithmIdentifier inner, AlgorithmIdentifier outer) =>
        inner.Equals(outer) || (inner.Oid == outer.Oid && inner.HasNoParameters && outer.HasNoParameters);

    private static void SkipUniqueIdentifier(Asn1Reader fields, int number)
    {
        if (fields.NextIs(new Asn1Tag(TagClass.ContextSpecific, number)))
        {
            fields.SkipValue();
        }
    }
}
