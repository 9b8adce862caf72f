// ICAO Doc 9303-11 clause 4.4.3.3.2 (integrated mapping, the function R(s, t)).
using System.Security.Cryptography;
using RemoteVerify.Pki.SessionKeys;

namespace RemoteVerify.ChipReader.AccessControl;

/// <summary>Stretches the two nonces of the integrated mapping to more bits than the prime has.</summary>
internal static class PseudoRandomFunction
{
    private const int ExtraBits = 64;

    private static readonly byte[] Short0 = Convert.FromHexString("A668892A7C41E3CA739F40B057D85904");
    private static readonly byte[] Short1 = Convert.FromHexString("A4E136AC725F738B01C1F60217C188AD");
    private static readonly byte[] Long0 = Convert.FromHexString("D463D65234124EF7897054986DCA0A174E28DF758CBAA03F240616414D5A1676");
    private static readonly byte[] Long1 = Convert.FromHexString("54BD7255F0AAF831BEC3423FCF39D69B6CBF066677D0FAAE5AADD99DF8E53517");

    /// <summary>Bytes of the chip's nonce s: the cipher's key rounded up to whole blocks of 128 bits.</summary>
    public static int NonceBytes(SessionCipher cipher) => cipher is SessionCipher.Aes192 or SessionCipher.Aes256 ? 32 : 16;

    /// <summary>Bytes of the terminal's nonce t: the cipher's key.</summary>
    public static int KeyBytes(SessionCipher cipher) => cipher switch { SessionCipher.Aes192 => 24, SessionCipher.Aes256 => 32, _ => 16 };

    /// <summary>R(s, t), at least 64 bits longer than the prime; null when a nonce has the wrong length.</summary>
    public static byte[]? Compute(SessionCipher cipher, ReadOnlySpan<byte> s, ReadOnlySpan<byte> t, int primeBits)
    {
        int length = NonceBytes(cipher), keyBytes = KeyBytes(cipher);
        if (s.Length != length || t.Length != keyBytes)
        {
            return null;
        }

        (byte[] zero, byte[] one) = length == 32 ? (Long0, Long1) : (Short0, Short1);
        int blocks = (primeBits + ExtraBits + (length * 8) - 1) / (length * 8);
        byte[] result = new byte[blocks * length];
        byte[] key = Encrypt(cipher, t, s);
        for (int i = 0; i < blocks; i++)
        {
            Encrypt(cipher, key.AsSpan(0, keyBytes), one).CopyTo(result.AsSpan(i * length));
            byte[] next = Encrypt(cipher, key.AsSpan(0, keyBytes), zero);
            CryptographicOperations.ZeroMemory(key);
            key = next;
        }

        CryptographicOperations.ZeroMemory(key);
        return result;
    }

    private static byte[] Encrypt(SessionCipher cipher, ReadOnlySpan<byte> key, ReadOnlySpan<byte> blocks)
    {
        using MessageKeys keys = new(cipher, key.ToArray(), []);
        return keys.EncryptBlocks(blocks);
    }
}
