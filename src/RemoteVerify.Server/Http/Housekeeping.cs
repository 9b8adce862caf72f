using RemoteVerify.Storage;

namespace RemoteVerify.Server.Http;

/// <summary>Destroys each half hour what has run out: kept answers and uploads. Several nodes may do it at once.</summary>
public sealed partial class Housekeeping(RelationalStorage storage, TimeProvider clock, ILogger<Housekeeping> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RunAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The service ends.
        }
    }

    /// <summary>One turn.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            int answers = await storage.Answers.PurgeAsync(cancellationToken);
            int uploads = await storage.Uploads.PurgeAsync(cancellationToken);
            Log.Done(logger, answers, uploads);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The next round tries again; a store that is away must not end the service.
            Log.Failed(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Destroyed {Answers} kept answers and {Uploads} uploads that had run out.")]
        public static partial void Done(ILogger logger, int answers, int uploads);

        [LoggerMessage(Level = LogLevel.Error, Message = "What has run out could not be destroyed; it is tried again in half an hour.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
