using System.Formats.Asn1;
using System.Security.Cryptography;

namespace RemoteVerify.Pki.Algorithms;

/// <summary>How a key signs: family, digest, and the AlgorithmIdentifier that says so.</summary>
public sealed record SignatureScheme
{
    private SignatureScheme(SignatureKind kind, HashAlgorithmName hash, AlgorithmIdentifier algorithm)
    {
        Kind = kind;
        Hash = hash;
        Algorithm = algorithm;
    }

    /// <summary>Family.</summary>
    public SignatureKind Kind { get; }

    /// <summary>Digest that is signed.</summary>
    public HashAlgorithmName Hash { get; }

    /// <summary>As it stands in certificates and CMS.</summary>
    public AlgorithmIdentifier Algorithm { get; }

    /// <summary>The digest alone, as CMS names it beside the signature algorithm.</summary>
    public AlgorithmIdentifier DigestAlgorithm => HashAlgorithms.IdentifierOf(Hash);

    /// <summary>RSASSA-PKCS1-v1_5.</summary>
    public static SignatureScheme RsaPkcs1(HashAlgorithmName hash) => new(SignatureKind.RsaPkcs1, hash, AlgorithmIdentifier.WithNull(hash.Name switch
    {
        "SHA1" => Oids.RsaSha1,
        "SHA224" => Oids.RsaSha224,
        "SHA256" => Oids.RsaSha256,
        "SHA384" => Oids.RsaSha384,
        "SHA512" => Oids.RsaSha512,
        _ => throw new ArgumentException("The digest is not known.", nameof(hash)),
    }));

    /// <summary>RSASSA-PSS with MGF1 over the same digest and a salt as long as the digest.</summary>
    public static SignatureScheme RsaPss(HashAlgorithmName hash)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        AlgorithmIdentifier digest = AlgorithmIdentifier.WithNull(HashAlgorithms.OidOf(hash));
        using (writer.PushSequence())
        {
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            {
                digest.WriteTo(writer);
            }

            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1)))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oids.Mgf1);
                digest.WriteTo(writer);
            }

            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 2)))
            {
                writer.WriteInteger(HashAlgorithms.LengthOf(hash));
            }
        }

        return new SignatureScheme(SignatureKind.RsaPss, hash, new AlgorithmIdentifier(Oids.RsaPss, writer.Encode()));
    }

    /// <summary>ECDSA with DER signature values.</summary>
    public static SignatureScheme Ecdsa(HashAlgorithmName hash) => new(SignatureKind.Ecdsa, hash, new AlgorithmIdentifier(hash.Name switch
    {
        "SHA1" => Oids.EcdsaSha1,
        "SHA224" => Oids.EcdsaSha224,
        "SHA256" => Oids.EcdsaSha256,
        "SHA384" => Oids.EcdsaSha384,
        "SHA512" => Oids.EcdsaSha512,
        _ => throw new ArgumentException("The digest is not known.", nameof(hash)),
    }));

    /// <summary>The usual scheme of a key: PKCS#1 with SHA-256, or ECDSA with a digest as strong as the curve.</summary>
    /// <exception cref="ArgumentException">The key can't sign here.</exception>
    public static SignatureScheme DefaultFor(PublicKeyInfo key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Kind switch
        {
            KeyKind.Rsa when key.Algorithm.Oid == Oids.RsaPss => RsaPss(HashAlgorithmName.SHA256),
            KeyKind.Rsa => RsaPkcs1(HashAlgorithmName.SHA256),
            KeyKind.Ec => Ecdsa(key.KeySizeBits switch
            {
                <= 256 => HashAlgorithmName.SHA256,
                <= 384 => HashAlgorithmName.SHA384,
                _ => HashAlgorithmName.SHA512,
            }),
            _ => throw new ArgumentException("The key is of a kind that can't sign here.", nameof(key)),
        };
    }

    /// <summary>The scheme that an AlgorithmIdentifier names; null when this room does not sign with it.</summary>
    public static SignatureScheme? FromAlgorithm(AlgorithmIdentifier algorithm)
    {
        SignatureParameters? parameters = SignatureParameters.Resolve(algorithm, null);
        return parameters?.Kind switch
        {
            SignatureKind.RsaPkcs1 => RsaPkcs1(parameters.Hash),
            SignatureKind.RsaPss when parameters.Hash == parameters.MaskHash && parameters.SaltLengthBytes == HashAlgorithms.LengthOf(parameters.Hash) =>
                RsaPss(parameters.Hash),
            SignatureKind.Ecdsa => Ecdsa(parameters.Hash),
            _ => null,
        };
    }

    /// <summary>Family and digest, such as "Ecdsa SHA256".</summary>
    public override string ToString() => $"{Kind} {Hash.Name}";
}
