using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Webhooks;

/// <summary>Sends webhooks as long as the service runs. Every node has one; leases in the database keep them apart.</summary>
public sealed partial class WebhookWorker(WebhookDispatcher dispatcher, WebhookQueue queue, WebhookOptions options, TimeProvider clock, ILogger<WebhookWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        DateTimeOffset forget = clock.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan wait = Pause;
            try
            {
                await dispatcher.StartDueAsync(stoppingToken);
                if (clock.GetUtcNow() >= forget)
                {
                    await queue.ForgetAsync(clock.GetUtcNow() - TimeSpan.FromDays(options.KeepDays), stoppingToken);
                    forget = clock.GetUtcNow() + ForgetEvery;
                }
            }
            catch (Exception trouble) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is away: deliveries stay where they are.
                Log.Trouble(logger, trouble);
                wait = AfterTrouble;
            }

            await Task.Delay(wait, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await dispatcher.IdleAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Webhooks could not be taken from the queue; they are tried again.")]
        public static partial void Trouble(ILogger logger, Exception trouble);
    }
}
