// NIST SP 800-38B (CMAC) with AES; not in the base library of .NET 10.
using System.Security.Cryptography;

namespace RemoteVerify.Pki.SessionKeys;

/// <summary>The message authentication code of AES secure messaging.</summary>
public static class AesCmac
{
    private const int BlockBytes = 16;

    /// <summary>Computes the full 16-byte tag.</summary>
    public static byte[] Compute(byte[] key, ReadOnlySpan<byte> message)
    {
        using Aes aes = Aes.Create();
        aes.Key = key;
        Span<byte> subkey = stackalloc byte[BlockBytes];
        subkey.Clear();
        aes.EncryptEcb(subkey, subkey, PaddingMode.None);
        Double(subkey);
        int full = message.Length == 0 ? 0 : (message.Length - 1) / BlockBytes;
        ReadOnlySpan<byte> last = message[(full * BlockBytes)..];
        Span<byte> block = stackalloc byte[BlockBytes];
        block.Clear();
        last.CopyTo(block);
        if (last.Length < BlockBytes)
        {
            block[last.Length] = 0x80;
            Double(subkey);
        }

        Xor(block, subkey);
        Span<byte> state = stackalloc byte[BlockBytes];
        state.Clear();
        for (int i = 0; i < full; i++)
        {
            Xor(state, message.Slice(i * BlockBytes, BlockBytes));
            aes.EncryptEcb(state, state, PaddingMode.None);
        }

        Xor(state, block);
        aes.EncryptEcb(state, state, PaddingMode.None);
        CryptographicOperations.ZeroMemory(subkey);
        return state.ToArray();
    }

    /// <summary>Multiplies by x in GF(2^128) with the polynomial of SP 800-38B clause 5.3.</summary>
    private static void Double(Span<byte> block)
    {
        int carry = 0;
        for (int i = block.Length - 1; i >= 0; i--)
        {
            int value = (block[i] << 1) | carry;
            carry = value >> 8;
            block[i] = (byte)value;
        }

        if (carry != 0)
        {
            block[^1] ^= 0x87;
        }
    }

    private static void Xor(Span<byte> target, ReadOnlySpan<byte> other)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] ^= other[i];
        }
    }
}
