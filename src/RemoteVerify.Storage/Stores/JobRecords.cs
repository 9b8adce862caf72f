using Microsoft.EntityFrameworkCore;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

/// <summary>How a job went last.</summary>
/// <param name="Name">The job.</param>
/// <param name="StartedAt">When its last run began.</param>
/// <param name="SucceededAt">When one last ended well; null for never.</param>
/// <param name="FailedAt">When one last failed; null for never.</param>
/// <param name="Failures">Failures since the last success.</param>
public sealed record JobRecord(string Name, DateTimeOffset? StartedAt, DateTimeOffset? SucceededAt, DateTimeOffset? FailedAt, int Failures);

/// <summary>Keeps for all nodes of a database when each job last ran, so that any of them can tell and a restart forgets nothing.</summary>
public sealed class JobRecords
{
    private readonly IDbContextFactory<StorageContext> _contexts;
    private readonly DatabaseRules _rules;
    private readonly TimeProvider _clock;

    internal JobRecords(IDbContextFactory<StorageContext> contexts, DatabaseRules rules, TimeProvider clock) => (_contexts, _rules, _clock) = (contexts, rules, clock);

    public async Task StartedAsync(string name, CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        long now = Time.Write(_clock.GetUtcNow());
        if (await context.JobRuns.Where(r => r.Name == name).ExecuteUpdateAsync(row => row.SetProperty(r => r.StartedAt, now), cancellationToken) > 0)
        {
            return;
        }

        context.JobRuns.Add(new JobRunRow { Name = name, StartedAt = now });
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (_rules.IsConflict(e))
        {
            // Another node noted its first run in this moment.
        }
    }

    public async Task SucceededAsync(string name, CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        long now = Time.Write(_clock.GetUtcNow());
        await context.JobRuns.Where(r => r.Name == name).ExecuteUpdateAsync(row => row.SetProperty(r => r.SucceededAt, now).SetProperty(r => r.Failures, 0), cancellationToken);
    }

    public async Task FailedAsync(string name, CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        long now = Time.Write(_clock.GetUtcNow());
        await context.JobRuns.Where(r => r.Name == name).ExecuteUpdateAsync(row => row.SetProperty(r => r.FailedAt, now).SetProperty(r => r.Failures, r => r.Failures + 1), cancellationToken);
    }

    /// <summary>All jobs that ever ran, by name.</summary>
    public async Task<IReadOnlyList<JobRecord>> ListAsync(CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        List<JobRunRow> rows = await context.JobRuns.AsNoTracking().OrderBy(r => r.Name).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new JobRecord(r.Name, At(r.StartedAt), At(r.SucceededAt), At(r.FailedAt), r.Failures))];
    }

    private static DateTimeOffset? At(long? stored) => stored is { } at ? Time.Read(at) : null;
}
