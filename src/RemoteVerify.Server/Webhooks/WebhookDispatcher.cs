using System.Collections.Concurrent;
using System.Security.Cryptography;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Webhooks;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Webhooks;

/// <summary>
/// Sends what is due, many endpoints at once and one delivery after the other to each. What is in the middle when the process dies is sent
/// again when its lease ends, so receivers see an event at least once, and not always in order.
/// </summary>
public sealed class WebhookDispatcher(WebhookQueue queue, WebhookClient client, DisableEndpoint disable, WebhookOptions options, TimeProvider clock)
{
    /// <summary>Deliveries that one endpoint gets in a row before others of the queue are looked at again.</summary>
    public const int PerEndpoint = 5;

    /// <summary>After a failed try the other deliveries to the endpoint wait at most so long: one event that a receiver can't take must not stop the rest.</summary>
    public static readonly TimeSpan Breath = TimeSpan.FromMinutes(1);

    private readonly RetrySchedule _schedule = options.Schedule;
    private readonly ConcurrentDictionary<WebhookId, Task> _sending = new();

    /// <summary>How long a batch is kept from other nodes: every try of it may take its whole time.</summary>
    private TimeSpan Lease => TimeSpan.FromSeconds((PerEndpoint * (options.TimeoutSeconds + 1)) + 60);

    /// <summary>Begins to send what is due to endpoints that this node isn't sending to.</summary>
    /// <returns>Endpoints that were begun with.</returns>
    public async Task<int> StartDueAsync(CancellationToken cancellationToken)
    {
        int free = options.MaximumConcurrent - _sending.Count;
        if (free <= 0)
        {
            return 0;
        }

        IReadOnlyList<WebhookLease> leases = await queue.TakeAsync(free, PerEndpoint, [.. _sending.Keys], Lease, cancellationToken);
        foreach (WebhookLease lease in leases)
        {
            // The place is taken before the work begins, so that it can't end before it is noted.
            TaskCompletionSource begin = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _sending[lease.Endpoint.Id] = SendAllAsync(begin.Task, lease, cancellationToken);
            begin.SetResult();
        }

        return leases.Count;
    }

    /// <summary>Waits until nothing is being sent.</summary>
    public Task IdleAsync() => Task.WhenAll(_sending.Values);

    private async Task SendAllAsync(Task begin, WebhookLease lease, CancellationToken cancellationToken)
    {
        await begin;
        try
        {
            for (int i = 0; i < lease.Deliveries.Count; i++)
            {
                WebhookDelivery delivery = lease.Deliveries[i];
                bool isInTime = clock.GetUtcNow() + TimeSpan.FromSeconds(options.TimeoutSeconds) < lease.Until;
                if (!isInTime || await TryAsync(lease, delivery, cancellationToken) is { } wait)
                {
                    int rest = isInTime ? i + 1 : i;
                    await queue.ReleaseAsync([.. lease.Deliveries.Skip(rest)], lease.Token, clock.GetUtcNow() + (isInTime ? Breath : TimeSpan.Zero), cancellationToken);
                    return;
                }
            }
        }
        finally
        {
            _sending.TryRemove(lease.Endpoint.Id, out _);
        }
    }

    /// <summary>One try.</summary>
    /// <returns>Null when it got through; else that the rest has to wait.</returns>
    private async Task<object?> TryAsync(WebhookLease lease, WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        WebhookResult result = await client.SendAsync(lease.Endpoint, delivery, cancellationToken);
        if (result.IsDelivered)
        {
            await queue.DeliveredAsync(delivery, result.Attempt, cancellationToken);
            return null;
        }

        DateTimeOffset? next = _schedule.After(delivery.Attempts, result.Wish, Chance()) is { } wait ? clock.GetUtcNow() + wait : null;
        bool isHopeless = await queue.FailedAsync(delivery, lease.Token, result.Attempt, next, cancellationToken);
        if (result.Attempt.Outcome == AttemptOutcomes.Gone || isHopeless)
        {
            WebhookState state = result.Attempt.Outcome == AttemptOutcomes.Gone ? WebhookState.Gone : WebhookState.Disabled;
            await disable.DoAsync(Actor.Service(lease.Endpoint.Tenant), lease.Endpoint.Id, state, cancellationToken);
        }

        return result;
    }

    private static double Chance() => RandomNumberGenerator.GetInt32(1 << 20) / (double)(1 << 20);
}
