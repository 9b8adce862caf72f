using System.Numerics;
using System.Security.Cryptography;
using RemoteVerify.Pki.Asn1;

namespace RemoteVerify.Pki.Algorithms;

/// <summary>An elliptic curve over a prime field: by object identifier, or by its numbers as Doc 9303-12 requires.</summary>
/// <param name="Oid">Dotted object identifier; null for explicit parameters.</param>
/// <param name="FieldBits">Size of the field; 0 when the named curve is not known here.</param>
/// <param name="Explicit">The numbers; null for a named curve.</param>
public sealed record EcCurve(string? Oid, int FieldBits, ExplicitEcCurve? Explicit)
{
    private static readonly Dictionary<string, (string Name, int Bits)> Named = new()
    {
        ["1.2.840.10045.3.1.1"] = ("secp192r1", 192),
        ["1.3.132.0.33"] = ("secp224r1", 224),
        [Oids.NistP256] = ("secp256r1", 256),
        [Oids.NistP384] = ("secp384r1", 384),
        [Oids.NistP521] = ("secp521r1", 521),
        ["1.3.132.0.10"] = ("secp256k1", 256),
        ["1.3.36.3.3.2.8.1.1.1"] = ("brainpoolP160r1", 160),
        ["1.3.36.3.3.2.8.1.1.3"] = ("brainpoolP192r1", 192),
        ["1.3.36.3.3.2.8.1.1.5"] = ("brainpoolP224r1", 224),
        ["1.3.36.3.3.2.8.1.1.7"] = ("brainpoolP256r1", 256),
        ["1.3.36.3.3.2.8.1.1.9"] = ("brainpoolP320r1", 320),
        ["1.3.36.3.3.2.8.1.1.11"] = ("brainpoolP384r1", 384),
        ["1.3.36.3.3.2.8.1.1.13"] = ("brainpoolP512r1", 512),
    };

    /// <summary>Name as OpenSSL writes it, or "explicit", or the object identifier of an unknown curve.</summary>
    public string Name => Oid is null ? "explicit" : Named.TryGetValue(Oid, out (string Name, int Bits) known) ? known.Name : Oid;

    /// <summary>Whether signatures on it can be judged here.</summary>
    public bool IsSupported => FieldBits > 0;

    /// <summary>Length of a coordinate in bytes.</summary>
    public int FieldBytes => (FieldBits + 7) / 8;

    /// <summary>The named curves over a field of this size.</summary>
    internal static IEnumerable<string> OidsOfSize(int bits) => Named.Where(curve => curve.Value.Bits == bits).Select(curve => curve.Key);

    /// <summary>Reads ECParameters of RFC 3279 section 2.3.5 (a name, or the numbers of a prime field).</summary>
    /// <exception cref="PkiFormatException">They are neither.</exception>
    public static EcCurve Read(ReadOnlyMemory<byte> parameters)
    {
        Asn1Reader reader = new(parameters, "ECParameters");
        if (reader.NextIs(System.Formats.Asn1.Asn1Tag.ObjectIdentifier))
        {
            string oid = reader.ObjectIdentifier();
            return new EcCurve(oid, Named.TryGetValue(oid, out (string Name, int Bits) known) ? known.Bits : 0, null);
        }

        ExplicitEcCurve? numbers = ExplicitEcCurve.Read(reader.Sequence());
        return new EcCurve(null, numbers is null ? 0 : (int)numbers.Prime.GetBitLength(), numbers);
    }

    /// <summary>The curve as the base library wants it.</summary>
    public ECCurve ToLibraryCurve() => Oid is not null ? ECCurve.CreateFromValue(Oid)
        : Explicit?.ToLibraryCurve() ?? throw new NotSupportedException("The curve is not over a prime field.");

    /// <summary>The prime of the field; null for a named curve, whose numbers the base library keeps.</summary>
    public BigInteger? ExplicitPrime => Explicit?.Prime;
}
