namespace RemoteVerify.Cases.Webhooks;

/// <summary>How far a delivery is.</summary>
public enum DeliveryState
{
    /// <summary>To be sent, or to be tried again.</summary>
    Waiting,

    /// <summary>The receiver answered with a status of 200 to 299.</summary>
    Delivered,

    /// <summary>Every try failed. It can be replayed.</summary>
    GivenUp,
}

/// <summary>One event on its way to one endpoint.</summary>
/// <param name="Id">Id of the delivery.</param>
/// <param name="Endpoint">Where to.</param>
/// <param name="EventId">The event; what the receiver sees as <c>webhook-id</c>, the same at every try and replay.</param>
/// <param name="Run">0 for the first delivery, counting up with each replay.</param>
/// <param name="Tenant">Tenant.</param>
/// <param name="Type">Type of the event.</param>
/// <param name="Case">The case it is about; null for a test.</param>
/// <param name="Subject">Id of what it is about, or null.</param>
/// <param name="At">When the event happened.</param>
/// <param name="QueuedAt">When the delivery was put into the queue.</param>
/// <param name="State">How far it is.</param>
/// <param name="Attempts">Tries so far.</param>
/// <param name="NextTryAt">Not before.</param>
/// <param name="DoneAt">When it was delivered or given up.</param>
public sealed record WebhookDelivery(
    Guid Id, WebhookId Endpoint, Guid EventId, int Run, TenantId Tenant, string Type, CaseId? Case, string? Subject, DateTimeOffset At, DateTimeOffset QueuedAt,
    DeliveryState State, int Attempts, DateTimeOffset NextTryAt, DateTimeOffset? DoneAt)
{
    /// <summary>A delivery that waits to be sent at once.</summary>
    public static WebhookDelivery Of(WebhookEndpoint endpoint, StoredEvent stored, int run, DateTimeOffset now) => new(
        Guid.CreateVersion7(now), endpoint.Id, stored.Id, run, endpoint.Tenant, stored.Event.Type, stored.Event.CaseId, stored.Event.Subject, stored.Event.At, now,
        DeliveryState.Waiting, 0, now, null);

    public override string ToString() => $"WebhookDelivery {Id:D} of {Type}";
}

/// <summary>How one try ended.</summary>
/// <param name="Number">1 for the first; a number is missing when the service died in the middle of that try.</param>
/// <param name="At">When it began.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Outcome">One of <see cref="AttemptOutcomes"/>.</param>
/// <param name="Status">The receiver's HTTP status, or null when there was none.</param>
public sealed record WebhookAttempt(int Number, DateTimeOffset At, TimeSpan Duration, string Outcome, int? Status);

/// <summary>Codes of how tries end.</summary>
public static class AttemptOutcomes
{
    /// <summary>A status of 200 to 299, whatever the body says.</summary>
    public const string Delivered = "delivered";

    /// <summary>410: the endpoint wants nothing more.</summary>
    public const string Gone = "gone";

    /// <summary>A redirect, which is never followed.</summary>
    public const string Redirected = "redirected";

    /// <summary>Any other status.</summary>
    public const string ErrorStatus = "error-status";

    /// <summary>No whole answer in time.</summary>
    public const string TimedOut = "timed-out";

    /// <summary>The name has no address.</summary>
    public const string NoSuchHost = "no-such-host";

    /// <summary>An address where this service does not send to.</summary>
    public const string AddressRefused = "address-refused";

    /// <summary>Nobody listens, or the way is closed.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>No secure connection: certificate, name or protocol.</summary>
    public const string NotSecure = "not-secure";

    /// <summary>What came back is not HTTP, or its headers have no end.</summary>
    public const string Malformed = "malformed";

    /// <summary>The connection broke before the answer.</summary>
    public const string Broken = "broken";
}
