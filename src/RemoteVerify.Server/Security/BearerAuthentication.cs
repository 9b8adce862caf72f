using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Opening;

namespace RemoteVerify.Server.Security;

/// <summary>Reads the bearer token of a request: an access token of a registered client, or a citizen's session token.</summary>
public sealed class BearerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessTokens tokens, RecogniseCitizen citizens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Bearer";

    public const string CitizenKind = "Citizen";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        string token = header[7..].Trim();

        // An access token is a signed structure of three parts; a session token is one random word.
        ClaimsIdentity? identity = token.Contains('.', StringComparison.Ordinal)
            ? await tokens.ReadAsync(token)
            : Identity(await citizens.DoAsync(token, Context.RequestAborted));
        return identity is null
            ? AuthenticateResult.Fail("The token is not valid or has expired.")
            : AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(identity.Claims, Name)), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer realm=\"remoteverify\"";
        return Task.CompletedTask;
    }

    private static ClaimsIdentity? Identity(Outcome<Actor> citizen) => !citizen.IsDone ? null : new ClaimsIdentity(
    [
        new Claim("sub", citizen.Value.Id),
        new Claim("kind", CitizenKind),
        new Claim("tenant", citizen.Value.Tenant.Value),
        new Claim("case", citizen.Value.OnlyCase!.Value.ToString()),
    ]);
}
