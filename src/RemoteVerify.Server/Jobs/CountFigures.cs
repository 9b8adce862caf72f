using RemoteVerify.Cases.Figures;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Jobs;

/// <summary>Counts what happened in cases since the last time, for the figures.</summary>
public sealed partial class CountFigures(CountCases cases, JobRecords records, ILogger<CountFigures> logger) : PeriodicJob(records, logger)
{
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        int counted = await cases.RunAsync(cancellationToken);
        if (counted > 0)
        {
            Log.Done(logger, counted);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Counted {Cases} cases for the figures.")]
        public static partial void Done(ILogger logger, int cases);
    }
}
