using System.Security.Claims;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Lookups;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Dispatches;

/// <summary>Whether a paper of the dossier is genuine, as its issuer says.</summary>
public static class IssuerEndpoints
{
    public static void MapIssuerConfirmation(this RouteGroupBuilder api) =>
        api.MapPost("/cases/{id:guid}/papers/{paper}/issuer-confirmation", AskAsync).WithTags("Dossiers").RequireAuthorization().WithName("ConfirmWithIssuer")
            .WithSummary("Ask the issuer of a paper whether it is genuine; the answer becomes a paper of the dossier").Produces<IssuerConfirmationResponse>();

    private static async Task<IResult> AskAsync(
        Guid id, string paper, IssuerConfirmationBody body, ConfirmWithIssuer act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), paper, body.Issuer ?? string.Empty, body.Number ?? string.Empty, body.IssuedOn, cancellationToken))
        .Answer(confirmed => TypedResults.Ok(new IssuerConfirmationResponse(confirmed.Finding, confirmed.Reference, confirmed.Paper)));
}

/// <summary>The paper as it is printed.</summary>
public sealed record IssuerConfirmationBody(string? Issuer, string? Number, DateOnly? IssuedOn)
{
    public override string ToString() => nameof(IssuerConfirmationBody);
}

/// <summary>What the issuer says; the officer decides.</summary>
/// <param name="Finding">Genuine, NotGenuine, Withdrawn or NoRecord.</param>
/// <param name="Reference">Number of the issuer's answer.</param>
/// <param name="Paper">Id of the paper that keeps the answer.</param>
public sealed record IssuerConfirmationResponse(IssuerFinding Finding, string Reference, string Paper);
