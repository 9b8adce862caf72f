// OpenID Connect Core 1.0 section 3.1 (authorization code), RFC 7636 (PKCE), RFC 9207 (issuer in the answer), RP-Initiated Logout 1.0, Back-Channel Logout 1.0.
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using RemoteVerify.Cases.SignIn;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.OpenId;

/// <summary>What came of a sign-in: who it is, or a code why not.</summary>
/// <param name="Person">Who; null when it failed.</param>
/// <param name="Fault">Why it failed: <c>unreachable</c>, <c>code-refused</c>, <c>token-invalid</c>, <c>nonce-wrong</c>, <c>claims-missing</c>, <c>level-unknown</c>, ...</param>
public sealed record SignInVerdict(ProvenSignIn? Person, string? Fault)
{
    public override string ToString() => $"SignInVerdict {Fault ?? "proven"}";
}

/// <summary>Our side of one provider. Nothing that the provider or the browser says counts before it is checked.</summary>
public sealed class RelyingParty
{
    /// <summary>Name of the HTTP client.</summary>
    public const string ClientName = "openid";

    private const string LogoutEvent = "http://schemas.openid.net/event/backchannel-logout";

    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSha256,
    ];

    private readonly OpenIdProviderOptions _options;
    private readonly IHttpClientFactory _http;
    private readonly ProviderConfiguration _configuration;
    private readonly TimeProvider _clock;
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    public RelyingParty(OpenIdProviderOptions options, IHttpClientFactory http, TimeProvider clock)
    {
        (_options, _http, _clock) = (options, http, clock);
        Uri discovery = options.Discovery ?? new Uri(options.Issuer.TrimEnd('/') + "/.well-known/openid-configuration");
        _configuration = new ProviderConfiguration(discovery, options.Issuer, new HttpDocumentRetriever(http.CreateClient(ClientName)) { RequireHttps = discovery.Scheme == Uri.UriSchemeHttps }, clock);
    }

    public string Name => _options.Name;

    /// <summary>The issuer, as its tokens name it.</summary>
    public string Issuer => _options.Issuer;

    /// <summary>Where the browser goes; null while the provider can't be reached.</summary>
    public async Task<Uri?> AddressAsync(SignInState state, Uri callback, CancellationToken cancellationToken)
    {
        if (await _configuration.GetAsync(null, cancellationToken) is not { AuthorizationEndpoint.Length: > 0 } provider)
        {
            return null;
        }

        OpenIdConnectMessage request = new()
        {
            IssuerAddress = provider.AuthorizationEndpoint, ClientId = _options.ClientId, ResponseType = OpenIdConnectResponseType.Code, RedirectUri = callback.AbsoluteUri,
            Scope = string.Join(' ', _options.Scopes.Prepend("openid").Distinct()), State = state.State, Nonce = state.Nonce,
        };
        if (_options.AskedLevels.Count > 0)
        {
            request.AcrValues = string.Join(' ', _options.AskedLevels);
        }

        request.SetParameter("code_challenge", state.Challenge);
        request.SetParameter("code_challenge_method", "S256");
        return new Uri(request.CreateAuthenticationRequestUrl());
    }

    /// <summary>Exchanges the code and judges the tokens.</summary>
    /// <param name="state">Of the browser that comes back.</param>
    /// <param name="code">From the address.</param>
    /// <param name="issuer">From the address; null when the provider sends none.</param>
    /// <param name="callback">As it was sent.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<SignInVerdict> FinishAsync(SignInState state, string code, string? issuer, Uri callback, CancellationToken cancellationToken)
    {
        if (issuer is not null && issuer != _options.Issuer)
        {
            return Failed("issuer-wrong");
        }

        if (await _configuration.GetAsync(null, cancellationToken) is not { TokenEndpoint.Length: > 0 } provider)
        {
            return Failed("unreachable");
        }

        (JsonElement? answer, string? fault) = await ExchangeAsync(provider.TokenEndpoint, code, state.Verifier, callback, cancellationToken);
        if (answer is not { } tokens || Text(tokens, "id_token") is not { } idToken)
        {
            return Failed(fault ?? "token-missing");
        }

        if (await ReadAsync(idToken, cancellationToken) is not { } said)
        {
            return Failed("token-invalid");
        }

        return said.FindFirst("nonce")?.Value is not { } nonce || !Same(nonce, state.Nonce) ? Failed("nonce-wrong")
            : said.FindAll("aud").Count() > 1 && said.FindFirst("azp")?.Value != _options.ClientId ? Failed("audience-wrong")
            : await PersonAsync(said, idToken, Text(tokens, "access_token"), provider.UserInfoEndpoint, cancellationToken);
    }

    /// <summary>Where the browser signs out at the provider; null when it has no such place.</summary>
    public async Task<Uri?> EndAddressAsync(string? idToken, Uri back, CancellationToken cancellationToken)
    {
        if (await _configuration.GetAsync(null, cancellationToken) is not { EndSessionEndpoint.Length: > 0 } provider)
        {
            return null;
        }

        OpenIdConnectMessage request = new() { IssuerAddress = provider.EndSessionEndpoint, IdTokenHint = idToken, PostLogoutRedirectUri = back.AbsoluteUri };
        request.SetParameter("client_id", _options.ClientId);
        return new Uri(request.CreateLogoutRequestUrl());
    }

    /// <summary>Whom the provider signed out; null when the token is none of this provider's for us, is old, or says something else.</summary>
    public async Task<(string? Subject, string? Session, string Id)?> ReadLogoutAsync(string token, CancellationToken cancellationToken)
    {
        if (await ReadAsync(token, cancellationToken) is not { } said || said.FindFirst("nonce") is not null || said.FindFirst("jti")?.Value is not { Length: > 0 and <= 256 } id)
        {
            return null;
        }

        string? subject = said.FindFirst("sub")?.Value, session = said.FindFirst("sid")?.Value;
        return (subject is not null || session is not null) && said.FindFirst("events")?.Value is { } events && Names(events, LogoutEvent) ? (subject, session, id) : null;
    }

    private static SignInVerdict Failed(string fault) => new(null, fault);

    /// <summary>Personal number and level, from the id token or, where it has none, from the provider's own answer about the same person.</summary>
    private async Task<SignInVerdict> PersonAsync(ClaimsIdentity said, string idToken, string? accessToken, string? userInfo, CancellationToken cancellationToken)
    {
        string? subject = said.FindFirst("sub")?.Value, number = said.FindFirst(_options.PersonalNumberClaim)?.Value, level = said.FindFirst(_options.LevelClaim)?.Value;
        number = _options.NamesPerson ? number : string.Empty;
        if ((number is null || level is null) && accessToken is not null && !string.IsNullOrEmpty(userInfo))
        {
            if (await UserInfoAsync(userInfo, accessToken, cancellationToken) is not { } more || Text(more, "sub") != subject)
            {
                return Failed("user-info-wrong");
            }

            (number, level) = (number ?? Text(more, _options.PersonalNumberClaim), level ?? Text(more, _options.LevelClaim));
        }

        if (string.IsNullOrEmpty(subject) || level is null || (_options.NamesPerson && (number is not { Length: 12 } || !number.All(char.IsAsciiDigit))))
        {
            return Failed("claims-missing");
        }

        return _options.Levels.TryGetValue(level, out int assurance)
            ? new SignInVerdict(new ProvenSignIn(Name, subject, said.FindFirst("sid")?.Value, number!, assurance, idToken), null)
            : Failed("level-unknown");
    }

    /// <summary>The claims of a token of this provider for us: signature, algorithm, issuer, audience and times are good. An unknown key is looked up once.</summary>
    private async Task<ClaimsIdentity?> ReadAsync(string token, CancellationToken cancellationToken)
    {
        JsonWebToken parsed;
        try
        {
            parsed = new JsonWebToken(token);
        }
        catch (ArgumentException)
        {
            return null;
        }

        if (await _configuration.GetAsync(parsed.Kid, cancellationToken) is not { } provider)
        {
            return null;
        }

        TokenValidationParameters parameters = AccessTokens.Parameters([.. provider.SigningKeys], Algorithms, _options.Issuer, [_options.ClientId], _clock);
        TokenValidationResult result = await _handler.ValidateTokenAsync(parsed, parameters);
        return result.IsValid ? result.ClaimsIdentity : null;
    }

    private async Task<(JsonElement? Answer, string? Fault)> ExchangeAsync(string endpoint, string code, string verifier, Uri callback, CancellationToken cancellationToken)
    {
        Dictionary<string, string> form = new()
        {
            ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = callback.AbsoluteUri, ["code_verifier"] = verifier, ["client_id"] = _options.ClientId,
        };
        using HttpRequestMessage request = new(HttpMethod.Post, endpoint) { Content = new FormUrlEncodedContent(form) };
        if (_options.ClientSecret is { } reference)
        {
            // RFC 6749 section 2.3.1: both are form-encoded before they are joined.
            string secret = Encoding.UTF8.GetString(SecretReference.Read(reference));
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(_options.ClientId)}:{Uri.EscapeDataString(secret)}")));
        }

        return await AskAsync(request, "code-refused", cancellationToken);
    }

    private async Task<JsonElement?> UserInfoAsync(string endpoint, string accessToken, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, endpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return (await AskAsync(request, "user-info-refused", cancellationToken)).Answer;
    }

    private async Task<(JsonElement? Answer, string? Fault)> AskAsync(HttpRequestMessage request, string refused, CancellationToken cancellationToken)
    {
        try
        {
            using HttpClient http = _http.CreateClient(ClientName);
            using HttpResponseMessage response = await http.SendAsync(request, cancellationToken);
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                return (null, (int)response.StatusCode >= 500 ? "unreachable" : refused);
            }

            JsonElement read = JsonSerializer.Deserialize<JsonElement>(body);
            return read.ValueKind == JsonValueKind.Object ? (read, null) : (null, "malformed");
        }
        catch (JsonException)
        {
            return (null, "malformed");
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (null, "unreachable");
        }
    }

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out JsonElement value)
        ? value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null }
        : null;

    private static bool Same(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private static bool Names(string json, string member)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(json) is { ValueKind: JsonValueKind.Object } read && read.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
