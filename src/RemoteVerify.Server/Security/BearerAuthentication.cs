using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace RemoteVerify.Server.Security;

/// <summary>Reads the bearer token of a request: an access token of a registered client, or a citizen's session token.</summary>
public sealed class BearerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessTokens tokens, ICitizenSessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Bearer";

    /// <summary>Starts every session token, so that the two kinds can't be confused.</summary>
    public const string SessionTokenPrefix = "rvs_";

    public const string CitizenKind = "Citizen";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        string token = header[7..].Trim();
        ClaimsIdentity? identity = token.StartsWith(SessionTokenPrefix, StringComparison.Ordinal)
            ? Identity(await sessions.FindAsync(token, Context.RequestAborted))
            : await tokens.ReadAsync(token);
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

    private static ClaimsIdentity? Identity(CitizenSession? session) => session is null ? null : new ClaimsIdentity(
    [
        new Claim("sub", session.Id),
        new Claim("kind", CitizenKind),
        new Claim("tenant", session.Tenant),
        new Claim("case", session.CaseId.ToString()),
        new Claim("participant", session.ParticipantId.ToString()),
    ]);
}
