using RemoteVerify.Cases;
using RemoteVerify.Cases.Results.Archiving;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Archiving;

/// <summary>
/// Runs the renewal of archive timestamps for each tenant, in the background and in small steps: one document a transaction, and
/// while documents wait the next step follows soon. Two nodes may do it at once; the version of the row decides.
/// </summary>
public sealed partial class ArchiveRenewal(RenewArchiveTimestamps act, ClientRegistry clients, ArchivePolicy policy, TimeProvider time, ILogger<ArchiveRenewal> logger) : BackgroundService
{
    /// <summary>The service is up and serves before the first run.</summary>
    private static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(FirstAfter, time, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            bool more = false;
            foreach (string tenant in clients.All.Select(c => c.Tenant).Distinct())
            {
                more |= await RunAsync(new TenantId(tenant), stoppingToken);
            }

            await Task.Delay(more ? Busy : Idle, time, stoppingToken);
        }
    }

    /// <summary>True when more may be waiting.</summary>
    private async Task<bool> RunAsync(TenantId tenant, CancellationToken stoppingToken)
    {
        try
        {
            RenewalRun run = await act.DoAsync(Actor.Service(tenant), stoppingToken);
            if (run.Renewed.Count + run.Failed.Count > 0)
            {
                Log.Ran(logger, run.Examined, run.Renewed.Count, run.Failed.Count);
            }

            return run.Examined == policy.MostPerRun;
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Failed(logger, e);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Archive timestamps: {Examined} looked at, {Renewed} renewed, {Failed} put off; the audit log says why.")]
        public static partial void Ran(ILogger logger, int examined, int renewed, int failed);

        [LoggerMessage(Level = LogLevel.Error, Message = "The renewal of archive timestamps failed; it is tried again.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
