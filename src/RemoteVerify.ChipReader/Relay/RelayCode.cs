namespace RemoteVerify.ChipReader.Relay;

/// <summary>Why a relay ends without a judgement: the code of the <c>error</c> message and the status that the connection closes with.</summary>
/// <param name="Code">Stable text on the wire.</param>
/// <param name="CloseStatus">WebSocket close status (RFC 6455 clause 7.4); 4000 and above are this protocol's own.</param>
/// <param name="Message">What happened and what to do, without anything about the person or the chip.</param>
public sealed record RelayCode(string Code, int CloseStatus, string Message)
{
    private static readonly List<RelayCode> Known = [];

    public static readonly RelayCode BadMessage = Add("bad-message", 1007, "The message is not one of this protocol. Open another relay.");
    public static readonly RelayCode TooBig = Add("too-big", 1009, "The message is larger than allowed. Open another relay.");
    public static readonly RelayCode Ticket = Add("ticket", 4001, "The ticket is unknown, used, replaced or has run out. Open another relay.");
    public static readonly RelayCode Timeout = Add("timeout", 4002, "The client or the card took too long. Open another relay.");
    public static readonly RelayCode Order = Add("order", 4003, "The message does not answer the last one of the service. Open another relay.");
    public static readonly RelayCode Limit = Add("limit", 4004, "The relay is over a limit of commands, bytes or signs of life. Open another relay.");
    public static readonly RelayCode Card = Add("card", 4005, "The card was lost. Hold it still, and open another relay.");
    public static readonly RelayCode Cancelled = Add("cancelled", 4006, "The relay was cancelled. Open another one when the person is ready.");
    public static readonly RelayCode AccessNeeded = Add("access-needed", 4007, "Nothing says what opens the chip. Send the printed fields or the card access number in hello.");
    public static readonly RelayCode AccessDenied = Add("access-denied", 4008, "The chip did not open: the printed fields or the number are not this card's.");
    public static readonly RelayCode Chip = Add("chip", 4009, "The chip answered with something that is no answer, or broke off. Open another relay.");
    public static readonly RelayCode Refused = Add("refused", 4010, "The verification does not take this relay any longer. Read its state.");
    public static readonly RelayCode Stopping = Add("stopping", 1001, "The service is stopping. Open another relay in a minute.");
    public static readonly RelayCode Failed = Add("failed", 1011, "Something failed on the service's side. Open another relay.");

    /// <summary>Every code there is.</summary>
    public static IReadOnlyList<RelayCode> All => Known;

    public override string ToString() => Code;

    private static RelayCode Add(string code, int status, string message)
    {
        RelayCode added = new(code, status, message);
        Known.Add(added);
        return added;
    }
}

/// <summary>The relay can't go on.</summary>
public sealed class RelayEndedException(RelayCode reason) : Exception($"the relay ended: {reason.Code}")
{
    public RelayCode Reason { get; } = reason;
}
