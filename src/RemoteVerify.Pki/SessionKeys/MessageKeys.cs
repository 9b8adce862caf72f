// ICAO Doc 9303-11 clause 9.7.1 (key derivation) and 9.8 (secure messaging).
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RemoteVerify.Pki.SessionKeys;

/// <summary>The two session keys of secure messaging and what is done with them.</summary>
public sealed class MessageKeys : IDisposable
{
    private const uint EncryptionCounter = 1;
    private const uint MacCounter = 2;

    private readonly byte[] _encryption;
    private readonly byte[] _mac;

    public MessageKeys(SessionCipher cipher, byte[] encryption, byte[] mac)
    {
        Cipher = cipher;
        _encryption = encryption;
        _mac = mac;
    }

    public SessionCipher Cipher { get; }

    /// <summary>Block size, which is also the size of the send sequence counter.</summary>
    public int BlockBytes => Cipher == SessionCipher.TripleDes ? 8 : 16;

    public ReadOnlySpan<byte> EncryptionKey => _encryption;

    public ReadOnlySpan<byte> MacKey => _mac;

    /// <summary>Derives both keys from a shared secret.</summary>
    public static MessageKeys Derive(SessionCipher cipher, ReadOnlySpan<byte> secret) =>
        new(cipher, DeriveKey(cipher, secret, EncryptionCounter), DeriveKey(cipher, secret, MacCounter));

    /// <summary>KDF(K, c): SHA-1 for 128-bit keys, SHA-256 for longer ones; Triple DES keys get odd parity.</summary>
    /// <param name="counter">1 encryption, 2 MAC, 3 the password key of PACE.</param>
    public static byte[] DeriveKey(SessionCipher cipher, ReadOnlySpan<byte> secret, uint counter)
    {
        byte[] input = new byte[secret.Length + 4];
        secret.CopyTo(input);
        BinaryPrimitives.WriteUInt32BigEndian(input.AsSpan(secret.Length), counter);
        byte[] hash = cipher is SessionCipher.TripleDes or SessionCipher.Aes128 ? SHA1.HashData(input) : SHA256.HashData(input);
        byte[] key = hash[..(cipher switch { SessionCipher.Aes192 => 24, SessionCipher.Aes256 => 32, _ => 16 })];
        if (cipher == SessionCipher.TripleDes)
        {
            for (int i = 0; i < key.Length; i++)
            {
                key[i] = (byte)((key[i] & 0xFE) | (1 ^ (System.Numerics.BitOperations.PopCount((uint)key[i] & 0xFE) & 1)));
            }
        }

        CryptographicOperations.ZeroMemory(input);
        CryptographicOperations.ZeroMemory(hash);
        return key;
    }

    /// <summary>The 8-byte checksum over the counter and the data objects (padding is added here).</summary>
    public byte[] Checksum(ReadOnlySpan<byte> counter, ReadOnlySpan<byte> dataObjects)
    {
        byte[] padded = Pad([.. counter, .. dataObjects], BlockBytes);
        return Cipher == SessionCipher.TripleDes ? RetailMac.Compute(_mac, padded) : AesCmac.Compute(_mac, padded)[..8];
    }

    /// <summary>Encrypts data (padding is added here).</summary>
    public byte[] Encrypt(ReadOnlySpan<byte> counter, ReadOnlySpan<byte> plain)
    {
        using SymmetricAlgorithm cipher = CreateCipher();
        return cipher.EncryptCbc(Pad(plain, BlockBytes), InitialVector(cipher, counter), PaddingMode.None);
    }

    /// <summary>Decrypts and removes the padding; null when length or padding is wrong.</summary>
    public byte[]? Decrypt(ReadOnlySpan<byte> counter, ReadOnlySpan<byte> encrypted)
    {
        if (encrypted.Length == 0 || encrypted.Length % BlockBytes != 0)
        {
            return null;
        }

        using SymmetricAlgorithm cipher = CreateCipher();
        byte[] padded = cipher.DecryptCbc(encrypted, InitialVector(cipher, counter), PaddingMode.None);
        int end = padded.AsSpan().LastIndexOfAnyExcept((byte)0);
        return end >= 0 && padded[end] == 0x80 ? padded[..end] : null;
    }

    /// <summary>An authentication token: over the data alone, and for AES without padding (clause 4.4.3.4).</summary>
    public byte[] Token(ReadOnlySpan<byte> data) =>
        Cipher == SessionCipher.TripleDes ? RetailMac.Compute(_mac, Pad(data, 8)) : AesCmac.Compute(_mac, data)[..8];

    /// <summary>Encrypts whole blocks with a zero vector and no padding, as access control does.</summary>
    public byte[] EncryptBlocks(ReadOnlySpan<byte> blocks)
    {
        using SymmetricAlgorithm cipher = CreateCipher();
        return cipher.EncryptCbc(blocks, new byte[BlockBytes], PaddingMode.None);
    }

    /// <summary>Undoes <see cref="EncryptBlocks"/>.</summary>
    public byte[] DecryptBlocks(ReadOnlySpan<byte> blocks)
    {
        using SymmetricAlgorithm cipher = CreateCipher();
        return cipher.DecryptCbc(blocks, new byte[BlockBytes], PaddingMode.None);
    }

    /// <summary>ISO/IEC 9797-1 padding method 2.</summary>
    public static byte[] Pad(ReadOnlySpan<byte> data, int blockBytes)
    {
        byte[] padded = new byte[((data.Length / blockBytes) + 1) * blockBytes];
        data.CopyTo(padded);
        padded[data.Length] = 0x80;
        return padded;
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_encryption);
        CryptographicOperations.ZeroMemory(_mac);
    }

    private SymmetricAlgorithm CreateCipher()
    {
        if (Cipher != SessionCipher.TripleDes)
        {
            Aes aes = Aes.Create();
            aes.Key = _encryption;
            return aes;
        }

        // Two-key Triple DES; the library wants the first key written out again as the third.
        TripleDES tripleDes = TripleDES.Create();
        tripleDes.Key = [.. _encryption, .. _encryption[..8]];
        return tripleDes;
    }

    /// <summary>Zero for Triple DES; the encrypted counter for AES (clause 9.8.6.3).</summary>
    private byte[] InitialVector(SymmetricAlgorithm cipher, ReadOnlySpan<byte> counter) =>
        Cipher == SessionCipher.TripleDes ? new byte[8] : cipher.EncryptEcb(counter, PaddingMode.None);
}
