using Quartz;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Jobs;

/// <summary>
/// A job that the scheduler runs by time, on one node at a time: notes in the database how it went, logs a failure, and hands it to the scheduler,
/// which tries again. What it does must bear to be done twice, because a node can die between the work and the note.
/// </summary>
[DisallowConcurrentExecution]
public abstract partial class PeriodicJob(JobRecords records, ILogger logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        string name = context.JobDetail.Key.Name;
        long started = TimeProvider.System.GetTimestamp();
        try
        {
            await records.StartedAsync(name, cancellationToken);
            await RunAsync(cancellationToken);
            await records.SucceededAsync(name, cancellationToken);
            Telemetry.ServiceMetrics.Job(name, succeeded: true, TimeProvider.System.GetElapsedTime(started));
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Telemetry.ServiceMetrics.Job(name, succeeded: false, TimeProvider.System.GetElapsedTime(started));
            Log.Failed(logger, failure, name);
            await NoteFailureAsync(name, cancellationToken);
            throw new JobExecutionException($"The job {name} failed.", failure);
        }
    }

    /// <summary>One run; it stops soon after it is asked to.</summary>
    protected abstract Task RunAsync(CancellationToken cancellationToken);

    /// <summary>Does something for each of several, so that one's failure is not the others'; it is thrown at the end.</summary>
    protected static async Task EachAsync<T>(IEnumerable<T> all, Func<T, Task> act, CancellationToken cancellationToken)
    {
        List<Exception> failures = [];
        foreach (T one in all)
        {
            try
            {
                await act(one);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                failures.Add(failure);
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException(failures);
        }
    }

    private async Task NoteFailureAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await records.FailedAsync(name, cancellationToken);
        }
        catch (Exception away) when (!cancellationToken.IsCancellationRequested)
        {
            // The database is away, which may be why the job failed. /health shows the last success growing old.
            Log.NotNoted(logger, away, name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The job {Job} failed; it is tried again.")]
        public static partial void Failed(ILogger logger, Exception failure, string job);

        [LoggerMessage(Level = LogLevel.Warning, Message = "That the job {Job} failed could not be noted in the database.")]
        public static partial void NotNoted(ILogger logger, Exception away, string job);
    }
}
