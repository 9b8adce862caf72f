using RemoteVerify.Cases;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Server.Security;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Jobs;

/// <summary>Tells of requests of data subjects that nobody answered in time, and of breaches that were not notified in time.</summary>
public sealed partial class PrivacyWatchJob(PrivacyWatch act, ClientRegistry clients, JobRecords records, ILogger<PrivacyWatchJob> logger) : PeriodicJob(records, logger)
{
    protected override Task RunAsync(CancellationToken cancellationToken) => EachAsync(
        clients.All.Select(client => client.Tenant).Distinct(),
        async tenant =>
        {
            PrivacyWatchDone done = await act.RunAsync(new TenantId(tenant), cancellationToken);
            foreach (Guid request in done.Escalated)
            {
                Log.RequestLate(logger, request, tenant);
            }

            foreach (Guid breach in done.Warned)
            {
                Log.BreachLate(logger, breach, tenant);
            }
        },
        cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The request {Request} of a data subject to tenant {Tenant} was not answered in time.")]
        public static partial void RequestLate(ILogger logger, Guid request, string tenant);

        [LoggerMessage(Level = LogLevel.Error, Message = "The breach {Breach} of tenant {Tenant} was not notified to the authority in time.")]
        public static partial void BreachLate(ILogger logger, Guid breach, string tenant);
    }
}
