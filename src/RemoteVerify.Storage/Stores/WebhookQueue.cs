using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Webhooks;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

/// <summary>Deliveries to one endpoint that one worker may make until its lease ends.</summary>
/// <param name="Token">Name of the lease.</param>
/// <param name="Until">When somebody else may take what is not done.</param>
/// <param name="Endpoint">Where to.</param>
/// <param name="Deliveries">Oldest first; their attempts count the one that is to be made.</param>
public sealed record WebhookLease(Guid Token, DateTimeOffset Until, WebhookEndpoint Endpoint, IReadOnlyList<WebhookDelivery> Deliveries);

/// <summary>
/// Makes deliveries of events, and gives them to workers, each to one at a time and, until it is done, again and again: a worker that dies
/// keeps them only until its lease ends. Several nodes may take at once.
/// </summary>
public sealed class WebhookQueue
{
    private readonly IDbContextFactory<StorageContext> _contexts;
    private readonly DatabaseRules _rules;
    private readonly MasterKey _master;
    private readonly TimeProvider _clock;

    internal WebhookQueue(IDbContextFactory<StorageContext> contexts, DatabaseRules rules, MasterKey master, TimeProvider clock) =>
        (_contexts, _rules, _master, _clock) = (contexts, rules, master, clock);

    /// <summary>Puts an event into the queue of every active endpoint that wants it; doing it twice makes no second delivery.</summary>
    public async Task QueueAsync(OutgoingEvent outgoing, CancellationToken cancellationToken)
    {
        for (int tries = 0; ; tries++)
        {
            await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
            foreach (WebhookEndpointRow endpoint in await WantedByAsync(context, outgoing, cancellationToken))
            {
                DateTimeOffset now = _clock.GetUtcNow();
                DomainEvent e = outgoing.Event;
                context.WebhookDeliveries.Add(WebhookStore.Write(new WebhookDelivery(
                    Guid.CreateVersion7(now), new WebhookId(endpoint.Id), outgoing.Id, 0, e.Tenant, e.Type, e.CaseId, e.Subject, e.At, now, DeliveryState.Waiting, 0, now, null)));
            }

            try
            {
                await context.SaveChangesAsync(cancellationToken);
                return;
            }
            catch (DbUpdateException e) when (_rules.IsConflict(e) && tries < 3)
            {
                // Another node queued it at the same moment; what it left out is seen in the next round.
            }
        }
    }

    /// <summary>Takes due deliveries; those that wait longest first, and no endpoint keeps the others waiting.</summary>
    /// <param name="endpoints">Most endpoints.</param>
    /// <param name="perEndpoint">Most deliveries to one.</param>
    /// <param name="busy">Endpoints that this worker is sending to.</param>
    /// <param name="lease">How long the worker keeps them.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<WebhookLease>> TakeAsync(int endpoints, int perEndpoint, IReadOnlyCollection<WebhookId> busy, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        using CaseKeys keys = new(context, _master, _clock);
        long now = Time.Write(_clock.GetUtcNow());
        Guid[] without = [.. busy.Select(id => id.Value)];
        List<Guid> due = await context.WebhookDeliveries.AsNoTracking()
            .Where(d => d.State == DeliveryState.Waiting && d.NextTryAt <= now && !without.Contains(d.Endpoint)
                && context.WebhookEndpoints.Any(e => e.Id == d.Endpoint && e.State == WebhookState.Active))
            .GroupBy(d => d.Endpoint).Select(g => new { g.Key, First = g.Min(d => d.NextTryAt) })
            .OrderBy(g => g.First).Take(endpoints).Select(g => g.Key).ToListAsync(cancellationToken);
        List<WebhookLease> leases = [];
        foreach (Guid id in due)
        {
            if (await TakeAsync(context, keys, id, perEndpoint, now, lease, cancellationToken) is { } taken)
            {
                leases.Add(taken);
            }
        }

        return leases;
    }

    /// <summary>The try got through: the delivery is done, also when the lease has ended meanwhile.</summary>
    public Task DeliveredAsync(WebhookDelivery delivery, WebhookAttempt attempt, CancellationToken cancellationToken) => InTransactionAsync(async context =>
    {
        await NoteAsync(context, delivery, attempt, cancellationToken);
        long now = Time.Write(_clock.GetUtcNow());
        await context.WebhookDeliveries.Where(d => d.Id == delivery.Id && d.State == DeliveryState.Waiting).ExecuteUpdateAsync(
            row => row.SetProperty(d => d.State, DeliveryState.Delivered).SetProperty(d => d.DoneAt, now).SetProperty(d => d.Lease, (Guid?)null), cancellationToken);
        await context.WebhookEndpoints.Where(e => e.Id == delivery.Endpoint.Value).ExecuteUpdateAsync(
            row => row.SetProperty(e => e.LastDeliveredAt, now).SetProperty(e => e.FailingSince, (long?)null), cancellationToken);
        return true;
    }, cancellationToken);

    /// <summary>The try failed. The delivery comes back at <paramref name="nextTry"/>, or is given up; nothing of it changes when the lease has ended meanwhile.</summary>
    /// <returns>True when it was given up and nothing got through to the endpoint since it was first tried.</returns>
    public Task<bool> FailedAsync(WebhookDelivery delivery, Guid lease, WebhookAttempt attempt, DateTimeOffset? nextTry, CancellationToken cancellationToken) => InTransactionAsync(async context =>
    {
        await NoteAsync(context, delivery, attempt, cancellationToken);
        long now = Time.Write(_clock.GetUtcNow());
        long began = Time.Write(attempt.At);
        await context.WebhookEndpoints.Where(e => e.Id == delivery.Endpoint.Value).ExecuteUpdateAsync(
            row => row.SetProperty(e => e.LastFailedAt, now).SetProperty(e => e.FailingSince, e => e.FailingSince ?? began), cancellationToken);
        IQueryable<WebhookDeliveryRow> mine = context.WebhookDeliveries.Where(d => d.Id == delivery.Id && d.Lease == lease && d.State == DeliveryState.Waiting);
        if (nextTry is { } at)
        {
            await mine.ExecuteUpdateAsync(row => row.SetProperty(d => d.NextTryAt, Time.Write(at)).SetProperty(d => d.Lease, (Guid?)null), cancellationToken);
            return false;
        }

        int given = await mine.ExecuteUpdateAsync(
            row => row.SetProperty(d => d.State, DeliveryState.GivenUp).SetProperty(d => d.DoneAt, now).SetProperty(d => d.Lease, (Guid?)null), cancellationToken);
        long first = await context.WebhookAttempts.Where(a => a.Delivery == delivery.Id).MinAsync(a => (long?)a.At, cancellationToken) ?? began;
        long? failing = await context.WebhookEndpoints.Where(e => e.Id == delivery.Endpoint.Value).Select(e => e.FailingSince).SingleOrDefaultAsync(cancellationToken);
        return given > 0 && failing <= Math.Min(first, began);
    }, cancellationToken);

    /// <summary>Puts back what was taken and not tried; it counts as no attempt.</summary>
    public async Task ReleaseAsync(IReadOnlyCollection<WebhookDelivery> untried, Guid lease, DateTimeOffset nextTry, CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        Guid[] ids = [.. untried.Select(d => d.Id)];
        await context.WebhookDeliveries.Where(d => ids.Contains(d.Id) && d.Lease == lease && d.State == DeliveryState.Waiting).ExecuteUpdateAsync(
            row => row.SetProperty(d => d.NextTryAt, Time.Write(nextTry)).SetProperty(d => d.Lease, (Guid?)null).SetProperty(d => d.Attempts, d => d.Attempts - 1), cancellationToken);
    }

    /// <summary>Forgets deliveries that were done before a time, with their tries.</summary>
    /// <returns>How many.</returns>
    public Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken) => InTransactionAsync(async context =>
    {
        long end = Time.Write(before);
        await context.WebhookAttempts.Where(a => context.WebhookDeliveries.Any(d => d.Id == a.Delivery && d.DoneAt < end)).ExecuteDeleteAsync(cancellationToken);
        return await context.WebhookDeliveries.Where(d => d.DoneAt < end).ExecuteDeleteAsync(cancellationToken);
    }, cancellationToken);

    private static async Task<IReadOnlyList<WebhookEndpointRow>> WantedByAsync(StorageContext context, OutgoingEvent outgoing, CancellationToken cancellationToken)
    {
        string tenant = outgoing.Event.Tenant.Value;
        string? openedBy = await context.Cases.AsNoTracking().Where(c => c.Id == outgoing.Event.CaseId.Value && c.Tenant == tenant).Select(c => c.OpenedBy).SingleOrDefaultAsync(cancellationToken);
        if (openedBy is null)
        {
            return [];
        }

        List<WebhookEndpointRow> open = await context.WebhookEndpoints.AsNoTracking()
            .Where(e => e.Tenant == tenant && e.Client == openedBy && e.State == WebhookState.Active
                && !context.WebhookDeliveries.Any(d => d.Endpoint == e.Id && d.EventId == outgoing.Id && d.Run == 0)).ToListAsync(cancellationToken);
        return [.. open.Where(e => EventTypes.Match(e.Events.Split(' ', StringSplitOptions.RemoveEmptyEntries), outgoing.Event.Type))];
    }

    private static async Task<WebhookLease?> TakeAsync(
        StorageContext context, CaseKeys keys, Guid id, int limit, long now, TimeSpan lease, CancellationToken cancellationToken)
    {
        DateTimeOffset until = Time.Read(now) + lease;
        Guid token = Guid.NewGuid();
        List<Guid> due = await context.WebhookDeliveries.AsNoTracking().Where(d => d.Endpoint == id && d.State == DeliveryState.Waiting && d.NextTryAt <= now)
            .OrderBy(d => d.Id).Take(limit).Select(d => d.Id).ToListAsync(cancellationToken);

        // The condition is asked again under the row's lock, so of two workers with the same list each row gets one.
        await context.WebhookDeliveries.Where(d => due.Contains(d.Id) && d.State == DeliveryState.Waiting && d.NextTryAt <= now).ExecuteUpdateAsync(
            row => row.SetProperty(d => d.NextTryAt, Time.Write(until)).SetProperty(d => d.Lease, token).SetProperty(d => d.Attempts, d => d.Attempts + 1), cancellationToken);
        List<WebhookDeliveryRow> mine = await context.WebhookDeliveries.AsNoTracking().Where(d => d.Lease == token).OrderBy(d => d.Id).ToListAsync(cancellationToken);
        WebhookEndpointRow? endpoint = mine.Count == 0 ? null : await context.WebhookEndpoints.AsNoTracking().FirstOrDefaultAsync(e => e.Id == id, cancellationToken);
        return endpoint is not null && await WebhookStore.ReadAsync(keys, endpoint, cancellationToken) is { } read ? new WebhookLease(token, until, read, [.. mine.Select(WebhookStore.Read)]) : null;
    }

    /// <summary>Notes the try; not when the endpoint was deleted while it was made.</summary>
    private static async Task NoteAsync(StorageContext context, WebhookDelivery delivery, WebhookAttempt attempt, CancellationToken cancellationToken)
    {
        if (await context.WebhookDeliveries.AnyAsync(d => d.Id == delivery.Id, cancellationToken))
        {
            context.WebhookAttempts.Add(new WebhookAttemptRow
            {
                Delivery = delivery.Id,
                Number = attempt.Number,
                At = Time.Write(attempt.At),
                Milliseconds = (int)attempt.Duration.TotalMilliseconds,
                Outcome = attempt.Outcome,
                Status = attempt.Status,
            });
        }
    }

    private async Task<T> InTransactionAsync<T>(Func<StorageContext, Task<T>> work, CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        T result = await work(context);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }
}
