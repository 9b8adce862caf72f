using RemoteVerify.Cases.Notifications;
using RemoteVerify.Server.Jobs;

namespace RemoteVerify.Server.Notifications;

/// <summary>Sends notifications. What each node takes is noted in the database.</summary>
internal sealed class NotificationWorker(SendNotifications act, TimeProvider clock, ILogger<NotificationWorker> logger) : NodeLoop(clock, logger, "notifications")
{
    protected override async Task<bool> RunOnceAsync(CancellationToken cancellationToken) => await act.RunAsync(cancellationToken) > 0;
}
