using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Tokens;

/// <summary>The token endpoint: OAuth 2 client credentials with a secret or a signed assertion (RFC 6749 section 4.4, RFC 7523).</summary>
public static class TokenEndpoints
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public static void MapTokens(this RouteGroupBuilder api) =>
        api.MapPost("/oauth/token", IssueAsync)
            .WithName("IssueToken")
            .WithSummary("Exchange client credentials for an access token")
            .WithTags("Tokens")
            .AllowAnonymous()
            .DisableAntiforgery()
            .Accepts<TokenRequest>("application/x-www-form-urlencoded")
            .Produces<TokenResponse>()
            .Produces<TokenError>(StatusCodes.Status400BadRequest)
            .Produces<TokenError>(StatusCodes.Status401Unauthorized);

    private static async Task<IResult> IssueAsync(HttpRequest request, ClientRegistry clients, AccessTokens tokens, SingleUse singleUse, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            return Error("invalid_request", "Send application/x-www-form-urlencoded.");
        }

        IFormCollection form = await request.ReadFormAsync(cancellationToken);
        if (form["grant_type"] != "client_credentials")
        {
            return Error("unsupported_grant_type", "Only client_credentials is offered.");
        }

        ClientRegistration? client = await AuthenticateAsync(request, form, clients, tokens, singleUse, cancellationToken);
        if (client is null)
        {
            return TypedResults.Json(new TokenError("invalid_client", "The client is unknown or its credentials are wrong."), statusCode: StatusCodes.Status401Unauthorized);
        }

        string[] wanted = form["scope"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (wanted.Except(client.Scopes).FirstOrDefault() is { } foreign)
        {
            return Error("invalid_scope", $"A client of kind {client.Kind.ToString().ToLowerInvariant()} can't have the scope {foreign[..Math.Min(foreign.Length, 40)]}.");
        }

        IReadOnlyList<string> scopes = wanted.Length == 0 ? client.Scopes : wanted;
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new TokenResponse(tokens.Issue(client, scopes), "Bearer", (int)AccessTokens.Lifetime.TotalSeconds, string.Join(' ', scopes)));
    }

    private static async Task<ClientRegistration?> AuthenticateAsync(
        HttpRequest request, IFormCollection form, ClientRegistry clients, AccessTokens tokens, SingleUse singleUse, CancellationToken cancellationToken)
    {
        if (form["client_assertion_type"] == AssertionType)
        {
            ClientRegistration? signer = clients.Find(form["client_id"].ToString());
            if (signer is null || await tokens.ReadAssertionAsync(form["client_assertion"].ToString(), signer, TokenAddress(request)) is not { } assertion)
            {
                return null;
            }

            return await singleUse.TryUseAsync("client-assertion", $"{signer.Id}:{assertion.Id}", assertion.Expires, cancellationToken) ? signer : null;
        }

        (string id, string secret) = Credentials(request, form);
        ClientRegistration? client = clients.Find(id);
        return client?.SecretHash is { } stored && ClientRegistry.SecretMatches(secret, stored) ? client : null;
    }

    private static (string Id, string Secret) Credentials(HttpRequest request, IFormCollection form)
    {
        string header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return (form["client_id"].ToString(), form["client_secret"].ToString());
        }

        Span<byte> bytes = stackalloc byte[512];
        if (!Convert.TryFromBase64String(header[6..].Trim(), bytes, out int length))
        {
            return (string.Empty, string.Empty);
        }

        string pair = Encoding.UTF8.GetString(bytes[..length]);
        int colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (string.Empty, string.Empty) : (Uri.UnescapeDataString(pair[..colon]), Uri.UnescapeDataString(pair[(colon + 1)..]));
    }

    /// <summary>The audience that assertions must name: this endpoint, as the client reached it.</summary>
    private static string TokenAddress(HttpRequest request) => $"{request.Scheme}://{request.Host}{request.Path}";

    private static JsonHttpResult<TokenError> Error(string error, string description) =>
        TypedResults.Json(new TokenError(error, description), statusCode: StatusCodes.Status400BadRequest);
}
