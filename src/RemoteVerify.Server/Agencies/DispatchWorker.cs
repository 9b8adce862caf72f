using RemoteVerify.Server.Jobs;

namespace RemoteVerify.Server.Agencies;

/// <summary>Sends messages to other agencies. Leases in the database keep nodes apart.</summary>
public sealed class DispatchWorker(Dispatcher dispatcher, TimeProvider clock, ILogger<DispatchWorker> logger) : NodeLoop(clock, logger, "dispatches")
{
    protected override async Task<bool> RunOnceAsync(CancellationToken cancellationToken) => await dispatcher.SendDueAsync(cancellationToken) > 0;
}
