using RemoteVerify.Cases;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Endpoints.Procedures;

/// <summary>The procedures that this service knows, for everyone: what is needed, what it costs, how long it takes, which visit remains and why.</summary>
public static class ProcedureEndpoints
{
    public static void MapProcedures(this RouteGroupBuilder api)
    {
        RouteGroupBuilder procedures = api.MapGroup("/procedures").WithTags("Procedures").AllowAnonymous();
        procedures.MapGet("/", ListAsync).WithName("ListProcedures").WithSummary("The procedures in force, today or on a day").Produces<IReadOnlyList<ProcedureListEntry>>();
        procedures.MapGet("/{code}", ReadAsync).WithName("ReadProcedure").WithSummary("A procedure: papers, fees, time limit, remaining visits with their legal reasons").Produces<ProcedureResponse>();
    }

    private static async Task<IResult> ListAsync(DateOnly? on, ListProcedures act, CancellationToken cancellationToken) =>
        (await act.DoAsync(Actor.Anyone, on, cancellationToken)).Answer(found => TypedResults.Ok(found.Select(ProcedureListEntry.Of).ToList()));

    private static async Task<IResult> ReadAsync(string code, DateOnly? on, ListProcedures act, CancellationToken cancellationToken) =>
        (await act.FindAsync(Actor.Anyone, code, on, cancellationToken)).Answer(found => TypedResults.Ok(ProcedureResponse.Of(found)));
}
