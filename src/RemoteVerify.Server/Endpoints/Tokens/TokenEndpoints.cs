using Microsoft.AspNetCore.Http.HttpResults;
using RemoteVerify.Cases;
using RemoteVerify.Cases.SignIn;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Security;
using RemoteVerify.Server.Security.Officers;

namespace RemoteVerify.Server.Endpoints.Tokens;

/// <summary>The token endpoint: OAuth 2 client credentials (RFC 6749 section 4.4), and an officer's one-time code beside them.</summary>
public static class TokenEndpoints
{
    /// <summary>Where it is, below the address of the service.</summary>
    public const string Path = "/v1/oauth/token";

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

    private static async Task<IResult> IssueAsync(
        HttpRequest request, ClientAuthentication authentication, AccessTokens tokens, UseOneTimeCode codes, ServicePlace place, CancellationToken cancellationToken)
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

        ProvenClient? proven = await authentication.DoAsync(request, form, Audiences(request, tokens, place), cancellationToken);
        if (proven is null)
        {
            return TypedResults.Json(new TokenError("invalid_client", "The client is unknown or its credentials are wrong."), statusCode: StatusCodes.Status401Unauthorized);
        }

        ClientRegistration client = proven.Client;
        string[] wanted = form["scope"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (wanted.Except(client.Scopes).FirstOrDefault() is { } foreign)
        {
            return Error("invalid_scope", $"A client of kind {client.Kind.ToString().ToLowerInvariant()} can't have the scope {foreign[..Math.Min(foreign.Length, 40)]}.");
        }

        SignIn signIn = proven.SignIn;
        if (form["otp"].ToString() is { Length: > 0 } code)
        {
            if (client.Kind != ClientKind.Officer)
            {
                return Error("invalid_request", "One-time codes are for officers.");
            }

            Outcome<OneTimeCodeKind> used = await codes.DoAsync(Actor.Officer(new TenantId(client.Tenant), client.Id), code, cancellationToken);
            if (used.Refusal is { } refusal)
            {
                return Error("invalid_grant", refusal.Message);
            }

            signIn = signIn with { Methods = [.. signIn.Methods, OfficerSignInRule.OneTimeCode, "mfa"] };
        }

        IReadOnlyList<string> scopes = wanted.Length == 0 ? client.Scopes : wanted;
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new TokenResponse(tokens.Issue(client, scopes, signIn), "Bearer", (int)AccessTokens.Lifetime.TotalSeconds, string.Join(' ', scopes)));
    }

    /// <summary>
    /// What an assertion may name: the issuer, and the endpoint under the addresses that the operator set. The host that the request names is the
    /// caller's word, so it counts on this machine alone; else an assertion made for another service could be used here.
    /// </summary>
    private static List<string> Audiences(HttpRequest request, AccessTokens tokens, ServicePlace place)
    {
        List<string> audiences = [tokens.Issuer, tokens.Issuer + "/", place.Of(Path)];
        if (place.OfCertificates(Path) is { } own)
        {
            audiences.Add(own);
        }

        if (Uri.TryCreate($"{request.Scheme}://{request.Host}{request.Path}", UriKind.Absolute, out Uri? reached) && reached.IsLoopback)
        {
            audiences.Add(reached.ToString());
        }

        return audiences;
    }

    private static JsonHttpResult<TokenError> Error(string error, string description) =>
        TypedResults.Json(new TokenError(error, description), statusCode: StatusCodes.Status400BadRequest);
}
