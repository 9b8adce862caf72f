using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Notifications;

/// <summary>
/// Sends what is due. A node takes a notification by moving its next try into the future in a transaction of its own, so that no two nodes send it at once and one
/// that a dead node held comes back. When a gateway fails too often the next channel of the person's wish is taken, and at the end somebody at the counter.
/// </summary>
public sealed class SendNotifications(IUnitOfWorkFactory stores, NotificationTexts texts, IEnumerable<INotificationGateway> gateways, TimeProvider clock)
{
    /// <summary>How long a node keeps what it took; longer than any try.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private const int AtOnce = 20;

    private readonly Dictionary<NotificationChannel, INotificationGateway> _gateways = gateways.Where(gateway => gateway.IsAvailable).ToDictionary(gateway => gateway.Channel);

    /// <summary>One turn.</summary>
    /// <returns>How many were tried.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<Notification> due;
        await using (IUnitOfWork unit = await stores.BeginAsync(cancellationToken))
        {
            due = await unit.Notifications.DueAsync(clock.GetUtcNow(), AtOnce, cancellationToken);
        }

        int tried = 0;
        foreach (Notification waiting in due)
        {
            if (await ChangeAsync(waiting, waiting with { NextTryAt = clock.GetUtcNow() + Lease, Attempts = waiting.Attempts + 1 }, cancellationToken) is { } taken)
            {
                tried++;
                await TryAsync(taken, cancellationToken);
            }
        }

        return tried;
    }

    private async Task TryAsync(Notification taken, CancellationToken cancellationToken)
    {
        CaseFile? file = await FileAsync(taken, cancellationToken);
        string? address = file is null ? null : NotificationPlan.AddressOf(file, taken.Participant, taken.Channel);
        NotificationAnswer answer = file is not null && address is not null && _gateways.TryGetValue(taken.Channel, out INotificationGateway? gateway)
            ? await gateway.SendAsync(new GatewayMessage(taken.Id, address, texts.Message(taken.Type, taken.Channel, file.Code)), cancellationToken)
            : new NotificationAnswer(false, true, "no-address");
        DateTimeOffset now = clock.GetUtcNow();
        bool again = !answer.IsHopeless && taken.Attempts <= NotificationPlan.Waits.Count;
        Notification after = answer.IsTaken ? taken with { State = NotificationState.Sent, DoneAt = now, Outcome = answer.Code }
            : again ? taken with { NextTryAt = now + NotificationPlan.Waits[taken.Attempts - 1], Outcome = answer.Code }
            : Elsewhere(taken, file, now, answer.Code);
        await ChangeAsync(taken, after, cancellationToken);
    }

    private Notification Elsewhere(Notification taken, CaseFile? file, DateTimeOffset now, string code)
    {
        NotificationChannel next = file is null ? NotificationChannel.Counter : NotificationPlan.Next(file, taken.Participant, _gateways.Keys, taken.Channel);
        return taken with { Channel = next, State = QueueNotifications.StateOf(next), Attempts = 0, NextTryAt = now, Outcome = code };
    }

    private async Task<CaseFile?> FileAsync(Notification taken, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        return (await unit.Cases.FindAsync(taken.Tenant, taken.Case, cancellationToken))?.File;
    }

    /// <summary>The changed notification, or null when somebody else was quicker.</summary>
    private async Task<Notification?> ChangeAsync(Notification before, Notification after, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        return await unit.Notifications.ChangeAsync(before, after, cancellationToken) && await unit.CommitAsync(cancellationToken) == CommitResult.Committed ? after : null;
    }
}
