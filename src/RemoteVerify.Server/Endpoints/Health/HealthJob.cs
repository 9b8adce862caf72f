using RemoteVerify.Server.Jobs;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Endpoints.Health;

/// <summary>How a job that runs by time does, on all nodes together.</summary>
/// <param name="Name">The job.</param>
/// <param name="EverySeconds">Time between two runs.</param>
/// <param name="LastSucceeded">When it last did its work; null for never.</param>
/// <param name="LastFailed">When it last failed; null for never.</param>
/// <param name="Failures">Failures since the last success; 0 is good.</param>
public sealed record HealthJob(string Name, double EverySeconds, DateTimeOffset? LastSucceeded, DateTimeOffset? LastFailed, int Failures)
{
    public static async Task<IReadOnlyList<HealthJob>> ListAsync(JobTable table, JobRecords records, CancellationToken cancellationToken)
    {
        Dictionary<string, JobRecord> known = (await records.ListAsync(cancellationToken)).ToDictionary(record => record.Name);
        return [.. table.All.Select(job => known.TryGetValue(job.Name, out JobRecord? record)
            ? new HealthJob(job.Name, job.Every.TotalSeconds, record.SucceededAt, record.FailedAt, record.Failures)
            : new HealthJob(job.Name, job.Every.TotalSeconds, null, null, 0))];
    }
}
