// What a group of unknown origin must hold before a password is risked in it: ANSI X9.62 clause A.3.2 (curves), FIPS 186-4 appendix A (fields).
using System.Numerics;
using System.Security.Cryptography;

namespace RemoteVerify.Pki.KeyAgreement;

/// <summary>
/// Judges domain parameters that a chip brought itself. In a weak group the other end could find out the password by trying, so nothing
/// is taken on trust; groups of the table need no check.
/// </summary>
public static class DomainParameterCheck
{
    private const int MaxFieldBits = 3072;
    private const int MinFieldBits = 1024;
    private const int MinOrderBits = 160;
    private const int MinCurveBits = 192;
    private const int Rounds = 16;
    private const int MaxEmbeddingDegree = 20;

    /// <summary>True when the numbers form a group of prime order in which logarithms are hard. Takes up to some seconds for 3072 bits.</summary>
    public static bool IsSound(AgreementGroup group) => group switch
    {
        EllipticGroup curve => IsSound(curve),
        FiniteFieldGroup field => IsSound(field),
        _ => false,
    };

    private static bool IsSound(FiniteFieldGroup field) =>
        field.SizeBits is >= MinFieldBits and <= MaxFieldBits && field.Order is { } order && order.GetBitLength() >= MinOrderBits
        && ((field.Prime - BigInteger.One) % order).IsZero && BigInteger.ModPow(field.Generator, order, field.Prime).IsOne
        && IsPrime(order) && IsPrime(field.Prime);

    private static bool IsSound(EllipticGroup curve)
    {
        BigInteger prime = curve.Prime, order = curve.Order;
        BigInteger distance = BigInteger.Abs(order - prime - BigInteger.One);
        if (curve.SizeBits < MinCurveBits || order == prime || distance * distance > 4 * prime || curve.IsSingular || !IsPrime(prime) || !IsPrime(order))
        {
            return false;
        }

        BigInteger power = BigInteger.One;
        for (int degree = 1; degree <= MaxEmbeddingDegree; degree++)
        {
            power = power * prime % order;
            if (power.IsOne)
            {
                return false;
            }
        }

        return curve.GeneratorHasOrder;
    }

    /// <summary>Miller and Rabin with random bases: a composite number passes with probability below 2^-32.</summary>
    private static bool IsPrime(BigInteger number)
    {
        if (number.IsEven || number < 5)
        {
            return false;
        }

        BigInteger odd = number - BigInteger.One;
        int twos = 0;
        while (odd.IsEven)
        {
            odd >>= 1;
            twos++;
        }

        int bytes = (int)(number.GetBitLength() / 8);
        for (int round = 0; round < Rounds; round++)
        {
            BigInteger witness = new BigInteger(RandomNumberGenerator.GetBytes(bytes), isUnsigned: true) + 2;
            if (!Passes(BigInteger.ModPow(witness, odd, number), number, twos))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Passes(BigInteger power, BigInteger number, int twos)
    {
        if (power.IsOne || power == number - BigInteger.One)
        {
            return true;
        }

        for (int i = 1; i < twos; i++)
        {
            power = BigInteger.ModPow(power, 2, number);
            if (power == number - BigInteger.One)
            {
                return true;
            }
        }

        return false;
    }
}
