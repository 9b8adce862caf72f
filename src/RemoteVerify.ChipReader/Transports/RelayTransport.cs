using RemoteVerify.ChipReader.Relay;

namespace RemoteVerify.ChipReader.Transports;

/// <summary>Carries one row of commands to the far chip and brings the responses back; whatever line there is does it.</summary>
public delegate Task<RelayResponses> RelayExchange(RelayApdu commands, CancellationToken cancellationToken);

/// <summary>A chip behind a relay: commands travel in rows as long as the limits allow, and everything is counted.</summary>
/// <param name="exchange">The line.</param>
/// <param name="batches">False sends one command at a time.</param>
public sealed class RelayTransport(RelayExchange exchange, bool batches) : IBatchApduTransport
{
    private int _bytes;

    /// <summary>Rows sent so far: round trips.</summary>
    public int RoundTrips { get; private set; }

    /// <summary>Commands sent so far.</summary>
    public int Commands { get; private set; }

    /// <exception cref="RelayEndedException">The line broke, or what came back is not the answer to what was sent.</exception>
    public async ValueTask<byte[]> TransmitAsync(ReadOnlyMemory<byte> command, CancellationToken cancellationToken) =>
        (await ExchangeAsync([command], stopAtError: true, cancellationToken))[0];

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<byte[]>> TransmitAllAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> commands, bool stopAtError, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commands);
        List<byte[]> responses = [];
        for (int sent = 0; sent < commands.Count;)
        {
            int count = CountOfRow(commands, sent);
            IReadOnlyList<byte[]> part = await ExchangeAsync([.. commands.Skip(sent).Take(count)], stopAtError, cancellationToken);
            responses.AddRange(part);
            sent += count;
            if (stopAtError && RelayApdu.IsError(part[^1]))
            {
                break;
            }
        }

        return responses;
    }

    /// <summary>How many of the commands still to be sent fit into one message.</summary>
    private int CountOfRow(IReadOnlyList<ReadOnlyMemory<byte>> commands, int from)
    {
        int count = 1, bytes = commands[from].Length;
        while (batches && count < RelayLimits.MaxBatchCommands && from + count < commands.Count
            && (bytes += commands[from + count].Length) <= RelayLimits.MaxBatchBytes)
        {
            count++;
        }

        return count;
    }

    private async Task<IReadOnlyList<byte[]>> ExchangeAsync(ReadOnlyMemory<byte>[] commands, bool stopAtError, CancellationToken cancellationToken)
    {
        Commands += commands.Length;
        if (Commands > RelayLimits.MaxCommands)
        {
            throw new RelayEndedException(RelayCode.Limit);
        }

        RelayApdu row = new()
        {
            Id = ++RoundTrips,
            Commands = [.. commands.Select(command => command.ToArray())],
            Stop = stopAtError ? RelayApdu.AtError : RelayApdu.Never,
        };
        RelayResponses answer = await exchange(row, cancellationToken);
        _bytes += answer.Responses.Sum(response => response.Length);
        return _bytes > RelayLimits.MaxTotalBytes ? throw new RelayEndedException(RelayCode.Limit)
            : IsAnswerTo(row, answer) ? answer.Responses
            : throw new RelayEndedException(RelayCode.Order);
    }

    /// <summary>One response for each command; fewer only where the row stopped at an error, and none beyond it.</summary>
    private static bool IsAnswerTo(RelayApdu row, RelayResponses answer)
    {
        int count = answer.Responses.Count;
        if (answer.Id != row.Id || count == 0 || count > row.Commands.Count)
        {
            return false;
        }

        bool stopped = row.Stop == RelayApdu.AtError && RelayApdu.IsError(answer.Responses[^1]);
        return (count == row.Commands.Count || stopped)
            && (row.Stop == RelayApdu.Never || answer.Responses.Take(count - 1).All(response => !RelayApdu.IsError(response)));
    }
}
