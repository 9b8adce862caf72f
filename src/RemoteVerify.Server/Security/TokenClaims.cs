using System.Security.Claims;
using System.Text.Json;

namespace RemoteVerify.Server.Security;

/// <summary>The claims that the service reads from a token, whoever issued it.</summary>
public static class TokenClaims
{
    /// <summary>Member of <c>cnf</c> (RFC 8705 section 3.1).</summary>
    public const string Thumbprint = "x5t#S256";

    /// <summary>What is said of a registered client.</summary>
    public static IEnumerable<Claim> Of(ClientRegistration client, IEnumerable<string> scopes)
    {
        ArgumentNullException.ThrowIfNull(client);
        yield return new Claim("sub", client.Id);
        yield return new Claim("kind", client.Kind.ToString());
        yield return new Claim("tenant", client.Tenant);
        yield return new Claim("name", client.Name);
        yield return new Claim("scope", string.Join(' ', scopes));
    }

    /// <summary>How the client proved itself; empty when the token does not say.</summary>
    public static IReadOnlyList<string> Methods(this ClaimsPrincipal user) => [.. user.FindAll("amr").Select(claim => claim.Value)];

    /// <summary>The scopes of the token.</summary>
    public static IReadOnlyList<string> Scopes(this ClaimsPrincipal user) =>
        (user.FindFirstValue("scope") ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether the token may come over this connection: any, or the one of the certificate that it is bound to.</summary>
    /// <param name="identity">The claims of a good token.</param>
    /// <param name="presented">Thumbprint of the connection's certificate, or null.</param>
    public static bool FitsConnection(this ClaimsIdentity identity, string? presented)
    {
        ArgumentNullException.ThrowIfNull(identity);
        if (identity.FindFirst("cnf")?.Value is not { } confirmation)
        {
            return true;
        }

        try
        {
            // A token bound to something else than a certificate can't be checked, so it is not taken.
            using JsonDocument json = JsonDocument.Parse(confirmation);
            return presented is not null && json.RootElement.TryGetProperty(Thumbprint, out JsonElement bound) && bound.GetString() == presented;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
