using System.Net.WebSockets;

namespace RemoteVerify.Server.Live;

/// <summary>Reads whole text messages of a bounded length.</summary>
internal sealed class LiveReader(WebSocket socket)
{
    private readonly byte[] _buffer = new byte[8 * 1024];

    /// <summary>The other side closed the line in order, or broke the rules; false when the line broke.</summary>
    public bool SaidGoodbye { get; private set; }

    /// <summary>The next message; null at the end.</summary>
    public async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        using MemoryStream message = new();
        while (true)
        {
            ValueWebSocketReceiveResult part;
            try
            {
                part = await socket.ReceiveAsync(_buffer.AsMemory(), cancellationToken);
            }
            catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
            {
                return null;
            }

            if (part.MessageType != WebSocketMessageType.Text || message.Length + part.Count > LiveJson.MaximumBytes)
            {
                // Browsers say 1001 when somebody leaves the page or loads it again, and 4000 when our script gives up a line that says nothing.
                SaidGoodbye = (int?)socket.CloseStatus != (int)LiveClose.Again;
                return null;
            }

            message.Write(_buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return message.ToArray();
            }
        }
    }
}
