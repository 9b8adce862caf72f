using System.Numerics;
using RemoteVerify.Pki.Asn1;

namespace RemoteVerify.Pki.Algorithms;

/// <summary>RSAPublicKey of RFC 8017 appendix A.1.1.</summary>
/// <param name="Modulus">n, positive.</param>
/// <param name="Exponent">e, positive.</param>
public sealed record RsaPublicKey(BigInteger Modulus, BigInteger Exponent)
{
    /// <summary>Larger moduli are refused before any arithmetic.</summary>
    public const int MaxModulusBits = 16384;

    /// <summary>Larger exponents are refused before any arithmetic (FIPS 186-5 section 5.1 allows up to 256 bits).</summary>
    public const int MaxExponentBits = 256;

    // Size squared times exponent: 4096 bits with the longest exponent, or 8192 bits with 65537; some ten milliseconds.
    private const double MaxOwnArithmetic = 4096.0 * 4096 * MaxExponentBits;

    /// <summary>Size of the modulus in bits.</summary>
    public int ModulusBits => (int)Modulus.GetBitLength();

    /// <summary>Size of the modulus, and so of every signature, in bytes.</summary>
    public int ModulusBytes => (ModulusBits + 7) / 8;

    /// <summary>
    /// Reads the contents of a subjectPublicKey. A modulus without the leading zero octet that DER asks for is read as
    /// the positive number it was meant to be: certificates of a national identity card were issued so, and their
    /// signatures stand.
    /// </summary>
    /// <exception cref="PkiFormatException">It is not an RSA key, or its numbers are not positive.</exception>
    public static RsaPublicKey Read(ReadOnlyMemory<byte> der)
    {
        Asn1Reader reader = new(der, "RSAPublicKey");
        Asn1Reader sequence = reader.Sequence();
        BigInteger modulus = new(sequence.IntegerBytes().Span, isUnsigned: true, isBigEndian: true);
        BigInteger exponent = sequence.Integer();
        sequence.End();
        reader.End();
        return modulus.Sign > 0 && exponent.Sign > 0
            ? new RsaPublicKey(modulus, exponent)
            : throw reader.Fail("modulus and exponent must be positive");
    }

    /// <summary>
    /// RSAVP1 of RFC 8017 section 5.2.2: the encoded message, as long as the modulus; null when the signature is not
    /// below the modulus or the key is beyond the limits.
    /// </summary>
    public byte[]? Recover(ReadOnlySpan<byte> signature)
    {
        if (ModulusBits > MaxModulusBits || Exponent.GetBitLength() > MaxExponentBits
            || (double)ModulusBits * ModulusBits * Exponent.GetBitLength() > MaxOwnArithmetic)
        {
            return null;
        }

        BigInteger s = new(signature, isUnsigned: true, isBigEndian: true);
        if (s >= Modulus)
        {
            return null;
        }

        byte[] message = new byte[ModulusBytes];
        byte[] minimal = BigInteger.ModPow(s, Exponent, Modulus).ToByteArray(isUnsigned: true, isBigEndian: true);
        minimal.CopyTo(message.AsSpan(message.Length - minimal.Length));
        return message;
    }
}
