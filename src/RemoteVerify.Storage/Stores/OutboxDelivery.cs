using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Storage.Stores;

/// <summary>How events are delivered.</summary>
public sealed class OutboxDeliveryOptions
{
    /// <summary>Most events of one turn.</summary>
    public int Batch { get; set; } = 50;

    /// <summary>How long one worker keeps a batch; after a crash others wait this long.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Longest try of one event; shorter than the lease.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Wait after the first failed try; it doubles with each.</summary>
    public TimeSpan FirstWait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest wait between two tries. An event is never given up.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Wait before the next try after <paramref name="attempts"/> failed ones.</summary>
    public TimeSpan WaitAfter(int attempts) =>
        TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, FirstWait.Ticks << Math.Clamp(attempts - 1, 0, 20)));
}

/// <summary>Delivers due events to the sink, at least once each: what is in the middle when the process dies is delivered again.</summary>
public sealed class OutboxDelivery(OutboxReader outbox, IEventSink sink, TimeProvider clock, OutboxDeliveryOptions options)
{
    /// <summary>One turn.</summary>
    /// <returns>How many were delivered, how many failed and will be tried again.</returns>
    public async Task<(int Delivered, int Failed)> DeliverDueAsync(CancellationToken cancellationToken)
    {
        OutboxLease lease = await outbox.TakeAsync(options.Batch, options.Lease, cancellationToken);
        int delivered = 0;
        int failed = 0;
        foreach (OutgoingEvent outgoing in lease.Events)
        {
            if (clock.GetUtcNow() + options.Patience > lease.Until)
            {
                break;
            }

            if (await TryAsync(outgoing, cancellationToken))
            {
                await outbox.MarkSentAsync(outgoing.Id, cancellationToken);
                delivered++;
            }
            else
            {
                await outbox.RetryAsync(outgoing.Id, lease.Token, clock.GetUtcNow() + options.WaitAfter(outgoing.Attempt), cancellationToken);
                failed++;
            }
        }

        return (delivered, failed);
    }

    private async Task<bool> TryAsync(OutgoingEvent outgoing, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.Patience);
        try
        {
            await sink.DeliverAsync(outgoing, patience.Token).WaitAsync(patience.Token);
            return true;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever went wrong at the receiver, the event stays and is tried again; the backlog shows how often.
            return false;
        }
    }
}
