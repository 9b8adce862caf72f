using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Server.Security.Certificates;
using RemoteVerify.Server.Security.Issuing;

namespace RemoteVerify.Server.Security;

/// <summary>Reads the bearer token of a request: an access token of a registered client, from this issuer or another one, or a citizen's session token.</summary>
public sealed class BearerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    AccessTokens tokens, ExternalIssuers external, ClientCertificates certificates, RecogniseCitizen citizens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Bearer";

    public const string CitizenKind = "Citizen";

    /// <summary>The handover on which a helped person's session rests; absent in an own session.</summary>
    public const string HandOverClaim = "hand_over";

    private const int MostCharacters = 16_384;

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
            ? await ReadAsync(token)
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

    private async Task<ClaimsIdentity?> ReadAsync(string text)
    {
        if (text.Length > MostCharacters || Parse(text) is not { } token)
        {
            return null;
        }

        ClaimsIdentity? identity = external.Find(token.Issuer) is { } issuer
            ? await issuer.ReadAsync(token, Context.RequestAborted)
            : await tokens.ReadAsync(token, Context.RequestAborted);
        Certificate? presented = identity?.HasClaim(claim => claim.Type == "cnf") == true ? certificates.Of(Context) : null;
        return identity?.FitsConnection(presented is null ? null : ClientCertificates.Thumbprint(presented)) == true ? identity : null;
    }

    private static JsonWebToken? Parse(string text)
    {
        try
        {
            return new JsonWebToken(text);
        }
        catch (ArgumentException)
        {
            // The library's exception for what is no token.
            return null;
        }
    }

    private static ClaimsIdentity? Identity(Outcome<Actor> citizen) => !citizen.IsDone ? null : new ClaimsIdentity(
    [
        new Claim("sub", citizen.Value.Id),
        new Claim("kind", CitizenKind),
        new Claim("tenant", citizen.Value.Tenant.Value),
        new Claim("case", citizen.Value.OnlyCase!.Value.ToString()),
        .. citizen.Value.HandOver is { } handOver ? (Claim[])[new Claim(HandOverClaim, handOver.ToString("D"))] : [],
    ]);
}
