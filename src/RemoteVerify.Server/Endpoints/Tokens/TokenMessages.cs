using System.Text.Json.Serialization;

namespace RemoteVerify.Server.Endpoints.Tokens;

/// <summary>The form of a token request (RFC 6749 section 4.4.2); <c>otp</c> is an officer's one-time code, from an app or a printed list.</summary>
public sealed record TokenRequest(
    [property: JsonPropertyName("grant_type")] string GrantType,
    [property: JsonPropertyName("client_id")] string? ClientId,
    [property: JsonPropertyName("client_secret")] string? ClientSecret,
    [property: JsonPropertyName("client_assertion_type")] string? ClientAssertionType,
    [property: JsonPropertyName("client_assertion")] string? ClientAssertion,
    [property: JsonPropertyName("scope")] string? Scope,
    [property: JsonPropertyName("otp")] string? OneTimeCode = null)
{
    public override string ToString() => nameof(TokenRequest);
}

/// <summary>An access token (RFC 6749 section 5.1).</summary>
public sealed record TokenResponse(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresInSeconds,
    [property: JsonPropertyName("scope")] string Scope)
{
    public override string ToString() => nameof(TokenResponse);
}

/// <summary>Why no token was issued (RFC 6749 section 5.2).</summary>
public sealed record TokenError(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string Description);
