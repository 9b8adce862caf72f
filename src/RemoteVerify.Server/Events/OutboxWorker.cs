using RemoteVerify.Server.Jobs;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Events;

/// <summary>Delivers events. A lease in the database keeps nodes apart.</summary>
public sealed class OutboxWorker(OutboxDelivery delivery, TimeProvider clock, ILogger<OutboxWorker> logger) : NodeLoop(clock, logger, "outbox")
{
    /// <summary>After a failure it waits, because the next delivery would fail too.</summary>
    protected override async Task<bool> RunOnceAsync(CancellationToken cancellationToken) => await delivery.DeliverDueAsync(cancellationToken) is { Delivered: > 0, Failed: 0 };
}
