// AES-256-GCM (NIST SP 800-38D): version byte 1, 12-byte random nonce, ciphertext, 16-byte tag. The associated data names
// the place the bytes belong to, so that a row can't be moved to another case, class or table.
using System.Security.Cryptography;
using System.Text;

namespace RemoteVerify.Storage.Encryption;

internal static class Sealed
{
    private const byte Version = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public static byte[] Seal(ReadOnlySpan<byte> key, string place, ReadOnlySpan<byte> data)
    {
        byte[] result = new byte[1 + NonceLength + data.Length + TagLength];
        result[0] = Version;
        Span<byte> nonce = result.AsSpan(1, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, data, result.AsSpan(1 + NonceLength, data.Length), result.AsSpan(1 + NonceLength + data.Length), Encoding.UTF8.GetBytes(place));
        return result;
    }

    /// <exception cref="StorageIntegrityException">The bytes, the place or the key are not those of the sealing.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, string place, ReadOnlySpan<byte> box)
    {
        int length = box.Length - 1 - NonceLength - TagLength;
        if (length < 0 || box[0] != Version)
        {
            throw new StorageIntegrityException($"Stored bytes of {place} are cut or of an unknown version.");
        }

        byte[] data = new byte[length];
        using var aes = new AesGcm(key, TagLength);
        try
        {
            aes.Decrypt(box.Slice(1, NonceLength), box.Slice(1 + NonceLength, length), box[(1 + NonceLength + length)..], data, Encoding.UTF8.GetBytes(place));
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new StorageIntegrityException($"Stored bytes of {place} were changed, or the key is another one.");
        }

        return data;
    }
}
