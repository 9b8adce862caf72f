using RemoteVerify.Cases.Retaining;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Jobs;

/// <summary>Removes rows that have served: tokens, links, marks, delivered events.</summary>
public sealed partial class CleanUp(ForgetSpent act, JobRecords records, ILogger<CleanUp> logger) : PeriodicJob(records, logger)
{
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        SpentForgotten done = await act.RunAsync(cancellationToken);
        if (done.Total > 0)
        {
            Log.Done(logger, done);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Removed what has served: {Removed}.")]
        public static partial void Done(ILogger logger, SpentForgotten removed);
    }
}
