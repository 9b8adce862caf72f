using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RemoteVerify.Server.Payments;

/// <summary>
/// How orders and call-backs are signed: over <c>id.timestamp.body</c>, as <c>v1,BASE64</c> (HMAC-SHA256) or <c>es256,BASE64</c> (P-256, IEEE P1363).
/// The timestamp is inside, so what is heard once on the line is worth nothing some minutes later; within them a repetition is known by its receipt.
/// </summary>
public static class PaymentSignature
{
    public const string IdHeader = "payment-id";
    public const string TimestampHeader = "payment-timestamp";
    public const string SignatureHeader = "payment-signature";

    /// <summary>Shortest secret in bytes.</summary>
    public const int LeastKeyBytes = 32;

    /// <summary>By how much the other clock may differ.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The value of the signature header for a secret.</summary>
    public static string Sign(string id, DateTimeOffset at, ReadOnlySpan<byte> body, ReadOnlySpan<byte> key) =>
        $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, Signed(id, Timestamp(at), body)))}";

    /// <summary>The value of the timestamp header: seconds since 1970.</summary>
    public static string Timestamp(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>The signed bytes.</summary>
    public static byte[] Signed(string id, string timestamp, ReadOnlySpan<byte> body) => [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
}

/// <summary>Whether a call-back is the gateway's, and of now.</summary>
public sealed class CallbackCheck : IDisposable
{
    private const int LongestId = 128;

    private readonly byte[][] _keys;
    private readonly ECDsa? _publicKey;
    private readonly TimeProvider _clock;

    /// <exception cref="InvalidDataException">A key can't be read or is too short.</exception>
    public CallbackCheck(PaymentOptions options, TimeProvider clock)
    {
        _clock = clock;
        _keys = options.Address is null ? [] : [.. new[] { options.Key, options.FormerKey }.OfType<string>().Select(SecretReference.Read)];
        if (_keys.Any(key => key.Length < PaymentSignature.LeastKeyBytes))
        {
            throw new InvalidDataException($"Service:Payments:Key has at least {PaymentSignature.LeastKeyBytes} bytes.");
        }

        if (options.Address is not null && options.PublicKeyFile is { } file)
        {
            _publicKey = ECDsa.Create();
            try
            {
                _publicKey.ImportFromPem(File.ReadAllText(file));
            }
            catch (ArgumentException e)
            {
                throw new InvalidDataException("Service:Payments:PublicKeyFile holds no public key.", e);
            }
        }
    }

    /// <summary>The secret that signs our orders; empty when there is no gateway.</summary>
    public ReadOnlySpan<byte> OrderKey => _keys.Length > 0 ? _keys[0] : [];

    /// <summary>Why the call-back is not taken, a code; null when it is.</summary>
    public string? Refusal(string? id, string? timestamp, string? signature, ReadOnlySpan<byte> body)
    {
        if (_keys.Length == 0)
        {
            return "no-gateway";
        }

        if (id is not { Length: > 0 and <= LongestId } || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) || string.IsNullOrEmpty(signature))
        {
            return "headers-missing";
        }

        if (Math.Abs(seconds - _clock.GetUtcNow().ToUnixTimeSeconds()) > PaymentSignature.Tolerance.TotalSeconds)
        {
            return "stale";
        }

        byte[] signed = PaymentSignature.Signed(id, timestamp, body);
        foreach (string one in signature.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (IsGood(one, signed))
            {
                return null;
            }
        }

        return "signature-wrong";
    }

    public void Dispose() => _publicKey?.Dispose();

    private bool IsGood(string signature, byte[] signed)
    {
        string[] parts = signature.Split(',', 2);
        byte[] value = new byte[128];
        if (parts.Length != 2 || !Convert.TryFromBase64String(parts[1], value, out int length))
        {
            return false;
        }

        ReadOnlySpan<byte> given = value.AsSpan(0, length);
        if (_publicKey is not null)
        {
            return parts[0] == "es256" && _publicKey.VerifyData(signed, given, HashAlgorithmName.SHA256);
        }

        bool good = false;
        foreach (byte[] key in _keys)
        {
            good |= parts[0] == "v1" && CryptographicOperations.FixedTimeEquals(given, HMACSHA256.HashData(key, signed));
        }

        return good;
    }
}
