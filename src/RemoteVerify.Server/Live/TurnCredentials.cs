// draft-uberti-behave-turn-rest-00 section 2.2: user name "time:name", password the base64 of HMAC-SHA1 over it with the shared secret.
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RemoteVerify.Server.Live;

/// <summary>What a browser shows a relay; good for a while and for nothing else.</summary>
/// <param name="Urls">Addresses of the relay.</param>
/// <param name="Username">When it ends, and which seat it is.</param>
/// <param name="Credential">The password.</param>
public sealed record TurnCredential(IReadOnlyList<string> Urls, string Username, string Credential)
{
    public override string ToString() => nameof(TurnCredential);
}

/// <summary>Makes credentials of a relay that expire by themselves, so that the shared secret never leaves the service.</summary>
public sealed class TurnCredentials(LiveOptions options, TimeProvider time)
{
    /// <summary>Credentials for one seat; null where no relay is set up.</summary>
    public TurnCredential? For(string seat)
    {
        if (options.Turn.Addresses.Count == 0)
        {
            return null;
        }

        byte[] secret = SecretReference.Read(options.Turn.Secret!);
        try
        {
            return Make([.. options.Turn.Addresses], secret, time.GetUtcNow().AddMinutes(options.Turn.LifetimeMinutes), seat);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>Credentials until a time, for one seat.</summary>
    public static TurnCredential Make(IReadOnlyList<string> urls, ReadOnlySpan<byte> secret, DateTimeOffset until, string seat)
    {
        string user = string.Create(CultureInfo.InvariantCulture, $"{until.ToUnixTimeSeconds()}:{seat}");
        return new TurnCredential(urls, user, Convert.ToBase64String(HMACSHA1.HashData(secret, Encoding.UTF8.GetBytes(user))));
    }
}
