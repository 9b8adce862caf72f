using System.Security.Claims;
using RemoteVerify.Cases;

namespace RemoteVerify.Server.Security;

/// <summary>Who acts, from the authenticated request and from nothing else.</summary>
public static class Actors
{
    public static Actor Actor(this ClaimsPrincipal user)
    {
        if (user.Identity?.IsAuthenticated != true)
        {
            return Cases.Actor.Anyone;
        }

        TenantId tenant = new(Claim(user, "tenant"));
        string id = Claim(user, "sub");
        return Claim(user, "kind") switch
        {
            nameof(ClientKind.Portal) => Cases.Actor.Portal(tenant, id),
            nameof(ClientKind.Officer) => Cases.Actor.Officer(tenant, id) with { SignedInBy = user.Methods() is { Count: > 0 } methods ? string.Join(' ', methods) : null },
            nameof(ClientKind.Organisation) => Cases.Actor.Seal(tenant),
            nameof(ClientKind.Reporter) => Cases.Actor.Reporter(tenant, id, user.Scopes().Contains(Scopes.Reporting)),
            nameof(ClientKind.DataProtection) => Cases.Actor.DataProtection(tenant, id) with { SignedInBy = user.Methods() is { Count: > 0 } methods ? string.Join(' ', methods) : null },
            BearerAuthentication.CitizenKind => Cases.Actor.Citizen(tenant, new CaseId(Guid.Parse(Claim(user, "case"))), new ParticipantId(id)) with
            {
                HandOver = user.FindFirstValue(BearerAuthentication.HandOverClaim) is { } handOver ? Guid.Parse(handOver) : null,
            },
            _ => Cases.Actor.Anyone,
        };
    }

    private static string Claim(ClaimsPrincipal user, string type) =>
        user.FindFirstValue(type) ?? throw new InvalidOperationException($"The token has no claim {type}.");
}
