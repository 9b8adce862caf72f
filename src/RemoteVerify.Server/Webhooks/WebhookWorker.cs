using RemoteVerify.Server.Jobs;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Webhooks;

/// <summary>Sends webhooks, and forgets old ones by the hour. Leases in the database keep nodes apart.</summary>
public sealed class WebhookWorker(WebhookDispatcher dispatcher, WebhookQueue queue, WebhookOptions options, TimeProvider clock, ILogger<WebhookWorker> logger) : NodeLoop(clock, logger, "webhooks")
{
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);

    private DateTimeOffset _forget = clock.GetUtcNow();

    /// <summary>Deliveries that were begun are waited for, so that a stop loses no answer.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await base.ExecuteAsync(stoppingToken);
        await dispatcher.IdleAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        await dispatcher.StartDueAsync(cancellationToken);
        DateTimeOffset now = Clock.GetUtcNow();
        if (now >= _forget)
        {
            await queue.ForgetAsync(now - TimeSpan.FromDays(options.KeepDays), cancellationToken);
            _forget = now + ForgetEvery;
        }

        return false;
    }
}
