// ISO/IEC 9797-1 MAC algorithm 3 with DES, padding method 2 done by the caller (Doc 9303-11 clause 9.8.6.1).
using System.Security.Cryptography;

namespace RemoteVerify.Pki.SessionKeys;

/// <summary>The message authentication code of Triple DES secure messaging.</summary>
public static class RetailMac
{
    /// <summary>Computes the 8-byte tag over a message that is already padded to blocks of eight.</summary>
    /// <param name="key">16 bytes: the first half chains, the second closes.</param>
    public static byte[] Compute(byte[] key, ReadOnlySpan<byte> padded)
    {
        if (padded.Length % 8 != 0 || padded.Length == 0)
        {
            throw new ArgumentException("whole blocks expected", nameof(padded));
        }

        using DES first = DES.Create();
        using DES second = DES.Create();
        first.Key = key[..8];
        second.Key = key[8..16];
        Span<byte> state = first.EncryptCbc(padded, new byte[8], PaddingMode.None).AsSpan()[^8..];
        byte[] opened = second.DecryptEcb(state, PaddingMode.None);
        return first.EncryptEcb(opened, PaddingMode.None);
    }
}
