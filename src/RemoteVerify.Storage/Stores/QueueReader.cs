using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases.Notifications;
using RemoteVerify.Cases.Providers;
using RemoteVerify.Cases.Webhooks;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

/// <summary>How full one queue is, of all tenants together.</summary>
/// <param name="Name">events, webhooks, agencies or notifications.</param>
/// <param name="Waiting">Not done yet.</param>
/// <param name="Oldest">Since when the oldest of these waits; null when none does.</param>
/// <param name="GivenUp">Somebody must look at these.</param>
public sealed record QueueLength(string Name, int Waiting, DateTimeOffset? Oldest, int GivenUp);

/// <summary>Counts what waits, for who looks after the service. It reads no content and names nobody.</summary>
public sealed class QueueReader
{
    private readonly IDbContextFactory<StorageContext> _contexts;

    internal QueueReader(IDbContextFactory<StorageContext> contexts) => _contexts = contexts;

    public async Task<IReadOnlyList<QueueLength>> ListAsync(CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<OutboxRow> events = context.Outbox.AsNoTracking().Where(row => row.SentAt == null);
        IQueryable<WebhookDeliveryRow> webhooks = context.WebhookDeliveries.AsNoTracking().Where(row => row.State == DeliveryState.Waiting);
        IQueryable<DispatchRow> agencies = context.Dispatches.AsNoTracking().Where(row => row.State == DispatchState.Waiting);
        IQueryable<NotificationRow> notifications = context.Notifications.AsNoTracking().Where(row => row.State == NotificationState.Waiting);
        return
        [
            new("events", await events.CountAsync(cancellationToken), At(await events.MinAsync(row => (long?)row.At, cancellationToken)), 0),
            new("webhooks", await webhooks.CountAsync(cancellationToken), At(await webhooks.MinAsync(row => (long?)row.QueuedAt, cancellationToken)),
                await context.WebhookDeliveries.CountAsync(row => row.State == DeliveryState.GivenUp, cancellationToken)),
            new("agencies", await agencies.CountAsync(cancellationToken), At(await agencies.MinAsync(row => (long?)row.QueuedAt, cancellationToken)),
                await context.Dispatches.CountAsync(row => row.State == DispatchState.GivenUp || row.State == DispatchState.Refused, cancellationToken)),
            new("notifications", await notifications.CountAsync(cancellationToken), null,
                await context.Notifications.CountAsync(row => row.State == NotificationState.ToBeTold, cancellationToken)),
        ];
    }

    private static DateTimeOffset? At(long? stored) => stored is { } at ? Time.Read(at) : null;
}
