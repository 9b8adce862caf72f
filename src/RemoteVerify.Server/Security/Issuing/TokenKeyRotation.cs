
namespace RemoteVerify.Server.Security.Issuing;

/// <summary>Looks at the keys of access tokens every minute, and replaces the one that signs when it is old.</summary>
public sealed partial class TokenKeyRotation(TokenKeys keys, TimeSpan rotateAfter, TimeProvider time, ILogger<TokenKeyRotation> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(TokenKeys.LookAgain, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (await keys.RotateAsync(rotateAfter, stoppingToken))
            {
                Log.Replaced(logger);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The database may be away for a while; the keys that are known serve on.
            Log.Failed(logger, exception.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "A new key signs access tokens; the one before it verifies until its last token has ended.")]
        public static partial void Replaced(ILogger logger);

        [LoggerMessage(LogLevel.Warning, "The keys of access tokens could not be looked at ({Reason}).")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
