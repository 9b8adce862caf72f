using System.Collections.Concurrent;
using System.Numerics;
using System.Security.Cryptography;

namespace RemoteVerify.Pki.Algorithms;

/// <summary>The numbers of the named curves, asked of the platform once each.</summary>
internal static class NamedCurveNumbers
{
    private static readonly ConcurrentDictionary<string, ExplicitEcCurve?> Known = new();

    /// <summary>Null when the platform does not know the curve.</summary>
    public static ExplicitEcCurve? Of(string oid) => Known.GetOrAdd(oid, Ask);

    /// <summary>The curve whose every number is that of <paramref name="curve"/>; a cofactor that was not stated reads as 1, which all of them have.</summary>
    public static string? OidOf(ExplicitEcCurve curve)
    {
        long bits = curve.Prime.GetBitLength();
        foreach (string oid in EcCurve.OidsOfSize((int)bits))
        {
            if (Of(oid) == curve)
            {
                return oid;
            }
        }

        return null;
    }

    private static ExplicitEcCurve? Ask(string oid)
    {
        try
        {
            using ECDsa any = ECDsa.Create(ECCurve.CreateFromValue(oid));
            ECCurve curve = any.ExportExplicitParameters(includePrivateParameters: false).Curve;
            return new ExplicitEcCurve(
                Number(curve.Prime), Number(curve.A), Number(curve.B), Number(curve.G.X), Number(curve.G.Y), Number(curve.Order), Number(curve.Cofactor));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static BigInteger Number(byte[]? bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
