// Scalar multiplication is the platform's (a key pair on the same curve with another generator); one addition and the map to a point are ours.
using System.Numerics;
using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Pki.KeyAgreement;

/// <summary>A prime curve of cofactor one.</summary>
public sealed class EllipticGroup : AgreementGroup
{
    private readonly ECCurve _curve;
    private readonly BigInteger _prime;
    private readonly BigInteger _a;
    private readonly BigInteger _b;
    private readonly BigInteger _order;

    /// <param name="curve">Explicit numbers, or a name.</param>
    /// <exception cref="CryptographicException">The platform does not take the curve, or its cofactor is not one.</exception>
    public EllipticGroup(ECCurve curve)
    {
        if (curve.IsNamed)
        {
            using ECDiffieHellman any = ECDiffieHellman.Create(curve);
            curve = any.ExportExplicitParameters(includePrivateParameters: false).Curve;
        }

        curve.Seed = null;
        curve.Hash = null;
        if (Number(curve.Cofactor) is { IsOne: false })
        {
            throw new CryptographicException("A cofactor other than one is not used here.");
        }

        _curve = curve;
        _prime = Number(curve.Prime);
        _a = Number(curve.A);
        _b = Number(curve.B);
        _order = Number(curve.Order);
    }

    public override bool IsElliptic => true;

    public override int SizeBits => (int)_prime.GetBitLength();

    public override int StrengthBits => SizeBits / 2;

    public override bool HasIntegratedMapping => (int)(_prime % 4) == 3;

    public override int PublicKeyBytes => 1 + (2 * FieldBytes);

    public override byte[] EncodedGenerator => Encode(_curve.G);

    /// <summary>Order of the generator.</summary>
    public BigInteger Order => _order;

    internal BigInteger Prime => _prime;

    /// <summary>Discriminant 0: no curve.</summary>
    internal bool IsSingular => Modulo((4 * _a * _a * _a) + (27 * _b * _b)).IsZero;

    /// <summary>(n - 1)G = -G.</summary>
    internal bool GeneratorHasOrder =>
        IsPublicKey(EncodedGenerator)
        && Multiply(_curve.G, (_order - BigInteger.One).ToByteArray(isUnsigned: true, isBigEndian: true)) is { } last
        && Number(last.X) == Number(_curve.G.X) && Modulo(Number(last.Y) + Number(_curve.G.Y)).IsZero;

    private int FieldBytes => _curve.Prime!.Length;

    public override AgreementKeyPair Generate()
    {
        using ECDiffieHellman pair = ECDiffieHellman.Create(_curve);
        ECParameters parameters = pair.ExportExplicitParameters(includePrivateParameters: true);
        return new AgreementKeyPair(parameters.D!, Encode(parameters.Q));
    }

    public override byte[]? PublicOf(ReadOnlySpan<byte> privateKey) => Multiply(_curve.G, privateKey) is { } point ? Encode(point) : null;

    public override bool IsPublicKey(ReadOnlySpan<byte> publicKey) => Decode(publicKey) is not null;

    public override byte[]? Agree(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> otherPublicKey) =>
        Decode(otherPublicKey) is { } other ? Multiply(other, privateKey)?.X : null;

    public override byte[]? Multiply(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> scalar) =>
        Decode(publicKey) is { } point && Multiply(point, scalar) is { } product ? Encode(product) : null;

    public override AgreementGroup? MapGeneric(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> otherPublicKey) =>
        Decode(otherPublicKey) is { } other && Multiply(other, privateKey) is { } shared && Multiply(_curve.G, nonce) is { } scaled
            && Add(scaled, shared) is { } generator
            ? WithGenerator(generator)
            : null;

    public override AgreementGroup? MapIntegrated(ReadOnlySpan<byte> pseudoRandom) =>
        HasIntegratedMapping && PointMap.Map(Number(pseudoRandom) % _prime, _prime, _a, _b) is { } point ? WithGenerator(ToLibrary(point)) : null;

    public override bool HasSameElements(AgreementGroup other) =>
        other is EllipticGroup curve && curve._prime == _prime && curve._a == _a && curve._b == _b && curve._order == _order;

    /// <summary>The key in the platform's form; null when it is no point of the curve.</summary>
    internal ECPoint? Decode(ReadOnlySpan<byte> encoded) =>
        encoded.Length == PublicKeyBytes && EcPoint.Decode(encoded, _prime, _a, _b) is { } point ? ToLibrary(point) : null;

    private static byte[] Encode(ECPoint point) => [4, .. point.X!, .. point.Y!];

    private EllipticGroup WithGenerator(ECPoint generator)
    {
        ECCurve curve = _curve;
        curve.G = generator;
        return new EllipticGroup(curve);
    }

    private ECPoint? Multiply(ECPoint point, ReadOnlySpan<byte> scalar)
    {
        BigInteger reduced = Number(scalar) % _order;
        if (reduced.IsZero)
        {
            return null;
        }

        byte[] padded = EcPoint.ToBytes(reduced, _curve.Order!.Length);
        try
        {
            ECCurve curve = _curve;
            curve.G = point;
            using ECDiffieHellman pair = ECDiffieHellman.Create(new ECParameters { Curve = curve, D = padded });
            return pair.ExportExplicitParameters(includePrivateParameters: false).Q;
        }
        catch (CryptographicException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(padded);
        }
    }

    /// <summary>The sum of two points with different x; null when they share it, which honest ends never meet.</summary>
    private ECPoint? Add(ECPoint left, ECPoint right)
    {
        BigInteger x1 = Number(left.X), y1 = Number(left.Y), x2 = Number(right.X), y2 = Number(right.Y);
        if (x1 == x2)
        {
            return null;
        }

        BigInteger slope = Modulo((y2 - y1) * BigInteger.ModPow(Modulo(x2 - x1), _prime - 2, _prime));
        BigInteger x = Modulo((slope * slope) - x1 - x2);
        return ToLibrary(new EcPoint(x, Modulo((slope * (x1 - x)) - y1)));
    }

    private ECPoint ToLibrary(EcPoint point) => new() { X = EcPoint.ToBytes(point.X, FieldBytes), Y = EcPoint.ToBytes(point.Y, FieldBytes) };

    private BigInteger Modulo(BigInteger value) => ((value % _prime) + _prime) % _prime;

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
