using RemoteVerify.Cases.Providers;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Agencies;

/// <summary>
/// Notes with every event of a case what the case owes to other agencies. The event has left the outbox only when all of it is on disk; the same
/// event again notes nothing twice.
/// </summary>
public sealed class DispatchPlanner(IReadOnlyList<IDispatchChannel> channels, IUnitOfWorkFactory stores, DispatchQueue queue) : IEventSink
{
    public async Task DeliverAsync(OutgoingEvent outgoing, CancellationToken cancellationToken)
    {
        if (channels.Count == 0)
        {
            return;
        }

        DomainEvent e = outgoing.Event;
        Case? current;
        await using (IUnitOfWork unit = await stores.BeginAsync(cancellationToken))
        {
            current = await unit.Cases.FindAsync(e.Tenant, e.CaseId, cancellationToken);
        }

        foreach (IDispatchChannel channel in channels.Where(channel => current is not null && channel.Serves(current.File)))
        {
            await queue.QueueAsync(e.Tenant, e.CaseId, channel.Name, channel.Owed(current!), cancellationToken);
        }
    }
}
