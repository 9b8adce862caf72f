// RFC 8414 (authorization server metadata), RFC 7517 section 5 (JWK set), RFC 8705 section 5 (mtls_endpoint_aliases).
using System.Text.Json.Serialization;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Security;
using RemoteVerify.Server.Security.Issuing;

namespace RemoteVerify.Server.Endpoints.Tokens;

/// <summary>What the embedded issuer says about itself.</summary>
public static class DiscoveryEndpoints
{
    private const string KeysPath = "/.well-known/jwks.json";

    /// <summary>Others may keep the keys so long; a new one is published before its first token by being asked for.</summary>
    private const string Caching = "public, max-age=300";

    public static void MapDiscovery(this IEndpointRouteBuilder app)
    {
        app.MapGet("/.well-known/oauth-authorization-server", (ServicePlace place, AccessTokens tokens, HttpResponse response) =>
        {
            response.Headers.CacheControl = Caching;
            return new IssuerMetadata(
                tokens.Issuer, place.Of(TokenEndpoints.Path), place.Of(KeysPath),
                ["client_secret_basic", "client_secret_post", "private_key_jwt", "tls_client_auth"], AssertionKeys.Algorithms, ["client_credentials"], [], Scopes.All,
                TlsClientCertificateBoundAccessTokens: true, place.OfCertificates(TokenEndpoints.Path) is { } own ? new CertificateAddresses(own) : null);
        }).WithName("ReadIssuer").WithSummary("The embedded issuer's metadata (RFC 8414)").WithTags("Tokens").AllowAnonymous();
        app.MapGet(KeysPath, (TokenKeys keys, HttpResponse response) =>
        {
            response.Headers.CacheControl = Caching;
            return new PublishedKeys([.. keys.Published().Select(key => new PublishedKey(key.Kty, key.Crv, key.X, key.Y, key.Kid, key.Use, key.Alg))]);
        }).WithName("ReadTokenKeys").WithSummary("The keys that access tokens are signed with (JWK set)").WithTags("Tokens").AllowAnonymous();
    }
}

/// <summary>RFC 8414 section 2.</summary>
public sealed record IssuerMetadata(
    [property: JsonPropertyName("issuer")] string Issuer,
    [property: JsonPropertyName("token_endpoint")] string TokenEndpoint,
    [property: JsonPropertyName("jwks_uri")] string JwksUri,
    [property: JsonPropertyName("token_endpoint_auth_methods_supported")] IReadOnlyList<string> AuthenticationMethods,
    [property: JsonPropertyName("token_endpoint_auth_signing_alg_values_supported")] IReadOnlyList<string> AssertionAlgorithms,
    [property: JsonPropertyName("grant_types_supported")] IReadOnlyList<string> GrantTypes,
    [property: JsonPropertyName("response_types_supported")] IReadOnlyList<string> ResponseTypes,
    [property: JsonPropertyName("scopes_supported")] IReadOnlyList<string> Scopes,
    [property: JsonPropertyName("tls_client_certificate_bound_access_tokens")] bool TlsClientCertificateBoundAccessTokens,
    [property: JsonPropertyName("mtls_endpoint_aliases")] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CertificateAddresses? CertificateAddresses);

/// <summary>Where client certificates are asked for (RFC 8705 section 5).</summary>
public sealed record CertificateAddresses([property: JsonPropertyName("token_endpoint")] string TokenEndpoint);

/// <summary>RFC 7517 section 5.</summary>
public sealed record PublishedKeys([property: JsonPropertyName("keys")] IReadOnlyList<PublishedKey> Keys);

/// <summary>A public key on P-256 (RFC 7518 section 6.2.1).</summary>
public sealed record PublishedKey(
    [property: JsonPropertyName("kty")] string Type,
    [property: JsonPropertyName("crv")] string Curve,
    [property: JsonPropertyName("x")] string X,
    [property: JsonPropertyName("y")] string Y,
    [property: JsonPropertyName("kid")] string KeyId,
    [property: JsonPropertyName("use")] string Use,
    [property: JsonPropertyName("alg")] string Algorithm);
