// ICAO Doc 9303-11 clause 9.8.5: protected response = [DO 87 or 85] [DO 99] DO 8E SW1 SW2.
using System.Security.Cryptography;

namespace RemoteVerify.Pki.SessionKeys;

/// <summary>Opens one protected response.</summary>
public static class ProtectedResponse
{
    /// <summary>
    /// Checks the checksum and returns data and status word; null when the response is not built as it should be or the
    /// checksum is wrong.
    /// </summary>
    /// <param name="counter">The send sequence counter that the response was made under.</param>
    public static (byte[] Data, int StatusWord)? Open(MessageKeys keys, ReadOnlySpan<byte> counter, ReadOnlySpan<byte> response)
    {
        if (response.Length < 2)
        {
            return null;
        }

        ReadOnlySpan<byte> body = response[..^2];
        ReadOnlySpan<byte> encrypted = default, status = default, checksum = default;
        int position = 0, covered = 0;
        while (position < body.Length)
        {
            int start = position;
            if (!TryReadObject(body, ref position, out int tag, out ReadOnlySpan<byte> value) || !checksum.IsEmpty)
            {
                return null;
            }

            switch (tag)
            {
                case 0x87 when value.Length > 1 && value[0] == 1:
                    encrypted = value[1..];
                    break;
                case 0x85 when value.Length > 0:
                    encrypted = value;
                    break;
                case 0x99 when value.Length == 2:
                    status = value;
                    break;
                case 0x8E when value.Length == 8:
                    checksum = value;
                    covered = start;
                    break;
                default:
                    return null;
            }
        }

        if (checksum.IsEmpty || !CryptographicOperations.FixedTimeEquals(keys.Checksum(counter, body[..covered]), checksum))
        {
            return null;
        }

        byte[]? data = encrypted.IsEmpty ? [] : keys.Decrypt(counter, encrypted);
        ReadOnlySpan<byte> word = status.IsEmpty ? response[^2..] : status;
        return data is null ? null : (data, (word[0] << 8) | word[1]);
    }

    private static bool TryReadObject(ReadOnlySpan<byte> body, scoped ref int position, scoped out int tag, out ReadOnlySpan<byte> value)
    {
        tag = 0;
        value = default;
        if (body.Length - position < 2)
        {
            return false;
        }

        tag = body[position++];
        int length = body[position++];
        if (length is 0x80 or > 0x82)
        {
            return false;
        }

        for (int more = length > 0x80 ? length & 0x7F : 0, i = 0; i < more; i++)
        {
            if (position >= body.Length)
            {
                return false;
            }

            length = (i == 0 ? 0 : length << 8) | body[position++];
        }

        if (length > body.Length - position)
        {
            return false;
        }

        value = body.Slice(position, length);
        position += length;
        return true;
    }
}
