namespace RemoteVerify.Server.Jobs;

/// <summary>
/// What every node does again and again as long as the service runs, within a second of there being something to do. What each node takes is kept apart in the database, so nodes
/// don't meet; what runs once for all nodes is a job of <see cref="JobTable"/>.
/// </summary>
/// <param name="clock">Waits by it.</param>
/// <param name="logger">Told of trouble.</param>
/// <param name="work">Name of the work in the log: <c>outbox</c>.</param>
public abstract partial class NodeLoop(TimeProvider clock, ILogger logger, string work) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(10);

    /// <summary>What the loop waits by.</summary>
    protected TimeProvider Clock => clock;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan wait;
            try
            {
                wait = await RunOnceAsync(stoppingToken) ? TimeSpan.Zero : Pause;
            }
            catch (Exception trouble) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is away: what waits stays where it is.
                Log.Trouble(logger, trouble, work);
                wait = AfterTrouble;
            }

            await Task.Delay(wait, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Takes what waits. True when more may wait, so that the next turn comes at once; false after a pause of a second.</summary>
    protected abstract Task<bool> RunOnceAsync(CancellationToken cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The work {Work} could not be done; it is tried again.")]
        public static partial void Trouble(ILogger logger, Exception trouble, string work);
    }
}
