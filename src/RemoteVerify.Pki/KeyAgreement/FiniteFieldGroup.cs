// PKCS#3 and RFC 2631 (X9.42) Diffie-Hellman; ICAO Doc 9303-11 clause 4.4.3.3 for the mappings.
using System.Numerics;
using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Pki.KeyAgreement;

/// <summary>
/// A multiplicative group modulo a prime. The platform has none, so the powers are <see cref="BigInteger"/>'s: not of constant time and
/// not overwritten afterwards, which is borne because the keys live for one session.
/// </summary>
public sealed class FiniteFieldGroup : AgreementGroup
{
    /// <summary>Larger primes are refused before any arithmetic.</summary>
    public const int MaxBits = 4096;

    private readonly BigInteger _prime;
    private readonly BigInteger _generator;
    private readonly BigInteger? _order;

    /// <param name="order">Order of the generator; null when it was not given (PKCS#3).</param>
    public FiniteFieldGroup(BigInteger prime, BigInteger generator, BigInteger? order)
    {
        if (prime.IsEven || prime.GetBitLength() is < 512 or > MaxBits || generator <= BigInteger.One || generator >= prime - BigInteger.One
            || order is { } given && (given.GetBitLength() < 128 || given >= prime))
        {
            throw new ArgumentException("the numbers are no group", nameof(prime));
        }

        _prime = prime;
        _generator = generator;
        _order = order;
    }

    public override bool IsElliptic => false;

    public override int SizeBits => (int)_prime.GetBitLength();

    public override int StrengthBits => SizeBits switch { >= 3072 => 128, >= 2048 => 112, >= 1024 => 80, _ => 0 };

    public override bool HasIntegratedMapping => _order is not null;

    public override int PublicKeyBytes => (SizeBits + 7) / 8;

    public override byte[] EncodedGenerator => EcPoint.ToBytes(_generator, PublicKeyBytes);

    /// <summary>Order of the generator, when it was given.</summary>
    public BigInteger? Order => _order;

    public BigInteger Prime => _prime;

    public BigInteger Generator => _generator;

    public override AgreementKeyPair Generate()
    {
        // Without a known order: an exponent of 512 bits, twice the strength of any group that is taken here and more.
        int bytes = _order is { } order ? (int)((order.GetBitLength() + 7) / 8) : Math.Min(64, PublicKeyBytes - 1);
        while (true)
        {
            byte[] exponent = RandomNumberGenerator.GetBytes(bytes);
            BigInteger number = Number(exponent);
            BigInteger power = BigInteger.ModPow(_generator, number, _prime);

            // A public key without a leading zero, because implementations differ in whether they keep it.
            if (number > BigInteger.One && (_order is null || number < _order) && power.GetBitLength() > (PublicKeyBytes - 1) * 8)
            {
                return new AgreementKeyPair(exponent, EcPoint.ToBytes(power, PublicKeyBytes));
            }

            CryptographicOperations.ZeroMemory(exponent);
        }
    }

    public override byte[]? PublicOf(ReadOnlySpan<byte> privateKey) => Power(_generator, privateKey) is { } power ? EcPoint.ToBytes(power, PublicKeyBytes) : null;

    public override bool IsPublicKey(ReadOnlySpan<byte> publicKey) => Decode(publicKey) is not null;

    public override byte[]? Agree(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> otherPublicKey) => Multiply(otherPublicKey, privateKey);

    public override byte[]? Multiply(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> scalar) =>
        Decode(publicKey) is { } element && Power(element, scalar) is { } power ? EcPoint.ToBytes(power, PublicKeyBytes) : null;

    public override AgreementGroup? MapGeneric(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> otherPublicKey) =>
        Decode(otherPublicKey) is { } other && Power(other, privateKey) is { } shared && Power(_generator, nonce) is { } scaled
            ? WithGenerator(scaled * shared % _prime)
            : null;

    public override AgreementGroup? MapIntegrated(ReadOnlySpan<byte> pseudoRandom) => _order is { } order
        ? WithGenerator(BigInteger.ModPow(Number(pseudoRandom) % _prime, (_prime - BigInteger.One) / order, _prime))
        : null;

    public override bool HasSameElements(AgreementGroup other) =>
        other is FiniteFieldGroup field && field._prime == _prime && (field._order ?? _order) == (_order ?? field._order);

    private FiniteFieldGroup? WithGenerator(BigInteger generator) =>
        generator > BigInteger.One && generator < _prime - BigInteger.One ? new FiniteFieldGroup(_prime, generator, _order) : null;

    private BigInteger? Decode(ReadOnlySpan<byte> encoded)
    {
        if (encoded.IsEmpty || encoded.Length > PublicKeyBytes + 1)
        {
            return null;
        }

        BigInteger element = Number(encoded);
        return element > BigInteger.One && element < _prime - BigInteger.One
            && (_order is not { } order || BigInteger.ModPow(element, order, _prime).IsOne)
            ? element
            : null;
    }

    /// <summary>Null when the result is the neutral element.</summary>
    private BigInteger? Power(BigInteger element, ReadOnlySpan<byte> exponent)
    {
        if (exponent.Length > MaxBits / 8)
        {
            return null;
        }

        BigInteger power = BigInteger.ModPow(element, Number(exponent), _prime);
        return power.IsOne ? null : power;
    }

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
