using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace RemoteVerify.Server.Http.Paging;

/// <summary>
/// Where a list goes on, as an opaque word: encrypted and authenticated (AES-256-GCM) for one caller, one list and one set of filters, so that
/// nobody reads an id out of it, makes one up, or takes one to another tenant or list.
/// </summary>
/// <param name="key">32 bytes, the same on every node.</param>
public sealed class Cursors(ReadOnlySpan<byte> key)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int Longest = 512;

    private readonly byte[] _key = key.ToArray();

    /// <param name="list">Name of the list with its filters.</param>
    /// <param name="position">The last thing on this page.</param>
    public string Write(ClaimsPrincipal user, string list, string position)
    {
        byte[] text = Encoding.UTF8.GetBytes(position);
        byte[] box = new byte[NonceLength + text.Length + TagLength];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceLength));
        using AesGcm aes = new(_key, TagLength);
        aes.Encrypt(box.AsSpan(0, NonceLength), text, box.AsSpan(NonceLength, text.Length), box.AsSpan(NonceLength + text.Length), Place(user, list));
        return Base64Url.EncodeToString(box);
    }

    /// <summary>The position; null when the word is not one of this caller's for this list.</summary>
    public string? Read(ClaimsPrincipal user, string list, string cursor)
    {
        if (cursor.Length > Longest || !Base64Url.IsValid(cursor))
        {
            return null;
        }

        byte[] box = Base64Url.DecodeFromChars(cursor);
        int length = box.Length - NonceLength - TagLength;
        if (length < 0)
        {
            return null;
        }

        byte[] text = new byte[length];
        using AesGcm aes = new(_key, TagLength);
        try
        {
            aes.Decrypt(box.AsSpan(0, NonceLength), box.AsSpan(NonceLength, length), box.AsSpan(NonceLength + length), text, Place(user, list));
            return Encoding.UTF8.GetString(text);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Place(ClaimsPrincipal user, string list) => Encoding.UTF8.GetBytes(string.Join(
        '\n', "cursor v1", user.FindFirstValue("kind"), user.FindFirstValue("tenant"), user.FindFirstValue("sub"), user.FindFirstValue("case"), list));
}
