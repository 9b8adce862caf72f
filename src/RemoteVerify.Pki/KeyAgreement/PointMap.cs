// ICAO Doc 9303-11 appendix B.2 (point encoding for the ECDH integrated mapping, implementation for affine coordinates).
using System.Numerics;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Pki.KeyAgreement;

/// <summary>The map from a field element to a point whose discrete logarithm nobody knows.</summary>
internal static class PointMap
{
    /// <summary>Null for the few elements that have no image. The prime is of the form 4k + 3 and the cofactor one.</summary>
    /// <param name="t">The field element.</param>
    public static EcPoint? Map(BigInteger t, BigInteger prime, BigInteger a, BigInteger b)
    {
        BigInteger alpha = Modulo(-(t * t));
        BigInteger sum = Modulo(alpha + (alpha * alpha));
        if (sum.IsZero)
        {
            return null;
        }

        BigInteger x2 = Modulo(-b * Inverse(a) % prime * (BigInteger.One + Inverse(sum)));
        BigInteger x3 = Modulo(alpha * x2);
        BigInteger h2 = Modulo((BigInteger.ModPow(x2, 3, prime) + (a * x2)) + b);
        BigInteger u = Modulo(BigInteger.ModPow(t, 3, prime) * h2);
        BigInteger root = BigInteger.ModPow(h2, prime - BigInteger.One - ((prime + BigInteger.One) / 4), prime);
        return Modulo(root * root * h2).IsOne
            ? new EcPoint(x2, Modulo(root * h2))
            : new EcPoint(x3, Modulo(root * u));

        BigInteger Modulo(BigInteger value) => ((value % prime) + prime) % prime;

        BigInteger Inverse(BigInteger value) => BigInteger.ModPow(Modulo(value), prime - 2, prime);
    }
}
