using RemoteVerify.Cases.Notifications;

namespace RemoteVerify.Server.Notifications;

/// <summary>Sends notifications as long as the service runs. Every node has one; what each takes is noted in the database.</summary>
internal sealed partial class NotificationWorker(SendNotifications act, TimeProvider clock, ILogger<NotificationWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan wait = Pause;
            try
            {
                wait = await act.RunAsync(stoppingToken) > 0 ? TimeSpan.Zero : Pause;
            }
            catch (Exception trouble) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is away: notifications stay where they are.
                Log.Trouble(logger, trouble);
                wait = AfterTrouble;
            }

            await Task.Delay(wait, clock, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Notifications could not be sent; they are tried again.")]
        public static partial void Trouble(ILogger logger, Exception trouble);
    }
}
