using System.Security.Claims;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Cases;

/// <summary>A dossier on its way into the office, and the number of its paper.</summary>
public static class IntakeEndpoints
{
    public static void MapIntake(this RouteGroupBuilder api)
    {
        RouteGroupBuilder acts = api.MapGroup("/cases/{id:guid}/actions").WithTags("Cases").RequireAuthorization();
        acts.MapPost("/submit", SubmitAsync).WithName("SubmitCase").WithSummary("Hand a complete dossier in").Produces<SessionActResponse>();
        acts.MapPost("/accept", AcceptAsync).WithName("AcceptCase").WithSummary("Take a dossier in; the time limit runs from here").Produces<SessionActResponse>();
        acts.MapPost("/reserve-number", ReserveAsync).WithName("ReserveNumber").WithSummary("The number of the register book for the paper; again gives the same").Produces<SessionActResponse>();
    }

    private static async Task<IResult> SubmitAsync(Guid id, HttpRequest request, HttpResponse response, SubmitCase act, ClaimsPrincipal user, CancellationToken ct) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), ct)).Answer(next => Told(response, next));

    private static async Task<IResult> AcceptAsync(Guid id, HttpRequest request, HttpResponse response, AcceptCase act, ClaimsPrincipal user, CancellationToken ct) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), ct)).Answer(next => Told(response, next));

    private static async Task<IResult> ReserveAsync(Guid id, HttpRequest request, HttpResponse response, ReserveNumber act, ClaimsPrincipal user, CancellationToken ct) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), ct)).Answer(next => Told(response, next));

    private static IResult Told(HttpResponse response, RemoteVerify.Cases.States.Case next)
    {
        response.TellVersion(next.File.Version);
        return TypedResults.Ok(SessionActResponse.Of(next));
    }
}
