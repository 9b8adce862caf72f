using RemoteVerify.Cases.Webhooks;

namespace RemoteVerify.Cases.Stores;

/// <summary>Endpoints, what is on its way to them, and how the tries ended.</summary>
public interface IWebhookStore
{
    Task AddAsync(WebhookEndpoint endpoint, CancellationToken cancellationToken);

    Task<WebhookEndpoint?> FindAsync(WebhookId id, CancellationToken cancellationToken);

    /// <summary>Oldest first.</summary>
    /// <param name="tenant">Of this tenant; null for all.</param>
    /// <param name="client">Of this client; null for all.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<IReadOnlyList<WebhookEndpoint>> ListAsync(TenantId? tenant, string? client, CancellationToken cancellationToken);

    /// <summary>Replaces the endpoint whose version is one less.</summary>
    Task UpdateAsync(WebhookEndpoint changed, CancellationToken cancellationToken);

    /// <summary>Takes the endpoint away with its secrets, and what was on its way to it.</summary>
    Task DeleteAsync(WebhookEndpoint endpoint, CancellationToken cancellationToken);

    Task<WebhookHealth> HealthAsync(WebhookId id, CancellationToken cancellationToken);

    /// <summary>Puts a delivery into the queue; the same event, endpoint and run twice is a conflict.</summary>
    void Queue(WebhookDelivery delivery);

    /// <summary>The number of the next run of an event to an endpoint; 0 when it was never queued for it.</summary>
    Task<int> NextRunAsync(WebhookId endpoint, Guid eventId, CancellationToken cancellationToken);

    /// <summary>True when the event was delivered to the endpoint, or waits to be.</summary>
    Task<bool> IsOnItsWayAsync(WebhookId endpoint, Guid eventId, CancellationToken cancellationToken);

    /// <summary>Deliveries to an endpoint, newest first.</summary>
    Task<IReadOnlyList<WebhookDelivery>> DeliveriesAsync(WebhookId endpoint, DeliveryState? state, Guid? before, int limit, CancellationToken cancellationToken);

    Task<WebhookDelivery?> DeliveryAsync(WebhookId endpoint, Guid id, CancellationToken cancellationToken);

    /// <summary>The tries of a delivery, oldest first.</summary>
    Task<IReadOnlyList<WebhookAttempt>> AttemptsAsync(Guid delivery, CancellationToken cancellationToken);
}

/// <summary>The list of events, as long as they are kept.</summary>
public interface IEventStore
{
    /// <summary>In the order in which they became visible.</summary>
    Task<IReadOnlyList<StoredEvent>> ListAsync(TenantId tenant, EventQuery query, CancellationToken cancellationToken);

    /// <param name="tenant">Tenant.</param>
    /// <param name="openedBy">Only when this client opened the case; null for any of the tenant.</param>
    /// <param name="id">Id.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<StoredEvent?> FindAsync(TenantId tenant, string? openedBy, Guid id, CancellationToken cancellationToken);
}
