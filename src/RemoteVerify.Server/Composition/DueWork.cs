using RemoteVerify.Cases;
using RemoteVerify.Cases.Intake;

namespace RemoteVerify.Server.Composition;

/// <summary>Does every few minutes what is due: ends cases whose time ran out, and tells of questions that nobody answered.</summary>
public sealed partial class DueWork(DueCases cases, ServiceParts parts, TimeProvider clock, ILogger<DueWork> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Interval, clock);
        while (await NextAsync(timer, stoppingToken))
        {
            foreach (string tenant in parts.Clients.All.Select(client => client.Tenant).Distinct())
            {
                await RunAsync(new TenantId(tenant), stoppingToken);
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task RunAsync(TenantId tenant, CancellationToken stoppingToken)
    {
        try
        {
            DueWorkDone done = await cases.RunAsync(tenant, stoppingToken);
            if (done.Expired + done.Escalated > 0)
            {
                Log.Done(logger, done.Expired, done.Escalated);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The next round tries again; a store that is away must not end the service.
            Log.Failed(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Times that ran out: {Expired} cases ended, {Escalated} messages escalated.")]
        public static partial void Done(ILogger logger, int expired, int escalated);

        [LoggerMessage(Level = LogLevel.Error, Message = "What is due could not be done; it is tried again in some minutes.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
