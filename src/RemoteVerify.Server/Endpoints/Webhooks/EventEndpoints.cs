using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Webhooks;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Webhooks;

/// <summary>The list of events: who reads it from a cursor on misses none, with or without webhooks.</summary>
public static class EventEndpoints
{
    private const int UsualPage = 50;

    public static void MapEvents(this RouteGroupBuilder api)
    {
        RouteGroupBuilder events = api.MapGroup("/events").WithTags("Webhooks").RequireAuthorization();
        events.MapGet("/", ListAsync).WithName("ListEvents").WithSummary("Events of your cases, in the order in which they became visible").Produces<ItemsResponse<EventResponse>>();
        events.MapGet("/{id:guid}", ViewAsync).WithName("ReadEvent").WithSummary("One event").Produces<EventResponse>();
        events.MapPost("/{id:guid}/replay", ReplayAsync).WithName("ReplayEvent").WithSummary("Send an event again").Produces<IReadOnlyList<DeliveryResponse>>(StatusCodes.Status202Accepted);
    }

    /// <summary>True when there is none, or a readable one.</summary>
    internal static bool TryReadCursor(string? text, out EventCursor? cursor)
    {
        bool isReadable = EventCursor.TryParse(text ?? string.Empty, out EventCursor read);
        cursor = isReadable ? read : null;
        return text is null || isReadable;
    }

    internal static IResult Malformed(string? what = null) =>
        Problem.Of(StatusCodes.Status422UnprocessableEntity, "event.query-malformed", what ?? "Use next of the page before as cursor, or begin without one.");

    private static async Task<IResult> ListAsync(
        string? cursor, int? limit, string? type, Guid? caseId, DateTimeOffset? since, ListEvents act, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!TryReadCursor(cursor, out EventCursor? after))
        {
            return Malformed();
        }

        EventQuery query = new(null, type, caseId is { } id ? new CaseId(id) : null, after, since, null, limit ?? UsualPage);
        return (await act.DoAsync(user.Actor(), query, cancellationToken)).Answer(found => TypedResults.Ok(new ItemsResponse<EventResponse>(
            [.. found.Select(EventResponse.Of)], found.Count > 0 ? new EventCursor(found[^1].Position, found[^1].Id).ToString() : cursor)));
    }

    private static async Task<IResult> ViewAsync(Guid id, ViewEvent act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), id, cancellationToken)).Answer(found => TypedResults.Ok(EventResponse.Of(found)));

    private static async Task<IResult> ReplayAsync(
        Guid id, [FromBody(EmptyBodyBehavior = Microsoft.AspNetCore.Mvc.ModelBinding.EmptyBodyBehavior.Allow)] ReplayEventBody? body, ReplayEvent act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), id, body?.EndpointId is { } endpoint ? new WebhookId(endpoint) : null, cancellationToken))
            .Answer(queued => TypedResults.Accepted((string?)null, (IReadOnlyList<DeliveryResponse>)[.. queued.Select(d => DeliveryResponse.Of(d))]));
}
