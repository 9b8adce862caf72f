using System.Security.Cryptography;
using RemoteVerify.Pki.Asn1;

namespace RemoteVerify.Pki.Algorithms;

/// <summary>What an AlgorithmIdentifier of a signature says, in numbers.</summary>
/// <param name="Kind">Family.</param>
/// <param name="Hash">Digest that is signed.</param>
/// <param name="MaskHash">Digest inside MGF1; only for PSS.</param>
/// <param name="SaltLengthBytes">Declared salt length; only for PSS.</param>
public sealed record SignatureParameters(SignatureKind Kind, HashAlgorithmName Hash, HashAlgorithmName MaskHash, int SaltLengthBytes)
{
    private static readonly Dictionary<string, (SignatureKind Kind, HashAlgorithmName Hash)> Combined = new()
    {
        [Oids.RsaSha1] = (SignatureKind.RsaPkcs1, HashAlgorithmName.SHA1),
        [Oids.RsaSha224] = (SignatureKind.RsaPkcs1, HashAlgorithms.Sha224),
        [Oids.RsaSha256] = (SignatureKind.RsaPkcs1, HashAlgorithmName.SHA256),
        [Oids.RsaSha384] = (SignatureKind.RsaPkcs1, HashAlgorithmName.SHA384),
        [Oids.RsaSha512] = (SignatureKind.RsaPkcs1, HashAlgorithmName.SHA512),
        [Oids.EcdsaSha1] = (SignatureKind.Ecdsa, HashAlgorithmName.SHA1),
        [Oids.EcdsaSha224] = (SignatureKind.Ecdsa, HashAlgorithms.Sha224),
        [Oids.EcdsaSha256] = (SignatureKind.Ecdsa, HashAlgorithmName.SHA256),
        [Oids.EcdsaSha384] = (SignatureKind.Ecdsa, HashAlgorithmName.SHA384),
        [Oids.EcdsaSha512] = (SignatureKind.Ecdsa, HashAlgorithmName.SHA512),
        [Oids.EcdsaPlainSha1] = (SignatureKind.EcdsaPlain, HashAlgorithmName.SHA1),
        [Oids.EcdsaPlainSha224] = (SignatureKind.EcdsaPlain, HashAlgorithms.Sha224),
        [Oids.EcdsaPlainSha256] = (SignatureKind.EcdsaPlain, HashAlgorithmName.SHA256),
        [Oids.EcdsaPlainSha384] = (SignatureKind.EcdsaPlain, HashAlgorithmName.SHA384),
        [Oids.EcdsaPlainSha512] = (SignatureKind.EcdsaPlain, HashAlgorithmName.SHA512),
    };

    /// <summary>Reads the algorithm; null when it is unknown or its parameters are broken.</summary>
    /// <param name="signature">The signature algorithm; CMS may name only the key type here.</param>
    /// <param name="digest">The digest named beside it, used where <paramref name="signature"/> names none.</param>
    public static SignatureParameters? Resolve(AlgorithmIdentifier signature, AlgorithmIdentifier? digest)
    {
        ArgumentNullException.ThrowIfNull(signature);
        if (Combined.TryGetValue(signature.Oid, out (SignatureKind Kind, HashAlgorithmName Hash) known))
        {
            return new SignatureParameters(known.Kind, known.Hash, known.Hash, 0);
        }

        try
        {
            return signature.Oid switch
            {
                Oids.RsaEncryption => FromDigest(SignatureKind.RsaPkcs1, digest),
                Oids.EcPublicKey => FromDigest(SignatureKind.Ecdsa, digest),
                Oids.EcdsaSpecified when signature.Parameters is { } p =>
                    FromDigest(SignatureKind.Ecdsa, AlgorithmIdentifier.Read(new Asn1Reader(p, "ecdsa-with-Specified"))),
                Oids.RsaPss => ReadPss(signature.Parameters),
                _ => null,
            };
        }
        catch (PkiFormatException)
        {
            return null;
        }
    }

    private static SignatureParameters? FromDigest(SignatureKind kind, AlgorithmIdentifier? digest) =>
        digest is not null && HashAlgorithms.FromOid(digest.Oid) is { } hash ? new SignatureParameters(kind, hash, hash, 0) : null;

    /// <summary>RSASSA-PSS-params of RFC 8017 appendix A.2.3, defaults included.</summary>
    private static SignatureParameters? ReadPss(ReadOnlyMemory<byte>? parameters)
    {
        HashAlgorithmName? hash = HashAlgorithmName.SHA1;
        HashAlgorithmName? mask = HashAlgorithmName.SHA1;
        int salt = 20;
        int trailer = 1;
        if (parameters is { } encoded)
        {
            Asn1Reader sequence = new Asn1Reader(encoded, "RSASSA-PSS-params").Sequence();
            if (sequence.NextIsContext(0))
            {
                hash = HashAlgorithms.FromOid(AlgorithmIdentifier.Read(sequence.Context(0)).Oid);
            }

            if (sequence.NextIsContext(1))
            {
                AlgorithmIdentifier generator = AlgorithmIdentifier.Read(sequence.Context(1));
                mask = generator.Oid == Oids.Mgf1 && generator.Parameters is { } inner
                    ? HashAlgorithms.FromOid(AlgorithmIdentifier.Read(new Asn1Reader(inner, "MGF1 parameters")).Oid)
                    : null;
            }

            salt = sequence.NextIsContext(2) ? sequence.Context(2).Int32() : salt;
            trailer = sequence.NextIsContext(3) ? sequence.Context(3).Int32() : trailer;
            sequence.End();
        }

        return hash is { } h && mask is { } m && trailer == 1 && salt >= 0
            ? new SignatureParameters(SignatureKind.RsaPss, h, m, salt)
            : null;
    }
}
