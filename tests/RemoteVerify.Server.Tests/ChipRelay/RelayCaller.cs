using System.Net.WebSockets;
using RemoteVerify.ChipReader;
using RemoteVerify.ChipReader.Relay;
using RemoteVerify.IdDocument.Mrz;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Server.Tests.ChipRelay;

/// <summary>How a relay ended.</summary>
public sealed record RelayEnd(RelayMessage? Last, int CloseStatus, string? CloseReason, IReadOnlyList<string> Stages);

/// <summary>Carries a chip in this process over a real WebSocket to the running service.</summary>
public sealed class RelayCaller(RunningService service, Guid verification)
{
    /// <summary>Changes what goes back to the service.</summary>
    public Func<RelayApdu, RelayResponses, RelayMessage> Tamper { get; init; } = (_, answer) => answer;

    public async Task<RelayEnd> RunAsync(RelayHello hello, IApduTransport chip)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        using ClientWebSocket socket = new();
        await socket.ConnectAsync(new UriBuilder(service.Address) { Scheme = "ws", Path = $"/v1/verifications/{verification}/chip/relay" }.Uri, patience.Token);
        await SendAsync(socket, hello, patience.Token);
        List<string> stages = [];
        RelayMessage? last = null;
        while (await ReceiveAsync(socket, patience.Token) is { } message)
        {
            last = message;
            if (message is RelayProgress { Stage: { } stage })
            {
                stages.Add(stage);
            }

            if (message is RelayApdu row)
            {
                await SendAsync(socket, Tamper(row, await AnswerAsync(row, chip, patience.Token)), patience.Token);
            }
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        return new RelayEnd(last, (int)socket.CloseStatus!, socket.CloseStatusDescription, stages);
    }

    public static RelayAccess AccessOf(VirtualChip chip)
    {
        MachineReadableZone mrz = MachineReadableZone.Parse(chip.Mrz);
        return new RelayAccess { DocumentNumber = mrz.DocumentNumber, BirthDate = new DateOnly(1999, 1, 2), ExpiryDate = new DateOnly(2039, 1, 2) };
    }

    private static async Task<RelayResponses> AnswerAsync(RelayApdu row, IApduTransport chip, CancellationToken cancellationToken)
    {
        List<byte[]> responses = [];
        foreach (byte[] command in row.Commands)
        {
            responses.Add(await chip.TransmitAsync(command, cancellationToken));
            if (row.Stop == RelayApdu.AtError && RelayApdu.IsError(responses[^1]))
            {
                break;
            }
        }

        return new RelayResponses { Id = row.Id, Responses = responses };
    }

    private static Task SendAsync(ClientWebSocket socket, RelayMessage message, CancellationToken cancellationToken) =>
        socket.SendAsync(RelayCodec.Write(message), WebSocketMessageType.Text, true, cancellationToken);

    private static async Task<RelayMessage?> ReceiveAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[RelayLimits.MaxServerBytes];
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close || part.EndOfMessage)
            {
                return part.MessageType == WebSocketMessageType.Close ? null : RelayCodec.ReadServer(buffer.AsSpan(0, length));
            }
        }
    }
}
