// Adi Shamir, "How to share a secret", Communications of the ACM 22 (1979) 612-613, byte by byte over GF(2^8): the secret is the value at 0 of a random
// polynomial of degree k - 1, a share its value at 1 to n. Fewer than k shares fit every secret equally well.
using System.Security.Cryptography;

namespace RemoteVerify.Storage.Backups.Escrow;

/// <summary>Splits bytes so that any k of n shares give them back and fewer say nothing.</summary>
internal static class SecretSharing
{
    public const int MostShares = 255;

    /// <returns>The shares at 1 to <paramref name="shares"/>; the caller clears them.</returns>
    public static byte[][] Split(ReadOnlySpan<byte> secret, int threshold, int shares)
    {
        byte[] coefficients = RandomNumberGenerator.GetBytes(secret.Length * (threshold - 1));
        try
        {
            return Split(secret, coefficients, threshold, shares);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(coefficients);
        }
    }

    /// <param name="secret">The values at 0.</param>
    /// <param name="coefficients">For each byte those of x, x^2 and so on.</param>
    /// <param name="threshold">k, at least 2.</param>
    /// <param name="shares">n, at least k.</param>
    internal static byte[][] Split(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> coefficients, int threshold, int shares)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threshold, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(shares, threshold);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shares, MostShares);
        byte[][] all = new byte[shares][];
        for (int x = 1; x <= shares; x++)
        {
            byte[] share = new byte[secret.Length];
            for (int i = 0; i < secret.Length; i++)
            {
                share[i] = At((byte)x, secret[i], coefficients.Slice(i * (threshold - 1), threshold - 1));
            }

            all[x - 1] = share;
        }

        return all;
    }

    /// <summary>The values at 0 of the polynomials through the given points (Lagrange); the caller clears them.</summary>
    /// <param name="points">Different x, none of them 0, and bytes of one length.</param>
    public static byte[] Combine(IReadOnlyList<(byte X, byte[] Y)> points)
    {
        byte[] secret = new byte[points[0].Y.Length];
        for (int i = 0; i < points.Count; i++)
        {
            byte weight = 1;
            for (int j = 0; j < points.Count; j++)
            {
                if (j != i)
                {
                    // In this field minus is plus: x_j / (x_j - x_i).
                    weight = FieldOf256.Multiply(weight, FieldOf256.Multiply(points[j].X, FieldOf256.Invert((byte)(points[j].X ^ points[i].X))));
                }
            }

            for (int b = 0; b < secret.Length; b++)
            {
                secret[b] ^= FieldOf256.Multiply(weight, points[i].Y[b]);
            }
        }

        return secret;
    }

    private static byte At(byte x, byte constant, ReadOnlySpan<byte> coefficients)
    {
        byte value = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            value = FieldOf256.Multiply((byte)(value ^ coefficients[i]), x);
        }

        return (byte)(value ^ constant);
    }
}
