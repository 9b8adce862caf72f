using RemoteVerify.Pki.Asn1;
using RemoteVerify.Pki.KeyAgreement;

namespace RemoteVerify.Pki.Algorithms;

/// <summary>The family of a public key.</summary>
public enum KeyKind
{
    /// <summary>RSA, whether declared for any use or for PSS only.</summary>
    Rsa,

    /// <summary>An elliptic curve key.</summary>
    Ec,

    /// <summary>A key that is kept but can't be used here.</summary>
    Other,
}

/// <summary>SubjectPublicKeyInfo of RFC 5280 section 4.1.2.7.</summary>
public sealed class PublicKeyInfo : IEquatable<PublicKeyInfo>
{
    private PublicKeyInfo(ReadOnlyMemory<byte> encoded, AlgorithmIdentifier algorithm, ReadOnlyMemory<byte> subjectPublicKey)
    {
        Encoded = encoded;
        Algorithm = algorithm;
        SubjectPublicKey = subjectPublicKey;
        if (algorithm.Oid is Oids.RsaEncryption or Oids.RsaPss)
        {
            Kind = KeyKind.Rsa;
            Rsa = RsaPublicKey.Read(subjectPublicKey);
        }
        else if (algorithm is { Oid: Oids.EcPublicKey, Parameters: { } parameters })
        {
            Kind = KeyKind.Ec;
            Ec = new EcPublicKey(EcCurve.Read(parameters), subjectPublicKey);
        }
        else if (StandardCurve(algorithm) is { } curve)
        {
            Kind = KeyKind.Ec;
            Ec = new EcPublicKey(curve, subjectPublicKey);
        }
        else
        {
            Kind = KeyKind.Other;
        }
    }

    /// <summary>The whole structure as received.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>Algorithm of the key.</summary>
    public AlgorithmIdentifier Algorithm { get; }

    /// <summary>Contents of the BIT STRING; what a SHA-1 key identifier is computed over.</summary>
    public ReadOnlyMemory<byte> SubjectPublicKey { get; }

    /// <summary>Family of the key.</summary>
    public KeyKind Kind { get; }

    /// <summary>The numbers of an RSA key, otherwise null.</summary>
    public RsaPublicKey? Rsa { get; }

    /// <summary>Curve and point of an elliptic curve key, otherwise null.</summary>
    public EcPublicKey? Ec { get; }

    /// <summary>Size of the RSA modulus or of the field in bits; 0 when unknown.</summary>
    public int KeySizeBits => Rsa?.ModulusBits ?? Ec?.Curve.FieldBits ?? 0;

    /// <summary>Reads one SubjectPublicKeyInfo.</summary>
    /// <exception cref="PkiFormatException">It is not one, or has data after it.</exception>
    public static PublicKeyInfo Read(ReadOnlyMemory<byte> spki)
    {
        Asn1Reader reader = new(spki, "SubjectPublicKeyInfo");
        PublicKeyInfo key = Read(reader);
        reader.End();
        return key;
    }

    /// <summary>Reads one SubjectPublicKeyInfo and moves past it.</summary>
    /// <exception cref="PkiFormatException">It is not one.</exception>
    public static PublicKeyInfo Read(Asn1Reader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ReadOnlyMemory<byte> rest = reader.Rest;
        long start = reader.Offset;
        Asn1Reader sequence = reader.Sequence();
        ReadOnlyMemory<byte> encoded = rest[..(int)(reader.Offset - start)];
        AlgorithmIdentifier algorithm = AlgorithmIdentifier.Read(sequence);
        ReadOnlyMemory<byte> key = sequence.BitStringBytes();
        sequence.End();
        return new PublicKeyInfo(encoded, algorithm, key);
    }

    /// <summary>Key identifier of RFC 5280 section 4.2.1.2 method 1: SHA-1 of the BIT STRING contents, 20 bytes.</summary>
    public byte[] ComputeKeyIdentifier() =>
        HashAlgorithms.Hash(System.Security.Cryptography.HashAlgorithmName.SHA1, SubjectPublicKey.Span);

    /// <summary>The curve that is named by its number in Doc 9303-11 table 4, as chips name it; null for any other algorithm.</summary>
    private static EcCurve? StandardCurve(AlgorithmIdentifier algorithm)
    {
        if (algorithm is not { Oid: Oids.StandardisedDomainParameters, Parameters: { } number }
            || StandardGroups.CurveOid(new Asn1Reader(number, "standardizedDomainParameters").Int32()) is not { } oid)
        {
            return null;
        }

        System.Formats.Asn1.AsnWriter writer = new(System.Formats.Asn1.AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(oid);
        return EcCurve.Read(writer.Encode());
    }

    /// <summary>Same bytes.</summary>
    public bool Equals(PublicKeyInfo? other) => other is not null && Encoded.Span.SequenceEqual(other.Encoded.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PublicKeyInfo);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Encoded.Span);
        return hash.ToHashCode();
    }

    /// <summary>Kind and size, such as "Rsa 2048" or "Ec secp256r1".</summary>
    public override string ToString() => Ec is { } ec ? $"Ec {ec.Curve.Name}" : $"{Kind} {KeySizeBits}";
}
