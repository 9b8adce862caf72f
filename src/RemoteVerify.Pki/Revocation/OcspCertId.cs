// RFC 6960 section 4.1.1.
using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Asn1;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Revocation;

/// <summary>CertID: which certificate is asked about.</summary>
/// <param name="HashAlgorithm">Digest of the two hashes.</param>
/// <param name="IssuerNameHash">Over the issuer's name.</param>
/// <param name="IssuerKeyHash">Over the contents of the issuer's public key BIT STRING.</param>
/// <param name="SerialNumber">Contents of the INTEGER.</param>
public sealed record OcspCertId(
    AlgorithmIdentifier HashAlgorithm, ReadOnlyMemory<byte> IssuerNameHash, ReadOnlyMemory<byte> IssuerKeyHash, ReadOnlyMemory<byte> SerialNumber)
{
    /// <summary>The identifier of a certificate. SHA-1 is what every responder knows; nothing secret depends on it.</summary>
    public static OcspCertId For(Certificate certificate, Certificate issuer, HashAlgorithmName? algorithm = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(issuer);
        HashAlgorithmName hash = algorithm ?? HashAlgorithmName.SHA1;
        return new OcspCertId(
            AlgorithmIdentifier.WithNull(HashAlgorithms.OidOf(hash)),
            HashAlgorithms.Hash(hash, certificate.Issuer.Encoded.Span),
            HashAlgorithms.Hash(hash, issuer.PublicKey.SubjectPublicKey.Span),
            certificate.SerialNumber);
    }

    /// <summary>Whether both hashes are this issuer's.</summary>
    public bool IsIssuedBy(Certificate issuer)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        return HashAlgorithms.FromOid(HashAlgorithm.Oid) is { } hash
            && HashAlgorithms.Hash(hash, issuer.Subject.Encoded.Span).AsSpan().SequenceEqual(IssuerNameHash.Span)
            && HashAlgorithms.Hash(hash, issuer.PublicKey.SubjectPublicKey.Span).AsSpan().SequenceEqual(IssuerKeyHash.Span);
    }

    /// <summary>Whether it names this certificate of this issuer.</summary>
    public bool Matches(Certificate certificate, Certificate issuer)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new BigInteger(SerialNumber.Span, isBigEndian: true) == new BigInteger(certificate.SerialNumber.Span, isBigEndian: true) && IsIssuedBy(issuer);
    }

    internal static OcspCertId Read(Asn1Reader sequence)
    {
        OcspCertId id = new(AlgorithmIdentifier.Read(sequence), sequence.OctetString(), sequence.OctetString(), sequence.IntegerBytes());
        sequence.End();
        return id;
    }

    internal void WriteTo(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            HashAlgorithm.WriteTo(writer);
            writer.WriteOctetString(IssuerNameHash.Span);
            writer.WriteOctetString(IssuerKeyHash.Span);
            writer.WriteIntegerContents(SerialNumber.Span);
        }
    }
}
