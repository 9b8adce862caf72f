using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Webhooks;

/// <summary>Puts events of the outbox into the queues of endpoints; the event has left the outbox only when all its deliveries are on disk.</summary>
public sealed class WebhookSink(WebhookQueue queue) : IEventSink
{
    public Task DeliverAsync(OutgoingEvent outgoing, CancellationToken cancellationToken) => queue.QueueAsync(outgoing, cancellationToken);
}

/// <summary>Several sinks as one; one that fails makes all of them get the event again, which they know by its id.</summary>
public sealed class EventSinks(IReadOnlyList<IEventSink> sinks) : IEventSink
{
    public async Task DeliverAsync(OutgoingEvent outgoing, CancellationToken cancellationToken)
    {
        foreach (IEventSink sink in sinks)
        {
            await sink.DeliverAsync(outgoing, cancellationToken);
        }
    }
}
