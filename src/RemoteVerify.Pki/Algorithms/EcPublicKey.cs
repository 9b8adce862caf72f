using System.Security.Cryptography;

namespace RemoteVerify.Pki.Algorithms;

/// <summary>A point on a curve.</summary>
/// <param name="Curve">The curve.</param>
/// <param name="EncodedPoint">The point as received (SEC 1 section 2.3.3).</param>
public sealed record EcPublicKey(EcCurve Curve, ReadOnlyMemory<byte> EncodedPoint)
{
    /// <summary>The key as the base library wants it; null when the point is not an uncompressed one or the curve is not supported.</summary>
    public ECParameters? ToLibraryParameters()
    {
        if (!Curve.IsSupported)
        {
            return null;
        }

        ReadOnlySpan<byte> point = EncodedPoint.Span;
        int length = Curve.FieldBytes;
        if (point.Length == 1 + (2 * length) && point[0] == 4)
        {
            return new ECParameters
            {
                Curve = Curve.ToLibraryCurve(),
                Q = new ECPoint { X = point.Slice(1, length).ToArray(), Y = point[(1 + length)..].ToArray() },
            };
        }

        return Decompress();
    }

    private ECParameters? Decompress()
    {
        ExplicitEcCurve? numbers = Curve.Explicit ?? (Curve.Oid is { } oid ? NamedCurveNumbers.Of(oid) : null);
        if (numbers is null || EcPoint.Decode(EncodedPoint.Span, numbers.Prime, numbers.A, numbers.B) is not { } point)
        {
            return null;
        }

        return new ECParameters
        {
            Curve = Curve.ToLibraryCurve(),
            Q = new ECPoint { X = EcPoint.ToBytes(point.X, Curve.FieldBytes), Y = EcPoint.ToBytes(point.Y, Curve.FieldBytes) },
        };
    }
}
