using System.Net.WebSockets;

namespace RemoteVerify.Server.Capture;

/// <summary>Why the server closes a capture's connection; codes of 4000 and above are this protocol's own.</summary>
/// <param name="Status">Close status on the wire.</param>
/// <param name="Reason">Short stable text on the wire.</param>
public sealed record CaptureClose(WebSocketCloseStatus Status, string Reason)
{
    public static readonly CaptureClose Done = new(WebSocketCloseStatus.NormalClosure, "done");
    public static readonly CaptureClose BadMessage = new(WebSocketCloseStatus.InvalidPayloadData, "bad-message");
    public static readonly CaptureClose BadFrame = new(WebSocketCloseStatus.InvalidPayloadData, "bad-frame");
    public static readonly CaptureClose TooBig = new(WebSocketCloseStatus.MessageTooBig, "too-big");
    public static readonly CaptureClose Window = new(WebSocketCloseStatus.PolicyViolation, "window");
    public static readonly CaptureClose Stopping = new(WebSocketCloseStatus.EndpointUnavailable, "stopping");
    public static readonly CaptureClose Ticket = new((WebSocketCloseStatus)4001, "ticket");
    public static readonly CaptureClose Timeout = new((WebSocketCloseStatus)4002, "timeout");
}
