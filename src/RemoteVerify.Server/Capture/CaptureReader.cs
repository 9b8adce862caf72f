using System.Net.WebSockets;
using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Server.Capture;

/// <summary>One whole message, or why there is none.</summary>
/// <param name="Bytes">The message; null when the line ended or the message was too big.</param>
/// <param name="IsBroken">The line ended without the client's goodbye.</param>
internal readonly record struct CaptureMessage(WebSocketMessageType Type, byte[]? Bytes, bool IsTooBig, bool IsBroken = false)
{
    public bool IsEnd => Bytes is null && !IsTooBig;
}

/// <summary>Reads whole messages within the limits of the protocol.</summary>
internal sealed class CaptureReader(WebSocket socket)
{
    private readonly byte[] _buffer = new byte[16 * 1024];

    public async Task<CaptureMessage> ReadAsync(CancellationToken cancellationToken)
    {
        using MemoryStream message = new();
        while (true)
        {
            ValueWebSocketReceiveResult part;
            try
            {
                part = await socket.ReceiveAsync(_buffer.AsMemory(), cancellationToken);
            }
            catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                // The line broke; the session says what follows from that.
                return new CaptureMessage(WebSocketMessageType.Close, null, false, IsBroken: true);
            }

            if (part.MessageType == WebSocketMessageType.Close)
            {
                return new CaptureMessage(part.MessageType, null, false);
            }

            int limit = part.MessageType == WebSocketMessageType.Text ? ProtocolLimits.MaxTextBytes : ProtocolLimits.MaxProofFrameBytes;
            if (message.Length + part.Count > limit)
            {
                return new CaptureMessage(part.MessageType, null, true);
            }

            message.Write(_buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return new CaptureMessage(part.MessageType, message.ToArray(), false);
            }
        }
    }
}
