using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace RemoteVerify.Server.Security.Issuing;

/// <summary>
/// Another issuer. A token says who it is and which scopes it has; tenant and kind come from this service's own registration of that client alone.
/// </summary>
public sealed class ExternalIssuer(ExternalIssuerOptions options, DiscoveredKeys discovered, ClientRegistry clients, TimeProvider time)
{
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSha256,
    ];

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    /// <summary>The claims of a good token of a client that is registered; null for any other, and while the issuer can't be reached for the first time.</summary>
    public async Task<ClaimsIdentity?> ReadAsync(JsonWebToken token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        IReadOnlyList<SecurityKey> keys = await discovered.ForAsync(token.Kid, cancellationToken);
        if (keys.Count == 0)
        {
            return null;
        }

        TokenValidationParameters parameters = AccessTokens.Parameters(keys, Algorithms, options.Issuer, [options.Audience], time);
        TokenValidationResult result = await _handler.ValidateTokenAsync(token, parameters).ConfigureAwait(false);
        return result.IsValid && clients.FindExternal(options.Issuer, token.Subject) is { } client ? Identity(client, result.ClaimsIdentity) : null;
    }

    private ClaimsIdentity Identity(ClientRegistration client, ClaimsIdentity said)
    {
        IEnumerable<string> asked = said.FindAll("scope").Concat(said.FindAll("scp")).SelectMany(claim => claim.Value.Split(' '));
        List<Claim> claims = [.. TokenClaims.Of(client, client.Scopes.Intersect(asked))];
        claims.AddRange(said.FindAll("cnf"));
        if (options.TrustSignInMethods)
        {
            claims.AddRange(said.FindAll("amr").Select(claim => new Claim("amr", claim.Value)));
        }

        return new ClaimsIdentity(claims);
    }
}
