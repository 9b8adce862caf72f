using RemoteVerify.Cases;
using RemoteVerify.Cases.Results.Archiving;
using RemoteVerify.Server.Jobs;
using RemoteVerify.Server.Security;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Archiving;

/// <summary>
/// Renews archive timestamps for each tenant in small steps: one document a transaction, and the next step as long as documents wait. Should two
/// nodes ever do it at once, the version of the row decides.
/// </summary>
public sealed partial class ArchiveRenewal(RenewArchiveTimestamps act, ClientRegistry clients, ArchivePolicy policy, JobRecords records, ILogger<ArchiveRenewal> logger)
    : PeriodicJob(records, logger)
{
    /// <summary>Steps of one tenant in one run; a document that failed is put off, so the end is near in any case.</summary>
    private const int MostSteps = 500;

    protected override Task RunAsync(CancellationToken cancellationToken) =>
        EachAsync(clients.All.Select(client => client.Tenant).Distinct(), tenant => RunAsync(new TenantId(tenant), cancellationToken), cancellationToken);

    private async Task RunAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        for (int step = 0; step < MostSteps; step++)
        {
            RenewalRun run = await act.DoAsync(Actor.Service(tenant), cancellationToken);
            if (run.Renewed.Count + run.Failed.Count > 0)
            {
                Log.Ran(logger, run.Examined, run.Renewed.Count, run.Failed.Count);
            }

            if (run.Examined < policy.MostPerRun)
            {
                return;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Archive timestamps: {Examined} looked at, {Renewed} renewed, {Failed} put off; the audit log says why.")]
        public static partial void Ran(ILogger logger, int examined, int renewed, int failed);
    }
}
