using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Providers;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

/// <summary>Messages that one worker may send until its lease ends.</summary>
/// <param name="Token">Name of the lease.</param>
/// <param name="Until">When somebody else may take what is not done.</param>
/// <param name="Dispatches">At most one of a case and channel; their attempts count the one that is to be made.</param>
public sealed record DispatchLease(Guid Token, DateTimeOffset Until, IReadOnlyList<Dispatch> Dispatches);

/// <summary>How full the queue to one agency is.</summary>
/// <param name="Channel">The agency.</param>
/// <param name="State">Waiting, refused or given up.</param>
/// <param name="Count">How many.</param>
/// <param name="Oldest">When the oldest was queued.</param>
public sealed record DispatchBacklog(string Channel, DispatchState State, int Count, DateTimeOffset Oldest);

/// <summary>
/// Notes what cases owe to other agencies, and gives it to workers: of each case and agency the first that is not done, to one worker at a time
/// until its lease ends. Several nodes may take at once.
/// </summary>
public sealed class DispatchQueue
{
    private readonly IDbContextFactory<StorageContext> _contexts;
    private readonly DatabaseRules _rules;
    private readonly TimeProvider _clock;

    internal DispatchQueue(IDbContextFactory<StorageContext> contexts, DatabaseRules rules, TimeProvider clock) => (_contexts, _rules, _clock) = (contexts, rules, clock);

    /// <summary>Notes all that a case owes to one agency; what is noted already stays as it is.</summary>
    public async Task QueueAsync(TenantId tenant, CaseId caseId, string channel, IReadOnlyList<string> owed, CancellationToken cancellationToken)
    {
        for (int tries = 0; owed.Count > 0; tries++)
        {
            await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
            int known = await context.Dispatches.CountAsync(d => d.CaseId == caseId.Value && d.Channel == channel, cancellationToken);
            if (known >= owed.Count)
            {
                return;
            }

            long now = Time.Write(_clock.GetUtcNow());
            context.Dispatches.AddRange(owed.Skip(known).Select((what, i) => new DispatchRow
            {
                Id = Guid.CreateVersion7(_clock.GetUtcNow()), Tenant = tenant.Value, CaseId = caseId.Value, Channel = channel, Order = known + i, What = what, QueuedAt = now,
                State = DispatchState.Waiting, NextTryAt = now,
            }));
            try
            {
                await context.SaveChangesAsync(cancellationToken);
                return;
            }
            catch (DbUpdateException e) when (_rules.IsConflict(e) && tries < 5)
            {
                // Another node noted the same at the same moment.
            }
        }
    }

    /// <summary>Takes due messages, those that wait longest first.</summary>
    public async Task<DispatchLease> TakeAsync(IReadOnlyList<string> channels, int limit, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        long now = Time.Write(_clock.GetUtcNow());
        DateTimeOffset until = Time.Read(now) + lease;
        var token = Guid.NewGuid();
        List<Guid> due = await context.Dispatches.AsNoTracking()
            .Where(d => d.State == DispatchState.Waiting && d.NextTryAt <= now && channels.Contains(d.Channel)
                && !context.Dispatches.Any(first => first.CaseId == d.CaseId && first.Channel == d.Channel && first.Order < d.Order
                    && (first.State == DispatchState.Waiting || first.State == DispatchState.Refused || first.State == DispatchState.GivenUp)))
            .OrderBy(d => d.NextTryAt).ThenBy(d => d.Id).Take(limit).Select(d => d.Id).ToListAsync(cancellationToken);
        if (due.Count == 0)
        {
            return new DispatchLease(token, until, []);
        }

        // The condition is asked again under the row's lock, so of two workers with the same list each row gets one. What was before it is done for good.
        await context.Dispatches.Where(d => due.Contains(d.Id) && d.State == DispatchState.Waiting && d.NextTryAt <= now).ExecuteUpdateAsync(
            row => row.SetProperty(d => d.NextTryAt, Time.Write(until)).SetProperty(d => d.Lease, token).SetProperty(d => d.Attempts, d => d.Attempts + 1), cancellationToken);
        List<DispatchRow> mine = await context.Dispatches.AsNoTracking().Where(d => d.Lease == token).OrderBy(d => d.Id).ToListAsync(cancellationToken);
        return new DispatchLease(token, until, [.. mine.Select(DispatchStore.Read)]);
    }

    /// <summary>The try failed, or was none; nothing happens when somebody else took the message meanwhile.</summary>
    public async Task RetryAsync(Dispatch dispatch, Guid lease, string outcome, bool wasTried, DateTimeOffset nextTry, CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        int attempts = wasTried ? dispatch.Attempts : dispatch.Attempts - 1;
        await context.Dispatches.Where(d => d.Id == dispatch.Id && d.Lease == lease && d.State == DispatchState.Waiting).ExecuteUpdateAsync(
            row => row.SetProperty(d => d.NextTryAt, Time.Write(nextTry)).SetProperty(d => d.Lease, (Guid?)null).SetProperty(d => d.LastOutcome, outcome).SetProperty(d => d.Attempts, attempts),
            cancellationToken);
    }

    /// <summary>What is not done, for the operator.</summary>
    public async Task<IReadOnlyList<DispatchBacklog>> BacklogAsync(CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Dispatches.AsNoTracking()
            .Where(d => d.State == DispatchState.Waiting || d.State == DispatchState.Refused || d.State == DispatchState.GivenUp)
            .GroupBy(d => new { d.Channel, d.State })
            .Select(g => new { g.Key.Channel, g.Key.State, Count = g.Count(), Oldest = g.Min(d => d.QueuedAt) }).ToListAsync(cancellationToken);
        return [.. rows.OrderBy(r => r.Channel, StringComparer.Ordinal).ThenBy(r => r.State).Select(r => new DispatchBacklog(r.Channel, r.State, r.Count, Time.Read(r.Oldest)))];
    }
}
