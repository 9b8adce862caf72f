namespace RemoteVerify.Cases.Stores;

/// <summary>An event on its way out.</summary>
/// <param name="Id">The same at every try: who receives it twice knows it by this.</param>
/// <param name="Event">What happened.</param>
/// <param name="Attempt">1 for the first try.</param>
public sealed record OutgoingEvent(Guid Id, DomainEvent Event, int Attempt)
{
    public override string ToString() => $"OutgoingEvent {Event.Type} {Id:D}";
}

/// <summary>Where events go. Returning means that the receiver has it for good; throwing means that it is tried again later.</summary>
public interface IEventSink
{
    Task DeliverAsync(OutgoingEvent outgoing, CancellationToken cancellationToken);
}
