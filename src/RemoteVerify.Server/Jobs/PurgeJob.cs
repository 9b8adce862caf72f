using RemoteVerify.Cases;
using RemoteVerify.Cases.Retaining;
using RemoteVerify.Server.Security;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Jobs;

/// <summary>Destroys data that is past its retention, never what is held.</summary>
public sealed partial class PurgeJob(PurgeData act, ClientRegistry clients, JobRecords records, ILogger<PurgeJob> logger) : PeriodicJob(records, logger)
{
    protected override Task RunAsync(CancellationToken cancellationToken) => EachAsync(
        clients.All.Select(client => client.Tenant).Distinct(),
        async tenant =>
        {
            PurgeReport done = await act.RunAsync(new TenantId(tenant), cancellationToken);
            if (done.Destroyed > 0)
            {
                Log.Done(logger, done.Destroyed, tenant);
            }

            if (done.Lines.Count(line => line.State == PurgeState.NotReviewed) is > 0 and var waiting)
            {
                Log.NotReviewed(logger, waiting, tenant);
            }
        },
        cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Retention was over: the keys of {Destroyed} classes of data of tenant {Tenant} were destroyed.")]
        public static partial void Done(ILogger logger, int destroyed, string tenant);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Waiting} classes of data of tenant {Tenant} are past a retention that nobody has verified, so they stay.")]
        public static partial void NotReviewed(ILogger logger, int waiting, string tenant);
    }
}
