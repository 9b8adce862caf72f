using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace RemoteVerify.Server.OpenId;

/// <summary>What a browser that was sent to a provider brings back, so that nobody can finish a sign-in that another browser began.</summary>
/// <param name="Provider">Where it was sent.</param>
/// <param name="Case">The case that it wants to enter.</param>
/// <param name="State">Goes to the provider and comes back in the address.</param>
/// <param name="Nonce">Goes to the provider and comes back in the id token.</param>
/// <param name="Verifier">Proves to the provider that the code is ours (RFC 7636).</param>
/// <param name="ExpiresAt">After this it must begin anew.</param>
public sealed record SignInState(string Provider, Guid Case, string State, string Nonce, string Verifier, DateTimeOffset ExpiresAt)
{
    /// <summary>A fresh one.</summary>
    public static SignInState New(string provider, Guid caseId, DateTimeOffset now) => new(provider, caseId, Random(), Random(), Random(), now + SignInStates.Lifetime);

    /// <summary>What the provider compares the verifier with: S256.</summary>
    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(Verifier)));

    public override string ToString() => nameof(SignInState);

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}

/// <summary>Keeps the state in a cookie of the browser, encrypted and authenticated (AES-256-GCM) under a key that all nodes have.</summary>
/// <param name="key">32 bytes.</param>
public sealed class SignInStates(ReadOnlySpan<byte> key)
{
    public const string CookieName = "__Host-signin";

    /// <summary>How long a sign-in may take.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int Longest = 2048;

    private static readonly byte[] Place = "sign-in state v1"u8.ToArray();

    private readonly byte[] _key = key.ToArray();

    /// <summary>Into the browser: for this address alone, never for scripts, and not with requests that other sites make in the background.</summary>
    public void Put(HttpResponse response, SignInState state) => response.Cookies.Append(CookieName, Seal(state), Composition.PageCookies.Options(response.HttpContext, Lifetime));

    /// <summary>The state of the request's browser; null when there is none that counts.</summary>
    public SignInState? Take(HttpRequest request, DateTimeOffset now) =>
        request.Cookies[CookieName] is { Length: > 0 and <= Longest } text && Open(text) is { } state && state.ExpiresAt > now ? state : null;

    /// <summary>Out of the browser.</summary>
    public static void Forget(HttpResponse response) => response.Cookies.Delete(CookieName, Composition.PageCookies.Options(response.HttpContext));

    private string Seal(SignInState state)
    {
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(state);
        byte[] box = new byte[NonceLength + text.Length + TagLength];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceLength));
        using AesGcm aes = new(_key, TagLength);
        aes.Encrypt(box.AsSpan(0, NonceLength), text, box.AsSpan(NonceLength, text.Length), box.AsSpan(NonceLength + text.Length), Place);
        return Base64Url.EncodeToString(box);
    }

    private SignInState? Open(string sealedState)
    {
        if (!Base64Url.IsValid(sealedState))
        {
            return null;
        }

        byte[] box = Base64Url.DecodeFromChars(sealedState);
        int length = box.Length - NonceLength - TagLength;
        if (length <= 0)
        {
            return null;
        }

        byte[] text = new byte[length];
        using AesGcm aes = new(_key, TagLength);
        try
        {
            aes.Decrypt(box.AsSpan(0, NonceLength), box.AsSpan(NonceLength, length), box.AsSpan(NonceLength + length), text, Place);
            return JsonSerializer.Deserialize<SignInState>(text);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
