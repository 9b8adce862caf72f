// RFC 6238 (TOTP) with HMAC-SHA-1 and RFC 4226 section 5.3 (truncation): what authenticator apps compute.
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace RemoteVerify.Cases.SignIn;

/// <summary>Codes of an authenticator app.</summary>
public static class TimeCode
{
    /// <summary>Length of a secret in bytes: that of the hash (RFC 4226 section 4, R6).</summary>
    public const int SecretLength = 20;

    /// <summary>Digits that an app shows.</summary>
    public const int Digits = 6;

    /// <summary>How long one code is shown.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Number of the step that contains an instant.</summary>
    public static long StepOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / (long)Step.TotalSeconds;

    /// <summary>The code of a step, with leading zeros.</summary>
    public static string Of(ReadOnlySpan<byte> secret, long step, int digits = Digits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 6);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, 9);
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];

        // The apps' algorithm; collisions of SHA-1 don't touch HMAC.
        CryptographicOperations.HmacData(HashAlgorithmName.SHA1, secret, counter, mac);
        int number = BinaryPrimitives.ReadInt32BigEndian(mac[(mac[^1] & 0x0F)..]) & int.MaxValue;
        int modulus = 1;
        for (int i = 0; i < digits; i++)
        {
            modulus *= 10;
        }

        return (number % modulus).ToString("D" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>A secret as people type it into an app (Base32 of RFC 4648 without padding).</summary>
    public static string ToBase32(ReadOnlySpan<byte> secret)
    {
        var text = new System.Text.StringBuilder((secret.Length * 8 / 5) + 1);
        int held = 0, bits = 0;
        foreach (byte b in secret)
        {
            held = (held << 8) | b;
            for (bits += 8; bits >= 5; bits -= 5)
            {
                text.Append(Alphabet[(held >> (bits - 5)) & 31]);
            }

            held &= (1 << bits) - 1;
        }

        return bits == 0 ? text.ToString() : text.Append(Alphabet[(held << (5 - bits)) & 31]).ToString();
    }
}
