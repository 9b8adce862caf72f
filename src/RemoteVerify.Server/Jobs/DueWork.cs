using RemoteVerify.Cases;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Server.Security;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Jobs;

/// <summary>Ends cases whose time ran out, and tells of questions that nobody answered.</summary>
public sealed partial class DueWork(DueCases cases, ClientRegistry clients, JobRecords records, ILogger<DueWork> logger) : PeriodicJob(records, logger)
{
    protected override Task RunAsync(CancellationToken cancellationToken) => EachAsync(
        clients.All.Select(client => client.Tenant).Distinct(),
        async tenant =>
        {
            DueWorkDone done = await cases.RunAsync(new TenantId(tenant), cancellationToken);
            if (done.Expired + done.Escalated > 0)
            {
                Log.Done(logger, done.Expired, done.Escalated);
            }
        },
        cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Times that ran out: {Expired} cases ended, {Escalated} messages escalated.")]
        public static partial void Done(ILogger logger, int expired, int escalated);
    }
}
