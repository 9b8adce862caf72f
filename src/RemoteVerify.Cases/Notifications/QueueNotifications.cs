using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tenants;

namespace RemoteVerify.Cases.Notifications;

/// <summary>Makes of an event of the outbox one notification for each person, at most once, however often the event comes.</summary>
public sealed class QueueNotifications(IUnitOfWorkFactory stores, TenantTree tenants, NotificationTexts texts, IEnumerable<INotificationGateway> gateways, TimeProvider clock) : IEventSink
{
    private const int MostTries = 5;

    private readonly NotificationChannel[] _available = [.. gateways.Where(gateway => gateway.IsAvailable).Select(gateway => gateway.Channel)];

    public async Task DeliverAsync(OutgoingEvent outgoing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outgoing);
        for (int tries = 0; texts.Events.ContainsKey(outgoing.Event.Type); tries++)
        {
            if (await TryAsync(outgoing, cancellationToken))
            {
                return;
            }

            if (tries == MostTries)
            {
                throw new InvalidOperationException("Notifications of an event could not be kept: others were quicker each time.");
            }
        }
    }

    private async Task<bool> TryAsync(OutgoingEvent outgoing, CancellationToken cancellationToken)
    {
        DomainEvent happened = outgoing.Event;
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        if (await unit.Cases.FindAsync(happened.Tenant, happened.CaseId, cancellationToken) is not { } found)
        {
            return true;
        }

        // Nobody of a sandbox exists, so nothing leaves it.
        IReadOnlyCollection<NotificationChannel> available = tenants.Find(happened.Tenant) is { IsSandbox: true } ? [] : _available;
        DateTimeOffset now = clock.GetUtcNow();
        foreach (Participant person in NotificationPlan.People(found.File))
        {
            if (!await unit.Notifications.IsQueuedAsync(outgoing.Id, person.Id, cancellationToken))
            {
                NotificationChannel channel = NotificationPlan.Next(found.File, person.Id, available, null);
                unit.Notifications.Queue(new Notification(
                    Guid.CreateVersion7(now), outgoing.Id, happened.Tenant, happened.CaseId, person.Id, happened.Type, channel, StateOf(channel), 0, now, now, null, null));
            }
        }

        return await unit.CommitAsync(cancellationToken) == CommitResult.Committed;
    }

    internal static NotificationState StateOf(NotificationChannel channel) =>
        channel is NotificationChannel.VNeID or NotificationChannel.Sms ? NotificationState.Waiting : NotificationState.ToBeTold;
}
