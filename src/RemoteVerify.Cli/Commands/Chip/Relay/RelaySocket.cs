using System.Net.WebSockets;
using RemoteVerify.ChipReader.Apdu;
using RemoteVerify.ChipReader.Relay;

namespace RemoteVerify.Cli.Commands.Chip.Relay;

/// <summary>What came from the service: a message, or how it closed.</summary>
internal readonly record struct RelayHeard(RelayMessage? Message, int CloseStatus, string? CloseReason);

/// <summary>One WebSocket of the relay protocol, client's end.</summary>
internal sealed class RelaySocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly TimeSpan _oneWay;
    private readonly byte[] _buffer = new byte[RelayLimits.MaxServerBytes];

    /// <param name="roundTrip">Added to every exchange, half of it each way, to feel what a slow network does.</param>
    private RelaySocket(TimeSpan roundTrip) => _oneWay = roundTrip / 2;

    /// <summary>Bytes of all messages in both directions.</summary>
    public long Bytes { get; private set; }

    /// <param name="origin">What a browser would send; null as apps do.</param>
    /// <exception cref="WebSocketException">The service did not take the connection; <paramref name="httpStatus"/> hears why.</exception>
    public static async Task<RelaySocket> ConnectAsync(Uri address, TimeSpan roundTrip, string? origin, Action<int>? httpStatus, CancellationToken cancellationToken)
    {
        RelaySocket made = new(roundTrip);
        try
        {
            made._socket.Options.CollectHttpResponseDetails = true;
            if (origin is not null)
            {
                made._socket.Options.SetRequestHeader("Origin", origin);
            }

            await made._socket.ConnectAsync(address, cancellationToken);
            return made;
        }
        catch (WebSocketException)
        {
            httpStatus?.Invoke((int)made._socket.HttpStatusCode);
            made.Dispose();
            throw;
        }
    }

    /// <summary>The WebSocket that a ticket is for: the ticket begins with the verification's id.</summary>
    public static Uri AddressOf(Uri service, string ticket)
    {
        if (service.AbsolutePath.EndsWith("/chip/relay", StringComparison.Ordinal))
        {
            return WithScheme(service, service.AbsolutePath);
        }

        return ticket.Length > 32 && Guid.TryParseExact(ticket[..32], "N", out Guid verification)
            ? WithScheme(service, $"{service.AbsolutePath.TrimEnd('/')}/v1/verifications/{verification:D}/chip/relay")
            : throw CommandException.WrongUse("That is no ticket of a relay; it comes from POST /v1/verifications/{id}/chip/relays.");
    }

    public Task SendAsync(RelayMessage message, CancellationToken cancellationToken) => SendAsync(RelayCodec.Write(message), WebSocketMessageType.Text, cancellationToken);

    public async Task SendAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type, CancellationToken cancellationToken)
    {
        await Task.Delay(_oneWay, cancellationToken);
        Bytes += bytes.Length;
        try
        {
            await _socket.SendAsync(bytes, type, true, cancellationToken);
        }
        catch (WebSocketException)
        {
            // Closed while we were still sending; what the service said is read next.
        }
    }

    public async Task<RelayHeard> ReceiveAsync(CancellationToken cancellationToken)
    {
        int length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await CloseAsync(cancellationToken);
                return new RelayHeard(null, (int)(_socket.CloseStatus ?? 0), _socket.CloseStatusDescription);
            }
        }
        while (!part.EndOfMessage && length < _buffer.Length);
        await Task.Delay(_oneWay, cancellationToken);
        Bytes += length;
        return part.EndOfMessage
            ? new RelayHeard(RelayCodec.ReadServer(_buffer.AsSpan(0, length)), 0, null)
            : throw new ApduFormatException("relay message", length, "longer than allowed");
    }

    /// <summary>As when the phone loses the network: no word, no close.</summary>
    public void Drop() => _socket.Abort();

    public void Dispose() => _socket.Dispose();

    private async Task CloseAsync(CancellationToken cancellationToken)
    {
        if (_socket.State == WebSocketState.CloseReceived)
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
        }
    }

    private static Uri WithScheme(Uri service, string path) =>
        new UriBuilder(service) { Scheme = service.Scheme is "https" or "wss" ? "wss" : "ws", Path = path }.Uri;
}
