using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using RemoteVerify.Server.Security.Issuing;

namespace RemoteVerify.Server.Security;

/// <summary>How a client proved itself when it asked for a token.</summary>
/// <param name="Methods">Values of <c>amr</c> (RFC 8176), and <c>x509</c> for a client certificate.</param>
/// <param name="Thumbprint">SHA-256 of the certificate that the token is bound to (RFC 8705 section 3), Base64url; null for none.</param>
public sealed record SignIn(IReadOnlyList<string> Methods, string? Thumbprint = null);

/// <summary>Issues and checks the service's own access tokens (RFC 9068: ES256, <c>at+jwt</c>, short-lived).</summary>
public sealed class AccessTokens
{
    /// <summary>How long an access token is good for.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>Difference of clocks that is put up with.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>The resource that tokens are for.</summary>
    public const string Audience = "remoteverify";

    private const string Type = "at+jwt";
    private const int MostAssertionCharacters = 8192;

    private readonly TokenKeys _keys;
    private readonly TimeProvider _time;
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    /// <param name="keys">The keys, the same on every node.</param>
    /// <param name="issuer">The issuer's name: the public address of the service (RFC 8414 section 2).</param>
    /// <param name="time">The clock.</param>
    public AccessTokens(TokenKeys keys, Uri issuer, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        (_keys, _time) = (keys, time);
        Issuer = issuer.ToString().TrimEnd('/');
    }

    /// <summary>The issuer's name, without a slash at its end.</summary>
    public string Issuer { get; }

    public string Issue(ClientRegistration client, IReadOnlyList<string> scopes, SignIn? signIn = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        DateTime now = _time.GetUtcNow().UtcDateTime;
        Dictionary<string, object> more = new() { ["jti"] = Guid.NewGuid().ToString("N"), ["client_id"] = client.Id };
        if (signIn is { Methods.Count: > 0 })
        {
            more["amr"] = signIn.Methods.ToArray();
        }

        if (signIn?.Thumbprint is { } bound)
        {
            more["cnf"] = new Dictionary<string, object> { [TokenClaims.Thumbprint] = bound };
        }

        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = Type,
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            Subject = new ClaimsIdentity([.. TokenClaims.Of(client, scopes)]),
            Claims = more,
            SigningCredentials = new SigningCredentials(_keys.Signing, SecurityAlgorithms.EcdsaSha256),
        });
    }

    /// <summary>The claims of a good token; null for any other.</summary>
    public async Task<ClaimsIdentity?> ReadAsync(JsonWebToken token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        await _keys.LookForAsync(token.Kid, cancellationToken);
        TokenValidationParameters parameters = Parameters(_keys.Verifying(), [SecurityAlgorithms.EcdsaSha256], Issuer, [Audience], _time);
        parameters.ValidTypes = [Type];
        TokenValidationResult result = await _handler.ValidateTokenAsync(token, parameters).ConfigureAwait(false);
        return result.IsValid ? result.ClaimsIdentity : null;
    }

    /// <summary>Checks a client's signed assertion (RFC 7523 section 3): signed by one of its keys, about itself, for this issuer, at most five minutes long.</summary>
    /// <param name="assertion">The assertion.</param>
    /// <param name="client">Whom it names.</param>
    /// <param name="audiences">What it may be made for.</param>
    /// <returns>Its <c>jti</c> and expiry, to be used once; null when the assertion is not good.</returns>
    public async Task<(string Id, DateTimeOffset Expires)?> ReadAssertionAsync(string assertion, ClientRegistration client, IReadOnlyList<string> audiences)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (client.PublicKeyPem is not { } pem || AssertionKeys.Read(pem) is not { } keys || assertion.Length > MostAssertionCharacters)
        {
            return null;
        }

        TokenValidationResult result = await _handler.ValidateTokenAsync(assertion, Parameters(keys, AssertionKeys.Algorithms, client.Id, audiences, _time)).ConfigureAwait(false);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken token || token.Subject != client.Id || string.IsNullOrEmpty(token.Id))
        {
            return null;
        }

        DateTimeOffset expires = new(token.ValidTo, TimeSpan.Zero);
        return expires - _time.GetUtcNow() > TimeSpan.FromMinutes(5) ? null : (token.Id, expires);
    }

    /// <summary>What every token is checked for.</summary>
    internal static TokenValidationParameters Parameters(
        IReadOnlyList<SecurityKey> keys, IReadOnlyList<string> algorithms, string issuer, IReadOnlyList<string> audiences, TimeProvider time) => new()
    {
        IssuerSigningKeys = keys,
        ValidIssuer = issuer,
        ValidAudiences = audiences,
        ValidAlgorithms = algorithms,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        LifetimeValidator = (notBefore, expires, _, _) =>
        {
            DateTime now = time.GetUtcNow().UtcDateTime;
            return expires > now - Skew && (notBefore is null || notBefore < now + Skew);
        },
    };
}
