using System.Numerics;
using System.Security.Cryptography;
using RemoteVerify.Pki.Asn1;

namespace RemoteVerify.Pki.Algorithms;

/// <summary>The numbers of a curve y² = x³ + ax + b over a prime field (SEC 1 appendix C.2, SpecifiedECDomain).</summary>
public sealed record ExplicitEcCurve(
    BigInteger Prime, BigInteger A, BigInteger B, BigInteger GeneratorX, BigInteger GeneratorY, BigInteger Order, BigInteger Cofactor)
{
    /// <summary>Larger fields are refused before any arithmetic.</summary>
    public const int MaxFieldBits = 521;

    /// <summary>Reads the fields of the sequence; null when the field is not prime or too large, which is not an error of form.</summary>
    /// <exception cref="PkiFormatException">The structure is broken.</exception>
    public static ExplicitEcCurve? Read(Asn1Reader sequence)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        sequence.Int32();
        Asn1Reader field = sequence.Sequence();
        if (field.ObjectIdentifier() != Oids.PrimeField)
        {
            return null;
        }

        BigInteger prime = field.Integer();
        if (prime.Sign <= 0 || prime.IsEven || prime.GetBitLength() is < 112 or > MaxFieldBits)
        {
            return null;
        }

        Asn1Reader curve = sequence.Sequence();
        BigInteger a = Unsigned(curve.OctetString());
        BigInteger b = Unsigned(curve.OctetString());
        ReadOnlyMemory<byte> generator = sequence.OctetString();
        BigInteger order = sequence.Integer();
        BigInteger cofactor = sequence.HasData && sequence.NextIs(System.Formats.Asn1.Asn1Tag.Integer) ? sequence.Integer() : BigInteger.One;
        if (a >= prime || b >= prime || order.Sign <= 0 || order.GetBitLength() > MaxFieldBits + 1 || cofactor.Sign <= 0 || cofactor > 256)
        {
            throw sequence.Fail("the numbers of the curve are out of range");
        }

        return EcPoint.Decode(generator.Span, prime, a, b) is { } point
            ? new ExplicitEcCurve(prime, a, b, point.X, point.Y, order, cofactor)
            : throw sequence.Fail("the generator is not a point");
    }

    /// <summary>
    /// The curve as the base library wants it: all coordinates as long as the prime, or the name when every number is that of a
    /// named curve, for which the platform has faster arithmetic.
    /// </summary>
    public ECCurve ToLibraryCurve() => NamedCurveNumbers.OidOf(this) is { } oid ? ECCurve.CreateFromValue(oid) : ToNumbers();

    private ECCurve ToNumbers()
    {
        int length = ((int)Prime.GetBitLength() + 7) / 8;
        return new ECCurve
        {
            CurveType = ECCurve.ECCurveType.PrimeShortWeierstrass,
            Prime = EcPoint.ToBytes(Prime, length),
            A = EcPoint.ToBytes(A, length),
            B = EcPoint.ToBytes(B, length),
            G = new ECPoint { X = EcPoint.ToBytes(GeneratorX, length), Y = EcPoint.ToBytes(GeneratorY, length) },
            Order = Order.ToByteArray(isUnsigned: true, isBigEndian: true),
            Cofactor = Cofactor.ToByteArray(isUnsigned: true, isBigEndian: true),
        };
    }

    private static BigInteger Unsigned(ReadOnlyMemory<byte> bytes) => new(bytes.Span, isUnsigned: true, isBigEndian: true);
}
