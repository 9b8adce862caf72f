using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace RemoteVerify.Server.Security;

/// <summary>Issues and checks the service's own access tokens (RFC 9068 in outline: ES256, short-lived).</summary>
public sealed class AccessTokens : IDisposable
{
    /// <summary>How long an access token is good for.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private const string Audience = "remoteverify";
    private readonly ECDsa _key;
    private readonly ECDsaSecurityKey _securityKey;
    private readonly TimeProvider _time;
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    /// <param name="pkcs8">A P-256 key in PKCS#8; the same on every node.</param>
    public AccessTokens(ReadOnlySpan<byte> pkcs8, TimeProvider time)
    {
        _key = ECDsa.Create();
        _key.ImportPkcs8PrivateKey(pkcs8, out _);
        _securityKey = new ECDsaSecurityKey(_key)
        {
            KeyId = Convert.ToHexStringLower(SHA256.HashData(_key.ExportSubjectPublicKeyInfo())[..8]),

            // The library's cache is the process's and goes by key id: it would hand out a disposed key after a restart of the host.
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        };
        _time = time;
    }

    public string Issue(ClientRegistration client, IReadOnlyList<string> scopes)
    {
        DateTime now = _time.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Audience,
            Audience = Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            Subject = new ClaimsIdentity(
            [
                new Claim("sub", client.Id),
                new Claim("kind", client.Kind.ToString()),
                new Claim("tenant", client.Tenant),
                new Claim("name", client.Name),
                new Claim("scope", string.Join(' ', scopes)),
            ]),
            SigningCredentials = new SigningCredentials(_securityKey, SecurityAlgorithms.EcdsaSha256),
        });
    }

    /// <summary>The claims of a good token; null for any other.</summary>
    public async Task<ClaimsIdentity?> ReadAsync(string token)
    {
        TokenValidationResult result = await _handler.ValidateTokenAsync(token, Parameters(_securityKey, Audience, Audience)).ConfigureAwait(false);
        return result.IsValid ? result.ClaimsIdentity : null;
    }

    /// <summary>Checks a client's signed assertion (RFC 7523 section 3): signed by its key, about itself, for this endpoint, at most five minutes long.</summary>
    /// <returns>Its <c>jti</c> and expiry, to be used once; null when the assertion is not good.</returns>
    public async Task<(string Id, DateTimeOffset Expires)?> ReadAssertionAsync(string assertion, ClientRegistration client, string audience)
    {
        if (client.PublicKeyPem is null)
        {
            return null;
        }

        using ECDsa key = ECDsa.Create();
        key.ImportFromPem(client.PublicKeyPem);
        TokenValidationParameters parameters = Parameters(new ECDsaSecurityKey(key) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } }, client.Id, audience);
        TokenValidationResult result = await _handler.ValidateTokenAsync(assertion, parameters).ConfigureAwait(false);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken token || token.Subject != client.Id || string.IsNullOrEmpty(token.Id))
        {
            return null;
        }

        DateTimeOffset expires = new(token.ValidTo, TimeSpan.Zero);
        return expires - _time.GetUtcNow() > TimeSpan.FromMinutes(5) ? null : (token.Id, expires);
    }

    public void Dispose() => _key.Dispose();

    private TokenValidationParameters Parameters(SecurityKey key, string issuer, string audience) => new()
    {
        IssuerSigningKey = key,
        ValidIssuer = issuer,
        ValidAudience = audience,
        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
        RequireExpirationTime = true,
        LifetimeValidator = (notBefore, expires, _, _) =>
        {
            DateTime now = _time.GetUtcNow().UtcDateTime;
            return expires > now - TimeSpan.FromSeconds(30) && (notBefore is null || notBefore < now + TimeSpan.FromSeconds(30));
        },
    };
}
