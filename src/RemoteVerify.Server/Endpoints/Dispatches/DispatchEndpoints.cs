using System.Security.Claims;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Providers;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Dispatches;

/// <summary>Messages to other agencies: how far they are, and what an officer does when one hangs.</summary>
public static class DispatchEndpoints
{
    public static void MapDispatches(this RouteGroupBuilder api)
    {
        RouteGroupBuilder dispatches = api.MapGroup("/dispatches").WithTags("Dispatches").RequireAuthorization();
        dispatches.MapGet("/", ListAsync).WithName("ListDispatches").WithSummary("Messages to other agencies, newest first").Produces<IReadOnlyList<DispatchResponse>>();
        dispatches.MapPost("/{dispatch:guid}/retry", RetryAsync).WithName("RetryDispatch").WithSummary("Send a message that hangs again").Produces<DispatchResponse>();
        dispatches.MapPost("/{dispatch:guid}/skip", SkipAsync).WithName("SkipDispatch").WithSummary("Decide that a message that hangs is not sent").Produces<DispatchResponse>();
    }

    private static async Task<IResult> ListAsync(
        Guid? caseId, string? channel, DispatchState? state, Guid? before, int? limit, ListDispatches act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new DispatchQuery(caseId is { } id ? new CaseId(id) : null, channel, state, before, limit ?? 50), cancellationToken))
        .Answer(found => TypedResults.Ok((IReadOnlyList<DispatchResponse>)[.. found.Select(DispatchResponse.Of)]));

    private static async Task<IResult> RetryAsync(Guid dispatch, RetryDispatch act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), dispatch, cancellationToken)).Answer(again => TypedResults.Ok(DispatchResponse.Of(again)));

    private static async Task<IResult> SkipAsync(Guid dispatch, SkipBody body, SkipDispatch act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), dispatch, body.Reason ?? string.Empty, cancellationToken)).Answer(skipped => TypedResults.Ok(DispatchResponse.Of(skipped)));
}

/// <summary>Why a message is not sent.</summary>
public sealed record SkipBody(string? Reason)
{
    public override string ToString() => nameof(SkipBody);
}

/// <summary>A message that a case owes to another agency.</summary>
/// <param name="Channel"><c>national-portal</c>, <c>notary-database</c> or <c>correction-desk</c>.</param>
/// <param name="Order">Place among the messages of the case to this agency.</param>
/// <param name="What">What it says, in a word.</param>
/// <param name="LastOutcome">How the last try ended, a code.</param>
/// <param name="NextTryAt">When it is tried next; null when it is done.</param>
/// <param name="Receipt">The agency's own number for it.</param>
public sealed record DispatchResponse(
    Guid Id, Guid CaseId, string Channel, int Order, string What, DispatchState State, int Attempts, string? LastOutcome, DateTimeOffset QueuedAt, DateTimeOffset? NextTryAt, DateTimeOffset? DoneAt,
    string? Receipt)
{
    public static DispatchResponse Of(Dispatch d) => new(
        d.Id, d.CaseId.Value, d.Channel, d.Order, d.What, d.State, d.Attempts, d.LastOutcome, d.QueuedAt, d.State == DispatchState.Waiting ? d.NextTryAt : null, d.DoneAt, d.Receipt);
}
