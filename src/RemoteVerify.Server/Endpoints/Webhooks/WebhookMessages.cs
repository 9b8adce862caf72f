using RemoteVerify.Cases.Webhooks;

namespace RemoteVerify.Server.Endpoints.Webhooks;

/// <summary>What a client says about an endpoint; in a change, what is left out stays.</summary>
/// <param name="Address">A public https address, without user and fragment.</param>
/// <param name="Events">Types of events, or subject.* for all of a subject; none for every type.</param>
/// <param name="Description">At most 200 characters.</param>
/// <param name="Paused">True for a rest; false to be sent to (again).</param>
public sealed record WebhookEndpointBody(string? Address, IReadOnlyList<string>? Events, string? Description, bool? Paused)
{
    internal EndpointOrder Order() => new(Address, Events, Description, Paused);

    public override string ToString() => nameof(WebhookEndpointBody);
}

/// <summary>An endpoint as its owner sees it.</summary>
/// <param name="State">active, paused, disabled (every try of an event failed and nothing else got through) or gone (it answered 410).</param>
/// <param name="Secret">whsec_ and the key in base64; told once, when it is made.</param>
/// <param name="Signatures">v1 (HMAC-SHA256) only: the platform has no Ed25519, so there is no v1a.</param>
/// <param name="FormerSecretsEndAt">Until when former secrets sign beside the present one.</param>
/// <param name="FailingSince">Since when nothing got through; null while it works.</param>
/// <param name="Waiting">Deliveries that are still to be made.</param>
/// <param name="GivenUp">Deliveries that were given up; they can be replayed.</param>
public sealed record WebhookEndpointResponse(
    Guid Id, Uri Address, IReadOnlyList<string> Events, string? Description, string State, DateTimeOffset StateSince, string? Secret, IReadOnlyList<string> Signatures,
    IReadOnlyList<DateTimeOffset> FormerSecretsEndAt, DateTimeOffset CreatedAt, DateTimeOffset? FailingSince, DateTimeOffset? LastDeliveredAt, DateTimeOffset? LastFailedAt, int Waiting, int GivenUp)
{
    private static readonly string[] Schemes = ["v1"];

    public static WebhookEndpointResponse Of(WebhookEndpoint endpoint, WebhookHealth? health, DateTimeOffset now, bool withSecret = false) => new(
        endpoint.Id.Value, endpoint.Address, endpoint.Events, endpoint.Description, endpoint.State.ToString().ToLowerInvariant(), endpoint.StateSince,
        withSecret ? endpoint.Secrets[0].Value : null, Schemes, [.. endpoint.Secrets.Where(s => s.EndsAt > now).Select(s => s.EndsAt!.Value)], endpoint.CreatedAt,
        health?.FailingSince, health?.LastDeliveredAt, health?.LastFailedAt, health?.Waiting ?? 0, health?.GivenUp ?? 0);

    public override string ToString() => $"WebhookEndpointResponse {Id}";
}

/// <param name="OverlapHours">How long the present secret signs beside the new one, 0 to 168; 0 when it has leaked.</param>
public sealed record RotateSecretBody(int? OverlapHours);

/// <summary>A delivery. webhook-id is the event's id, at every try and replay.</summary>
/// <param name="Run">0 for the first delivery of the event to this endpoint, then counting replays.</param>
/// <param name="State">waiting, delivered or givenUp.</param>
/// <param name="Tries">In a single delivery: how each try ended.</param>
public sealed record DeliveryResponse(
    Guid Id, Guid EventId, int Run, string Type, string State, int Attempts, DateTimeOffset QueuedAt, DateTimeOffset? NextTryAt, DateTimeOffset? DoneAt, IReadOnlyList<TryResponse>? Tries)
{
    public static DeliveryResponse Of(WebhookDelivery delivery, IReadOnlyList<WebhookAttempt>? tries = null) => new(
        delivery.Id, delivery.EventId, delivery.Run, delivery.Type, Camel(delivery.State), delivery.Attempts, delivery.QueuedAt,
        delivery.State == DeliveryState.Waiting ? delivery.NextTryAt : null, delivery.DoneAt, tries?.Select(TryResponse.Of).ToList());

    private static string Camel(DeliveryState state) => char.ToLowerInvariant(state.ToString()[0]) + state.ToString()[1..];
}

/// <param name="Outcome">delivered, gone, redirected, error-status, timed-out, no-such-host, address-refused, unreachable, not-secure, malformed or broken.</param>
/// <param name="Status">The receiver's HTTP status, or null.</param>
public sealed record TryResponse(int Number, DateTimeOffset At, int Milliseconds, string Outcome, int? Status)
{
    public static TryResponse Of(WebhookAttempt attempt) => new(attempt.Number, attempt.At, (int)attempt.Duration.TotalMilliseconds, attempt.Outcome, attempt.Status);
}

/// <param name="Since">Events from then on.</param>
/// <param name="Until">Events before then.</param>
/// <param name="Cursor">next of the call before, to go on.</param>
/// <param name="All">True to send again also what was delivered; else only what is missing.</param>
public sealed record ReplaySinceBody(DateTimeOffset? Since, DateTimeOffset? Until, string? Cursor, bool? All);

/// <param name="Queued">Deliveries that were queued.</param>
/// <param name="Next">Set when there are more: call again with it as cursor.</param>
public sealed record ReplayedResponse(int Queued, string? Next);

/// <param name="EndpointId">To this endpoint; left out for every active one that takes the type.</param>
public sealed record ReplayEventBody(Guid? EndpointId);

/// <summary>An event: ids and type, no personal data.</summary>
public sealed record EventResponse(Guid Id, string Type, DateTimeOffset Timestamp, Guid CaseId, string? Subject)
{
    public static EventResponse Of(StoredEvent stored) =>
        new(stored.Id, stored.Event.Type, stored.Event.At, stored.Event.CaseId.Value, EventPayload.SubjectOf(stored.Event.Subject));
}

/// <summary>A page of a list.</summary>
/// <param name="Items">In the list's order.</param>
/// <param name="Next">The cursor of what comes next. Events always have one, since more of them come; the others have none on the last page.</param>
public sealed record ItemsResponse<T>(IReadOnlyList<T> Items, string? Next)
{
    public override string ToString() => $"Items {Items.Count}";
}
