// Standard Webhooks 1.0.0, "Signature scheme" and "Webhook headers": v1 is HMAC-SHA256 over id.timestamp.body. v1a (Ed25519) is
// not here, because the platform's library has no Ed25519.
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RemoteVerify.Cases.Webhooks;

/// <summary>Secrets and signatures of webhooks.</summary>
public static class WebhookSignature
{
    /// <summary>What every secret begins with.</summary>
    public const string SecretPrefix = "whsec_";

    /// <summary>Length of our keys in bytes; the standard wants 24 to 64.</summary>
    public const int KeyBytes = 32;

    /// <summary>A new secret.</summary>
    public static string NewSecret()
    {
        byte[] key = RandomNumberGenerator.GetBytes(KeyBytes);
        string secret = SecretPrefix + Convert.ToBase64String(key);
        CryptographicOperations.ZeroMemory(key);
        return secret;
    }

    /// <summary>The value of <c>webhook-signature</c>: a signature of each secret, with a space between.</summary>
    /// <param name="id">Value of <c>webhook-id</c>; it has no full stop.</param>
    /// <param name="at">When this try is made, in whole seconds.</param>
    /// <param name="body">The very bytes that are sent.</param>
    /// <param name="secrets">Secrets as <see cref="NewSecret"/> made them.</param>
    public static string Sign(string id, DateTimeOffset at, ReadOnlySpan<byte> body, IReadOnlyList<string> secrets)
    {
        if (id.Length == 0 || id.Contains('.', StringComparison.Ordinal))
        {
            throw new ArgumentException("The id of a webhook is not empty and has no full stop.", nameof(id));
        }

        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{Timestamp(at)}."), .. body];
        return string.Join(' ', secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[SecretPrefix.Length..]), signed))));
    }

    /// <summary>The value of <c>webhook-timestamp</c>.</summary>
    public static string Timestamp(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
