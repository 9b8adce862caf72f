using System.Numerics;

namespace RemoteVerify.Pki.Algorithms;

/// <summary>A point in affine coordinates.</summary>
public readonly record struct EcPoint(BigInteger X, BigInteger Y)
{
    // The root costs the square of this number; P-224 has 96, which is the most of all curves in use.
    private const int MaxTwos = 96;

    private const int MaxNonResidue = 48;

    /// <summary>Decodes SEC 1 section 2.3.4 forms 02, 03 and 04; null when it is none of them or not on the curve.</summary>
    public static EcPoint? Decode(ReadOnlySpan<byte> encoded, BigInteger prime, BigInteger a, BigInteger b)
    {
        int length = ((int)prime.GetBitLength() + 7) / 8;
        if (encoded.IsEmpty || encoded[0] is not (2 or 3 or 4) || encoded.Length != 1 + (encoded[0] == 4 ? 2 * length : length))
        {
            return null;
        }

        BigInteger x = new(encoded.Slice(1, length), isUnsigned: true, isBigEndian: true);
        BigInteger square = Modulo((x * x * x) + (a * x) + b, prime);
        if (encoded[0] == 4)
        {
            BigInteger y = new(encoded[(1 + length)..], isUnsigned: true, isBigEndian: true);
            return x < prime && y < prime && Modulo(y * y, prime) == square ? new EcPoint(x, y) : null;
        }

        if (x >= prime || SquareRoot(square, prime) is not { } root)
        {
            return null;
        }

        bool odd = encoded[0] == 3;
        return new EcPoint(x, root.IsEven == odd ? prime - root : root);
    }

    /// <summary>A number as big-endian bytes of this length.</summary>
    internal static byte[] ToBytes(BigInteger value, int length)
    {
        byte[] bytes = new byte[length];
        byte[] minimal = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        minimal.CopyTo(bytes.AsSpan(length - minimal.Length));
        return bytes;
    }

    private static BigInteger Modulo(BigInteger value, BigInteger prime)
    {
        BigInteger rest = value % prime;
        return rest.Sign < 0 ? rest + prime : rest;
    }

    /// <summary>Tonelli and Shanks; null when there is no root (or the modulus is not prime).</summary>
    private static BigInteger? SquareRoot(BigInteger square, BigInteger prime)
    {
        int twos = 0;
        BigInteger odd = prime - 1;
        while (odd.IsEven)
        {
            odd >>= 1;
            twos++;
        }

        if (twos > MaxTwos)
        {
            return null;
        }

        BigInteger nonResidue = 2;
        while (BigInteger.ModPow(nonResidue, (prime - 1) / 2, prime) != prime - 1)
        {
            // A composite modulus may have no such number; a prime has one within the first few (half of them are one).
            if (++nonResidue > MaxNonResidue)
            {
                return null;
            }
        }

        BigInteger c = BigInteger.ModPow(nonResidue, odd, prime);
        BigInteger root = BigInteger.ModPow(square, (odd + 1) / 2, prime);
        BigInteger t = BigInteger.ModPow(square, odd, prime);
        for (int m = twos; t > 1;)
        {
            int i = 0;
            for (BigInteger power = t; power != 1 && i < m; i++)
            {
                power = power * power % prime;
            }

            if (i == m)
            {
                return null;
            }

            BigInteger factor = BigInteger.ModPow(c, BigInteger.One << (m - i - 1), prime);
            root = root * factor % prime;
            c = factor * factor % prime;
            t = t * c % prime;
            m = i;
        }

        return root * root % prime == square ? root : null;
    }
}
