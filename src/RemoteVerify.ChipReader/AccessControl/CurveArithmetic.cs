// Generic mapping needs s*G + H with both coordinates, which the base library does not offer as such (Doc 9303-11 appendix B).
using System.Numerics;
using System.Security.Cryptography;

namespace RemoteVerify.ChipReader.AccessControl;

/// <summary>Points of a prime curve. The library multiplies (a key pair on the same curve with another generator); one addition is ours.</summary>
internal static class CurveArithmetic
{
    /// <summary>The numbers of a named curve.</summary>
    public static ECCurve Explicit(string oid)
    {
        using ECDiffieHellman any = ECDiffieHellman.Create(ECCurve.CreateFromValue(oid));
        ECCurve curve = any.ExportExplicitParameters(includePrivateParameters: false).Curve;
        curve.Seed = null;
        curve.Hash = null;
        return curve;
    }

    public static ECCurve WithGenerator(ECCurve curve, ECPoint generator)
    {
        curve.G = generator;
        return curve;
    }

    /// <summary>A fresh scalar and its point.</summary>
    public static (byte[] Scalar, ECPoint Point) Generate(ECCurve curve)
    {
        using ECDiffieHellman pair = ECDiffieHellman.Create(curve);
        ECParameters parameters = pair.ExportExplicitParameters(includePrivateParameters: true);
        return (parameters.D!, parameters.Q);
    }

    /// <summary>The point times the scalar; null when the point is not on the curve or the result is no point.</summary>
    public static ECPoint? Multiply(ECCurve curve, ECPoint point, ReadOnlySpan<byte> scalar)
    {
        try
        {
            byte[] padded = new byte[Math.Max(curve.Order!.Length, scalar.Length)];
            scalar.CopyTo(padded.AsSpan(padded.Length - scalar.Length));
            using ECDiffieHellman pair = ECDiffieHellman.Create(new ECParameters { Curve = WithGenerator(curve, point), D = padded });
            CryptographicOperations.ZeroMemory(padded);
            return pair.ExportExplicitParameters(includePrivateParameters: false).Q;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The sum of two points with different x; null when they share it, which honest ends never meet.</summary>
    public static ECPoint? Add(ECCurve curve, ECPoint left, ECPoint right)
    {
        BigInteger p = Number(curve.Prime!), x1 = Number(left.X!), y1 = Number(left.Y!), x2 = Number(right.X!), y2 = Number(right.Y!);
        if (x1 == x2)
        {
            return null;
        }

        BigInteger slope = Mod((y2 - y1) * BigInteger.ModPow(Mod(x2 - x1, p), p - 2, p), p);
        BigInteger x = Mod((slope * slope) - x1 - x2, p);
        BigInteger y = Mod((slope * (x1 - x)) - y1, p);
        return new ECPoint { X = Bytes(x, curve.Prime!.Length), Y = Bytes(y, curve.Prime.Length) };
    }

    /// <summary>Uncompressed: 04 | x | y.</summary>
    public static byte[] Encode(ECPoint point) => [4, .. point.X!, .. point.Y!];

    /// <summary>Null when it is not an uncompressed point of this field.</summary>
    public static ECPoint? Decode(ECCurve curve, ReadOnlySpan<byte> encoded)
    {
        int length = curve.Prime!.Length;
        return encoded.Length == 1 + (2 * length) && encoded[0] == 4
            ? new ECPoint { X = encoded.Slice(1, length).ToArray(), Y = encoded[(1 + length)..].ToArray() }
            : null;
    }

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static BigInteger Mod(BigInteger value, BigInteger p) => ((value % p) + p) % p;

    private static byte[] Bytes(BigInteger value, int length)
    {
        byte[] minimal = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] padded = new byte[length];
        minimal.CopyTo(padded.AsSpan(length - minimal.Length));
        return padded;
    }
}
