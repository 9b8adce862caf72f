using RemoteVerify.ChipReader;
using RemoteVerify.ChipReader.Relay;

namespace RemoteVerify.Cli.Commands.Chip.Relay;

/// <summary>How a relay ended, and what it took.</summary>
/// <param name="Done">The judgement; null when there is none.</param>
/// <param name="ErrorCode">The service's error; null after a judgement.</param>
/// <param name="CloseStatus">WebSocket close status.</param>
/// <param name="RoundTrips">Rows of commands.</param>
internal sealed record RelayEnd(RelayDone? Done, string? ErrorCode, int CloseStatus, int RoundTrips, int Commands, long Bytes, TimeSpan Took);

/// <summary>
/// The reference client of docs/chip-relay.md: it carries commands to the card and responses back, understands nothing of them, and decides
/// nothing.
/// </summary>
/// <param name="card">The card.</param>
/// <param name="progress">Hears stage and per cent.</param>
internal sealed class RelayClient(RelaySocket socket, IApduTransport card, Action<string, int>? progress)
{
    private const int SignOfLifeEvery = 16;
    private int _roundTrips;
    private int _commands;

    /// <summary>Changes what goes back, for those who check that the service notices.</summary>
    public Func<RelayApdu, RelayResponses, RelayMessage>? Tamper { get; init; }

    public async Task<RelayEnd> RunAsync(RelayHello hello, CancellationToken cancellationToken)
    {
        long started = System.Diagnostics.Stopwatch.GetTimestamp();
        await socket.SendAsync(hello, cancellationToken);
        RelayDone? done = null;
        string? error = null;
        while (true)
        {
            RelayHeard heard = await socket.ReceiveAsync(cancellationToken);
            switch (heard.Message)
            {
                case RelayApdu row:
                    RelayResponses answer = await AnswerAsync(row, cancellationToken);
                    await socket.SendAsync(Tamper?.Invoke(row, answer) ?? answer, cancellationToken);
                    break;
                case RelayProgress { Stage: { } stage } told:
                    progress?.Invoke(stage, told.Done);
                    break;
                case RelayDone last:
                    done = last;
                    break;
                case RelayError last:
                    error = last.Code;
                    break;
                case null:
                    return new RelayEnd(done, error, heard.CloseStatus, _roundTrips, _commands, socket.Bytes, System.Diagnostics.Stopwatch.GetElapsedTime(started));
            }
        }
    }

    private async Task<RelayResponses> AnswerAsync(RelayApdu row, CancellationToken cancellationToken)
    {
        _roundTrips++;
        List<byte[]> responses = [];
        foreach (byte[] command in row.Commands)
        {
            byte[] response = await card.TransmitAsync(command, cancellationToken);
            _commands++;
            responses.Add(response);
            if (row.Stop == RelayApdu.AtError && RelayApdu.IsError(response))
            {
                break;
            }

            if (responses.Count % SignOfLifeEvery == 0 && card is not Synthetic.Chips.VirtualChipTransport)
            {
                // A real card takes its time; the service is told that it still answers.
                await socket.SendAsync(new RelayProgress { Done = responses.Count }, cancellationToken);
            }
        }

        return new RelayResponses { Id = row.Id, Responses = responses };
    }
}
