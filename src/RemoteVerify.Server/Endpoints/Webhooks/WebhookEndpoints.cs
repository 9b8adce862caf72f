using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases.Webhooks;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Webhooks;

/// <summary>Standard Webhooks: a client's addresses, their secrets, and what was sent to them.</summary>
public static class WebhookEndpoints
{
    private const int UsualPage = 50;
    private const int LargestPage = 200;

    public static void MapWebhooks(this RouteGroupBuilder api)
    {
        RouteGroupBuilder hooks = api.MapGroup("/webhook-endpoints").WithTags("Webhooks").RequireAuthorization();
        hooks.MapPost("/", CreateAsync).WithName("CreateWebhookEndpoint").WithSummary("Register an address for events; answers the secret, once").Produces<WebhookEndpointResponse>(StatusCodes.Status201Created);
        hooks.MapGet("/", ListAsync).WithName("ListWebhookEndpoints").WithSummary("Your endpoints and how they do").Produces<ItemsResponse<WebhookEndpointResponse>>();
        hooks.MapGet("/{id:guid}", ViewAsync).WithName("ReadWebhookEndpoint").WithSummary("One endpoint").Produces<WebhookEndpointResponse>();
        hooks.MapPatch("/{id:guid}", ChangeAsync).WithName("ChangeWebhookEndpoint").WithSummary("Another address, other events, a rest, or back to work").Produces<WebhookEndpointResponse>();
        hooks.MapDelete("/{id:guid}", DeleteAsync).WithName("DeleteWebhookEndpoint").WithSummary("Delete an endpoint with its secrets and what waits for it").Produces(StatusCodes.Status204NoContent);
        hooks.MapPost("/{id:guid}/secret", RotateAsync).WithName("RotateWebhookSecret").WithSummary("A new secret; the former one signs beside it for a while").Produces<WebhookEndpointResponse>();
        hooks.MapPost("/{id:guid}/ping", PingAsync).WithName("PingWebhookEndpoint").WithSummary("Send a test to an endpoint").Produces<DeliveryResponse>(StatusCodes.Status202Accepted);
        hooks.MapPost("/{id:guid}/replay", ReplayAsync).WithName("ReplayToWebhookEndpoint").WithSummary("Send an endpoint the events of a time again").Produces<ReplayedResponse>(StatusCodes.Status202Accepted);
        hooks.MapGet("/{id:guid}/deliveries", DeliveriesAsync).WithName("ListWebhookDeliveries").WithSummary("What was sent to an endpoint, newest first").Produces<ItemsResponse<DeliveryResponse>>();
        hooks.MapGet("/{id:guid}/deliveries/{delivery}", DeliveryAsync).WithName("ReadWebhookDelivery").WithSummary("One delivery with how each try ended").Produces<DeliveryResponse>();
    }

    private static async Task<IResult> CreateAsync(WebhookEndpointBody body, RegisterEndpoint act, TimeProvider clock, ClaimsPrincipal user, HttpResponse response, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), body.Order(), cancellationToken)).Answer(made =>
        {
            response.TellVersion(made.Version);
            return TypedResults.Created($"/v1/webhook-endpoints/{made.Id}", WebhookEndpointResponse.Of(made, null, clock.GetUtcNow(), withSecret: true));
        });

    private static async Task<IResult> ListAsync(ListEndpoints act, TimeProvider clock, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), cancellationToken)).Answer(found => TypedResults.Ok(
            new ItemsResponse<WebhookEndpointResponse>([.. found.Select(e => WebhookEndpointResponse.Of(e.Endpoint, e.Health, clock.GetUtcNow()))], null)));

    private static async Task<IResult> ViewAsync(Guid id, ViewEndpoint act, TimeProvider clock, ClaimsPrincipal user, HttpResponse response, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new WebhookId(id), cancellationToken)).Answer(found => Shown(found, clock, response));

    private static async Task<IResult> ChangeAsync(
        Guid id, WebhookEndpointBody body, ChangeEndpoint act, TimeProvider clock, ClaimsPrincipal user, HttpRequest request, HttpResponse response, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new WebhookId(id), request.CaseOf(id).ExpectedVersion, body.Order(), cancellationToken)).Answer(found => Shown(found, clock, response));

    private static async Task<IResult> DeleteAsync(Guid id, DeleteEndpoint act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new WebhookId(id), request.CaseOf(id).ExpectedVersion, cancellationToken)).Answer(_ => TypedResults.NoContent());

    private static async Task<IResult> RotateAsync(
        Guid id, [FromBody(EmptyBodyBehavior = Microsoft.AspNetCore.Mvc.ModelBinding.EmptyBodyBehavior.Allow)] RotateSecretBody? body, RotateSecret act, TimeProvider clock, ClaimsPrincipal user,
        HttpResponse response, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new WebhookId(id), body?.OverlapHours is { } hours ? TimeSpan.FromHours(hours) : null, cancellationToken)).Answer(changed =>
        {
            response.TellVersion(changed.Version);
            return TypedResults.Ok(WebhookEndpointResponse.Of(changed, null, clock.GetUtcNow(), withSecret: true));
        });

    private static async Task<IResult> PingAsync(Guid id, PingEndpoint act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new WebhookId(id), cancellationToken)).Answer(test => TypedResults.Accepted($"/v1/webhook-endpoints/{id}/deliveries/{test.Id}", DeliveryResponse.Of(test)));

    private static async Task<IResult> ReplayAsync(Guid id, ReplaySinceBody body, ReplaySince act, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (body.Since is not { } since || !EventEndpoints.TryReadCursor(body.Cursor, out EventCursor? after))
        {
            return EventEndpoints.Malformed(body.Since is null ? "Say since when." : null);
        }

        return (await act.DoAsync(user.Actor(), new WebhookId(id), since, body.Until, after, body.All != true, cancellationToken))
            .Answer(done => TypedResults.Accepted((string?)null, new ReplayedResponse(done.Queued, done.Next?.ToString())));
    }

    private static async Task<IResult> DeliveriesAsync(
        Guid id, string? state, string? cursor, int? limit, ListDeliveries act, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        DeliveryState wanted = default;
        if ((state is not null && !Enum.TryParse(state, ignoreCase: true, out wanted)) || (cursor is not null && !Guid.TryParse(cursor, out _)))
        {
            return EventEndpoints.Malformed("state is waiting, delivered or givenUp; cursor is next of the page before.");
        }

        int most = Math.Clamp(limit ?? UsualPage, 1, LargestPage);
        return (await act.DoAsync(user.Actor(), new WebhookId(id), state is null ? null : wanted, cursor is null ? null : Guid.Parse(cursor), most, cancellationToken)).Answer(found =>
            TypedResults.Ok(new ItemsResponse<DeliveryResponse>([.. found.Select(d => DeliveryResponse.Of(d))], found.Count == most ? found[^1].Id.ToString() : null)));
    }

    private static async Task<IResult> DeliveryAsync(Guid id, string delivery, ViewDelivery act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new WebhookId(id), Guid.TryParse(delivery, out Guid known) ? known : Guid.Empty, cancellationToken)).Answer(found => TypedResults.Ok(DeliveryResponse.Of(found.Delivery, found.Attempts)));

    private static IResult Shown(EndpointView found, TimeProvider clock, HttpResponse response)
    {
        response.TellVersion(found.Endpoint.Version);
        return TypedResults.Ok(WebhookEndpointResponse.Of(found.Endpoint, found.Health, clock.GetUtcNow()));
    }
}
