// ISO/IEC 9796-2:2002 digital signature scheme 1 with partial message recovery, as ICAO Doc 9303-11 clause 6.1 uses it:
// F = 6A | M1 | H(M1 | M2) | trailer, where M2 is the challenge and the trailer is BC (SHA-1) or the hash's number and CC.
using System.Numerics;
using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.IdDocument.ChipAuthentication;

/// <summary>Message recovery for RSA answers.</summary>
public static class Iso9796
{
    private const byte PartialRecoveryHeader = 0x6A;

    /// <summary>Opens a signature: s^e mod n, or its complement when that is the one that ends in C (clause 8.3 of the standard).</summary>
    /// <returns>The recovered message of the modulus' length; null when the signature is not below the modulus.</returns>
    public static byte[]? Recover(RsaPublicKey key, ReadOnlySpan<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Recover(signature) is not { } message)
        {
            return null;
        }

        if (message.Length == 0 || (message[^1] & 0x0F) == 0x0C)
        {
            return message;
        }

        BigInteger complement = key.Modulus - new BigInteger(message, isUnsigned: true, isBigEndian: true);
        byte[] minimal = complement.ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] padded = new byte[message.Length];
        minimal.CopyTo(padded.AsSpan(padded.Length - minimal.Length));
        return padded;
    }

    /// <summary>Holds a recovered message against the challenge that was not in it.</summary>
    /// <returns>The hash that was used, or null when the message is not built as it should be or the hash differs.</returns>
    public static HashAlgorithmName? Verify(ReadOnlySpan<byte> recovered, ReadOnlySpan<byte> challenge)
    {
        if (recovered.Length < 2 || recovered[0] != PartialRecoveryHeader)
        {
            return null;
        }

        (HashAlgorithmName Name, int TrailerBytes)? trailer = recovered[^1] switch
        {
            0xBC => (HashAlgorithmName.SHA1, 1),
            0xCC => FromNumber(recovered[^2]) is { } name ? (name, 2) : null,
            _ => null,
        };
        if (trailer is not { } found)
        {
            return null;
        }

        int hashBytes = HashAlgorithms.LengthOf(found.Name);
        int end = recovered.Length - found.TrailerBytes;
        if (end - hashBytes < 1)
        {
            return null;
        }

        byte[] expected = HashAlgorithms.Hash(found.Name, [.. recovered[1..(end - hashBytes)], .. challenge]);
        return expected.AsSpan().SequenceEqual(recovered[(end - hashBytes)..end]) ? found.Name : null;
    }

    /// <summary>Hash numbers of ISO/IEC 10118-3.</summary>
    private static HashAlgorithmName? FromNumber(byte number) => number switch
    {
        0x33 => HashAlgorithmName.SHA1,
        0x34 => HashAlgorithmName.SHA256,
        0x35 => HashAlgorithmName.SHA512,
        0x36 => HashAlgorithmName.SHA384,
        0x38 => HashAlgorithms.Sha224,
        _ => null,
    };
}
