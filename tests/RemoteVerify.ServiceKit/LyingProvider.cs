using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RemoteVerify.Synthetic.Registers;

namespace RemoteVerify.Server.Tests.OpenId;

/// <summary>How the provider lies.</summary>
public enum Lie
{
    None,
    WrongNonce,
    NoNonce,
    WrongIssuer,
    WrongAudience,
    Expired,
    NotSigned,
    OtherKey,
    PublicKeyAsSecret,
    NoPersonalNumber,
    UnknownLevel,
    OtherPersonInUserInfo,
    CodeRefused,
    NoIdToken,
    Nonsense,
}

/// <summary>An OpenID provider as a real HTTP server whose tokens are put together by hand, so that they can be wrong. It gives a code to whoever asks.</summary>
public sealed class LyingProvider : LoopbackServer
{
    public const string Client = "remoteverify";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>Issuer without the slash at the end.</summary>
    public string Issuer => Address.ToString().TrimEnd('/');

    public Lie Lie { get; set; }

    public string PersonalNumber { get; set; } = Journey.Number;

    public string Level { get; set; } = "vneid-2";

    /// <summary>The nonce of the last request, which the id token repeats.</summary>
    public string Nonce { get; set; } = string.Empty;

    /// <summary>What the last exchange of a code sent.</summary>
    public string LastExchange { get; private set; } = string.Empty;

    /// <summary>A token of this provider, right in everything that is not said otherwise.</summary>
    public string Token(object claims, string algorithm = "ES256", ECDsa? key = null)
    {
        string head = Encode(new { alg = algorithm, typ = "JWT", kid = "k1" });
        byte[] data = Encoding.ASCII.GetBytes($"{head}.{Encode(claims)}");
        string signature = algorithm switch
        {
            "none" => string.Empty,
            "HS256" => Base64Url.EncodeToString(HMACSHA256.HashData(_key.ExportSubjectPublicKeyInfo(), data)),
            _ => Base64Url.EncodeToString((key ?? _key).SignData(data, HashAlgorithmName.SHA256)),
        };
        return $"{Encoding.ASCII.GetString(data)}.{signature}";
    }

    /// <summary>A logout token for everybody of this subject.</summary>
    public string LogoutToken(string id, string? nonce = null, string audience = Client, string @event = "http://schemas.openid.net/event/backchannel-logout")
    {
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        Dictionary<string, object> claims = new()
        {
            ["iss"] = Issuer, ["aud"] = audience, ["iat"] = now, ["exp"] = now + 120, ["jti"] = id, ["sub"] = "subject-7", ["events"] = new Dictionary<string, object> { [@event] = new { } },
        };
        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        return Token(claims);
    }

    protected override (int Status, object Body) Answer(HeardRequest request)
    {
        switch (request.Path)
        {
            case "/.well-known/openid-configuration":
                return (200, new
                {
                    issuer = Issuer, jwks_uri = $"{Issuer}/keys", authorization_endpoint = $"{Issuer}/auth", token_endpoint = $"{Issuer}/token", userinfo_endpoint = $"{Issuer}/me",
                    end_session_endpoint = $"{Issuer}/end",
                });
            case "/keys":
                ECParameters p = _key.ExportParameters(false);
                return (200, new { keys = new[] { new { kty = "EC", crv = "P-256", x = Base64Url.EncodeToString(p.Q.X), y = Base64Url.EncodeToString(p.Q.Y), kid = "k1", use = "sig", alg = "ES256" } } });
            case "/token":
                LastExchange = Encoding.UTF8.GetString(request.Body);
                return Lie switch
                {
                    Lie.CodeRefused => (400, new { error = "invalid_grant" }),
                    Lie.Nonsense => (200, "Bảo trì"),
                    Lie.NoIdToken => (200, new { access_token = "at", token_type = "Bearer" }),
                    _ => (200, new { access_token = "at", token_type = "Bearer", id_token = IdToken() }),
                };
            case "/me":
                return (200, new { sub = Lie == Lie.OtherPersonInUserInfo ? "subject-8" : "subject-7", personal_number = Lie == Lie.NoPersonalNumber ? null : PersonalNumber });
            default:
                return (404, new { });
        }
    }

    private string IdToken()
    {
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        Dictionary<string, object> claims = new()
        {
            ["iss"] = Lie == Lie.WrongIssuer ? "https://vneid.example" : Issuer, ["aud"] = Lie == Lie.WrongAudience ? "somebody-else" : Client, ["sub"] = "subject-7", ["sid"] = "session-1",
            ["iat"] = now - 900, ["exp"] = Lie == Lie.Expired ? now - 600 : now + 300, ["acr"] = Lie == Lie.UnknownLevel ? "gold" : Level,
        };
        if (Lie != Lie.NoNonce)
        {
            claims["nonce"] = Lie == Lie.WrongNonce ? "another" : Nonce;
        }

        if (Lie is not (Lie.NoPersonalNumber or Lie.OtherPersonInUserInfo))
        {
            claims["personal_number"] = PersonalNumber;
        }

        return Token(claims, Lie switch { Lie.NotSigned => "none", Lie.PublicKeyAsSecret => "HS256", _ => "ES256" }, Lie == Lie.OtherKey ? _other : null);
    }

    private static string Encode(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
