using System.Net.WebSockets;
using RemoteVerify.ChipReader;
using RemoteVerify.ChipReader.Apdu;
using RemoteVerify.ChipReader.Relay;
using RemoteVerify.ChipReader.Transports;

namespace RemoteVerify.Server.ChipRelay;

/// <summary>
/// Carries one relay over one WebSocket: the server asks, the client answers, one message at a time. The judgement is kept before the client
/// learns of it; a line that breaks before leaves the verification as it was. Everything of the relay lives here and ends here.
/// </summary>
internal sealed partial class ChipRelayConnection(WebSocket socket, ChipRelayRun run, ChipRelayOptions times, TimeProvider time, ILogger<ChipRelayConnection> logger)
{
    private const int BufferBytes = 16 * 1024;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _signsOfLife;
    private Task<ValueWebSocketReceiveResult>? _receiving;
    private RelayTransport? _transport;

    /// <summary>Runs to the end of the relay and closes the socket.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        RelayCode? end = null;
        RelayDone? done = null;
        try
        {
            done = await JudgeAsync(cancellationToken);
        }
        catch (RelayEndedException e)
        {
            end = e.Reason;
        }
        catch (ChipAccessException e)
        {
            Log.ChipRefused(logger, e.Step, e.StatusWord);
            end = e.Problem is ChipAccessProblem.WrongKey or ChipAccessProblem.KeyBlocked || e.Step.StartsWith("PACE", StringComparison.Ordinal)
                ? RelayCode.AccessDenied : RelayCode.Chip;
        }
        catch (ApduFormatException e)
        {
            Log.ChipNotUnderstood(logger, e.Structure, e.Offset);
            end = RelayCode.Chip;
        }
        catch (OperationCanceledException)
        {
            end = cancellationToken.IsCancellationRequested ? RelayCode.Stopping : RelayCode.Timeout;
        }
        catch (Exception e) when (e is not WebSocketException)
        {
            Log.Failed(logger, e.GetType().Name);
            await EndAsync(RelayCode.Failed);
            throw;
        }
        catch (WebSocketException)
        {
            await run.EndAsync("line-lost");
            Log.Ended(logger, "line-lost", _transport?.RoundTrips ?? 0, _transport?.Commands ?? 0);
            socket.Abort();
            return;
        }

        Log.Ended(logger, end?.Code ?? (done!.Accepted ? "accepted" : done.Code!), _transport?.RoundTrips ?? 0, _transport?.Commands ?? 0);
        await (end is null ? CloseAsync(done!, (int)WebSocketCloseStatus.NormalClosure, "done") : EndAsync(end));
    }

    private async Task<RelayDone> JudgeAsync(CancellationToken cancellationToken)
    {
        RelayHello hello = await ReadAsync(RelayLimits.MaxHelloBytes, times.HelloTime, cancellationToken) as RelayHello ?? throw new RelayEndedException(RelayCode.Order);
        await run.RedeemAsync(hello.Ticket, cancellationToken);
        using CancellationTokenSource life = new(Positive(run.ExpiresAt!.Value - time.GetUtcNow()), time);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(life.Token, cancellationToken);
        _transport = new RelayTransport(ExchangeAsync, hello.Batches);
        return await run.DriveAsync(_transport, hello.Access, (stage, percent) => SendAsync(new RelayProgress { Stage = stage, Done = percent }, both.Token), both.Token);
    }

    private async Task<RelayResponses> ExchangeAsync(RelayApdu commands, CancellationToken cancellationToken)
    {
        await SendAsync(commands, cancellationToken);
        while (true)
        {
            switch (await ReadAsync(RelayLimits.MaxClientBytes, times.IdleTime, cancellationToken))
            {
                case RelayResponses responses:
                    return responses;
                case RelayProgress when ++_signsOfLife <= RelayLimits.MaxProgress:
                    break;
                case RelayProgress:
                    throw new RelayEndedException(RelayCode.Limit);
                case RelayError error:
                    throw new RelayEndedException(error.Code == RelayError.CardLost ? RelayCode.Card : RelayCode.Cancelled);
                default:
                    throw new RelayEndedException(RelayCode.Order);
            }
        }
    }

    /// <summary>One whole message of the client, within its limit and its time.</summary>
    /// <exception cref="WebSocketException">The line ended.</exception>
    private async Task<RelayMessage> ReadAsync(int limit, TimeSpan patience, CancellationToken cancellationToken)
    {
        using CancellationTokenSource idle = new(patience, time);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, cancellationToken);
        using MemoryStream message = new();
        while (true)
        {
            ValueWebSocketReceiveResult part = await ReceiveAsync(both.Token);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
            }

            if (message.Length + part.Count > limit)
            {
                throw new RelayEndedException(RelayCode.TooBig);
            }

            message.Write(_buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return part.MessageType == WebSocketMessageType.Text ? Decode(message.GetBuffer().AsSpan(0, (int)message.Length)) : throw new RelayEndedException(RelayCode.BadMessage);
            }
        }
    }

    /// <summary>A receive that is cancelled would break the line, and the client would not learn why; so only the waiting ends, and the receive stays.</summary>
    private async Task<ValueWebSocketReceiveResult> ReceiveAsync(CancellationToken cancellationToken)
    {
        _receiving ??= socket.ReceiveAsync(_buffer.AsMemory(), CancellationToken.None).AsTask();
        ValueWebSocketReceiveResult part = await _receiving.WaitAsync(cancellationToken);
        _receiving = null;
        return part;
    }

    private static RelayMessage Decode(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return RelayCodec.ReadClient(utf8);
        }
        catch (ApduFormatException)
        {
            throw new RelayEndedException(RelayCode.BadMessage);
        }
    }

    private async Task SendAsync(RelayMessage message, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = new(times.SendTime, time);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        await socket.SendAsync(RelayCodec.Write(message), WebSocketMessageType.Text, true, both.Token);
    }

    private async Task EndAsync(RelayCode reason)
    {
        await run.EndAsync(reason.Code);
        await CloseAsync(new RelayError { Code = reason.Code, Message = reason.Message }, reason.CloseStatus, reason.Code);
    }

    /// <summary>
    /// Says the last word and reads on until the client has closed too: ending the line with its messages unread would reset it, and the
    /// client would lose what was sent before.
    /// </summary>
    private async Task CloseAsync(RelayMessage last, int status, string reason)
    {
        try
        {
            await SendAsync(last, CancellationToken.None);
            await socket.CloseOutputAsync((WebSocketCloseStatus)status, reason, CancellationToken.None);
            using CancellationTokenSource patience = new(times.CloseTime, time);
            while (socket.State == WebSocketState.CloseSent && (await ReceiveAsync(patience.Token)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            socket.Abort();
        }

        if (_receiving is { IsCompleted: false })
        {
            socket.Abort();
        }

        await ((Task?)_receiving ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static TimeSpan Positive(TimeSpan left) => left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "A chip relay ended: {Code}, {RoundTrips} round trips, {Commands} commands")]
        public static partial void Ended(ILogger logger, string code, int roundTrips, int commands);

        [LoggerMessage(2, LogLevel.Information, "A chip did not go on: {Step}, status {StatusWord}")]
        public static partial void ChipRefused(ILogger logger, string step, int statusWord);

        [LoggerMessage(3, LogLevel.Information, "A chip's answer was not understood: {Structure} at {Offset}")]
        public static partial void ChipNotUnderstood(ILogger logger, string structure, long offset);

        [LoggerMessage(4, LogLevel.Error, "A chip relay failed: {Kind}")]
        public static partial void Failed(ILogger logger, string kind);
    }
}
