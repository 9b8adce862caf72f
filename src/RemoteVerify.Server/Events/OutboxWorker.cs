using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Events;

/// <summary>Delivers events as long as the service runs. Every node has one; a lease in the database keeps them apart.</summary>
public sealed partial class OutboxWorker(OutboxDelivery delivery, TimeProvider clock, ILogger<OutboxWorker> logger) : BackgroundService
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
                (int delivered, int failed) = await delivery.DeliverDueAsync(stoppingToken);
                wait = delivered > 0 && failed == 0 ? TimeSpan.Zero : Pause;
            }
            catch (Exception trouble) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is away: events stay where they are.
                Log.Trouble(logger, trouble);
                wait = AfterTrouble;
            }

            await Task.Delay(wait, clock, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Events could not be taken from the outbox; they are tried again.")]
        public static partial void Trouble(ILogger logger, Exception trouble);
    }
}
