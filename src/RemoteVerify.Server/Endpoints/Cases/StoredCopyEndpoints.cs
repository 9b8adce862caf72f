using System.Security.Claims;
using RemoteVerify.Cases.Journeys.StoredCopies;
using RemoteVerify.Cases;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Cases;

/// <summary>The copy of a stored digital result, in place of issuing the result again.</summary>
public static class StoredCopyEndpoints
{
    public static void MapStoredCopies(this RouteGroupBuilder api)
    {
        RouteGroupBuilder acts = api.MapGroup("/cases/{id:guid}/actions").WithTags("Certified copies").RequireAuthorization();
        PaperCopyEndpoints.Act(acts, "plan-copy", PlanAsync, "PlanCopy", "Find and check the stored result and choose the legal road");
        PaperCopyEndpoints.Act(acts, "compose-stored-copy", ComposeAsync, "ComposeStoredCopy", "Compose the copy by the planned road");
    }

    private static async Task<IResult> PlanAsync(
        Guid id, PlanCopyBody body, HttpRequest request, HttpResponse response, PlanCopy act, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        CopyRequest wanted = new(
            body.Result is { } result ? new PublishedId(result) : null, body.Owner, body.Type, body.Road, body.Pages ?? [], body.RightPaper)
        {
            TrueOriginal = TrueOriginalBody.Of(body.TrueOriginal),
        };
        return PaperCopyEndpoints.Told(response, await act.DoAsync(user.Actor(), request.CaseOf(id), wanted, cancellationToken));
    }

    private static async Task<IResult> ComposeAsync(
        Guid id, ComposeCopyBody body, HttpRequest request, HttpResponse response, ComposeStoredCopy act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        PaperCopyEndpoints.Told(response, await act.DoAsync(user.Actor(), request.CaseOf(id), body.DecidedBy ?? string.Empty, cancellationToken));
}
