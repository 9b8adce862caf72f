namespace RemoteVerify.Cases.Notifications;

/// <summary>One message on its way to a gateway.</summary>
/// <param name="Id">The same at every try: a gateway that has it answers as before and sends nothing again.</param>
/// <param name="Address">Personal number or telephone number.</param>
/// <param name="Text">Text.</param>
public sealed record GatewayMessage(Guid Id, string Address, string Text)
{
    public override string ToString() => $"GatewayMessage {Id:D}";
}

/// <summary>How a try ended.</summary>
/// <param name="IsTaken">The gateway has it for good, and said so about this very message.</param>
/// <param name="IsHopeless">Another try can't help: the address is none, or the person refuses messages.</param>
/// <param name="Code">Code of the outcome.</param>
public sealed record NotificationAnswer(bool IsTaken, bool IsHopeless, string Code);

/// <summary>The way to one kind of gateway. Trouble of the line is an answer, never an exception.</summary>
public interface INotificationGateway
{
    NotificationChannel Channel { get; }

    /// <summary>An address is set for this service.</summary>
    bool IsAvailable { get; }

    Task<NotificationAnswer> SendAsync(GatewayMessage message, CancellationToken cancellationToken);
}
