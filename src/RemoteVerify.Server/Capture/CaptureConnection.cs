using System.Net.WebSockets;
using System.Threading.Channels;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Server.Capture;

/// <summary>Redeems a single-use ticket; null when it is not accepted.</summary>
public delegate Task<LivenessSessionOptions?> CaptureTicketRedeemer(string ticket, CancellationToken cancellationToken);

/// <summary>Keeps an outcome before the client learns of it.</summary>
public delegate Task CaptureOutcomeKeeper(CaptureOutcome outcome, CancellationToken cancellationToken);

/// <summary>
/// Runs one capture over one WebSocket. One task reads and checks messages, another analyses frames and talks; between them lies a
/// queue that is never longer than the acknowledgement window and a few texts. Everything of the session lives here and ends here.
/// </summary>
/// <param name="analyse">Decodes and measures one frame; called off the socket's task.</param>
/// <param name="redeem">Called once, with the ticket of the hello message.</param>
/// <param name="keep">Called once, for every session that began, also when it was broken off.</param>
public sealed partial class CaptureConnection(
    Func<ReceivedFrame, FrameObservation> analyse,
    CaptureTicketRedeemer redeem,
    CaptureOutcomeKeeper keep,
    IChance chance,
    TimeProvider time,
    CaptureConnectionOptions options,
    ILogger<CaptureConnection> logger)
{
    private const int QueueLength = ProtocolLimits.Window + 6;

    private readonly Channel<Item> _queue = Channel.CreateBounded<Item>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private int _unanswered;
    private volatile bool _isOver;
    private IReadOnlyList<ServerMessage> _pending = [];

    /// <summary>Runs to the end of the session and closes the socket.</summary>
    /// <returns>The kept outcome; null when no session began because hello or ticket were not good.</returns>
    public async Task<CaptureOutcome?> RunAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(socket);
        using CancellationTokenSource life = new(options.Lifetime, time);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(life.Token, cancellationToken);
        CaptureReader reader = new(socket);
        (LivenessSession? session, CaptureClose close) = await BeginAsync(socket, reader, both.Token);
        if (session is null)
        {
            await CloseAsync(socket, close);
            return null;
        }

        using (session)
        {
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(both.Token);
            Task receiving = ReceiveAsync(reader, new FrameReceiver(session.Nonce.Span), stop.Token);
            Task beating = BeatAsync(stop.Token);
            try
            {
                close = await WorkAsync(socket, session, both.Token);
            }
            catch (OperationCanceledException) when (both.IsCancellationRequested)
            {
                close = cancellationToken.IsCancellationRequested ? CaptureClose.Stopping : CaptureClose.Timeout;
            }

            CaptureOutcome outcome = await FinishAsync(socket, session, close, cancellationToken);
            await CloseAsync(socket, close);
            await DrainAsync(receiving);
            await stop.CancelAsync();
            await Task.WhenAll(receiving, beating).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return outcome;
        }
    }

    private async Task<(LivenessSession? Session, CaptureClose Close)> BeginAsync(WebSocket socket, CaptureReader reader, CancellationToken cancellationToken)
    {
        using CancellationTokenSource hello = new(options.HelloTime, time);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(hello.Token, cancellationToken);
        try
        {
            CaptureMessage first = await reader.ReadAsync(both.Token);
            if (first.Bytes is null || first.Type != WebSocketMessageType.Text || ProtocolCodec.ReadClient(first.Bytes) is not ClientHello message)
            {
                return (null, first.IsTooBig ? CaptureClose.TooBig : CaptureClose.BadMessage);
            }

            LivenessSessionOptions? granted = await redeem(message.Ticket, cancellationToken);
            if (granted is null)
            {
                return (null, CaptureClose.Ticket);
            }

            LivenessSession session = new(granted, chance, time.GetUtcNow());
            IReadOnlyList<ServerMessage> ready = session.Connect(message, time.GetUtcNow());
            await SendAsync(socket, ready, cancellationToken);
            return (session, CaptureClose.Done);
        }
        catch (CaptureFormatException)
        {
            return (null, CaptureClose.BadMessage);
        }
        catch (OperationCanceledException) when (both.IsCancellationRequested)
        {
            return (null, cancellationToken.IsCancellationRequested ? CaptureClose.Stopping : CaptureClose.Timeout);
        }
    }

    /// <summary>
    /// Reads on until the client has closed too: ending the line with its frames unread would reset it, and the client would
    /// lose the result that was sent before.
    /// </summary>
    private async Task DrainAsync(Task receiving)
    {
        _isOver = true;
        while (_queue.Reader.TryRead(out _))
        {
        }

        await receiving.WaitAsync(options.CloseTime, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ReceiveAsync(CaptureReader reader, FrameReceiver receiver, CancellationToken cancellationToken)
    {
        int texts = 0;
        while (true)
        {
            CaptureMessage message = await reader.ReadAsync(cancellationToken);
            if (_isOver)
            {
                if (message.IsEnd || message.IsTooBig)
                {
                    return;
                }

                continue;
            }

            Item item = message.IsEnd ? Item.Broken(EndCode.LineLost, CaptureClose.Done)
                : message.IsTooBig ? Item.Broken(EndCode.BadFrame, CaptureClose.TooBig)
                : message.Type == WebSocketMessageType.Text ? Text(message.Bytes!, ++texts)
                : Frame(message.Bytes!, receiver);
            await _queue.Writer.WriteAsync(item, cancellationToken);
            if (item.Close is not null)
            {
                return;
            }
        }
    }

    private Item Frame(byte[] bytes, FrameReceiver receiver)
    {
        if (Interlocked.Increment(ref _unanswered) > ProtocolLimits.Window)
        {
            Log.ProtocolBroken(logger, "more frames on the way than the window allows");
            return Item.Broken(EndCode.BadFrame, CaptureClose.Window);
        }

        try
        {
            return new Item(receiver.Receive(bytes, time.GetUtcNow()), null, null, null);
        }
        catch (CaptureFormatException e)
        {
            Log.ProtocolBroken(logger, e.Message);
            return Item.Broken(EndCode.BadFrame, CaptureClose.BadFrame);
        }
    }

    private Item Text(byte[] bytes, int count)
    {
        try
        {
            return count <= options.MaximumTexts && ProtocolCodec.ReadClient(bytes) is ClientEvent happened
                ? new Item(null, happened, null, null)
                : Item.Broken(EndCode.BadFrame, CaptureClose.BadMessage);
        }
        catch (CaptureFormatException e)
        {
            Log.ProtocolBroken(logger, e.Message);
            return Item.Broken(EndCode.BadFrame, CaptureClose.BadMessage);
        }
    }

    /// <summary>Lets time pass also when nothing arrives; a beat that finds the queue full is not needed.</summary>
    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        using PeriodicTimer timer = new(options.Beat, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            _queue.Writer.TryWrite(default);
        }
    }

    private async Task<CaptureClose> WorkAsync(WebSocket socket, LivenessSession session, CancellationToken cancellationToken)
    {
        await foreach (Item item in _queue.Reader.ReadAllAsync(cancellationToken))
        {
            if (item.Close is not null)
            {
                session.End(item.EndCode!, time.GetUtcNow());
                return item.Close;
            }

            IReadOnlyList<ServerMessage> answers;
            try
            {
                answers = await AnswerAsync(session, item, cancellationToken);
            }
            catch (VisionFormatException e)
            {
                Log.FrameNotReadable(logger, e.Structure, e.Offset);
                session.End(EndCode.BadFrame, time.GetUtcNow());
                return CaptureClose.BadFrame;
            }

            if (session.Outcome is not null)
            {
                _pending = answers;
                return CaptureClose.Done;
            }

            await SendAsync(socket, answers, cancellationToken);
        }

        return CaptureClose.Done;
    }

    private async Task<IReadOnlyList<ServerMessage>> AnswerAsync(LivenessSession session, Item item, CancellationToken cancellationToken)
    {
        if (item.Frame is not null)
        {
            FrameObservation observation = await Task.Run(() => analyse(item.Frame), cancellationToken);
            return session.Accept(observation, time.GetUtcNow());
        }

        return item.Event is null ? session.Tick(time.GetUtcNow()) : session.Note(item.Event, time.GetUtcNow());
    }

    /// <summary>Keeps the outcome first; only then does the client learn it. A server that stops still keeps what it has.</summary>
    private async Task<CaptureOutcome> FinishAsync(WebSocket socket, LivenessSession session, CaptureClose close, CancellationToken cancellationToken)
    {
        string code = close == CaptureClose.Stopping ? EndCode.ServerStopped : EndCode.SessionTime;
        CaptureOutcome outcome = session.Outcome ?? session.End(code, time.GetUtcNow());
        Log.Ended(logger, outcome.Result, outcome.Code, outcome.Checks.Count);
        await keep(outcome, cancellationToken.IsCancellationRequested ? CancellationToken.None : cancellationToken);
        if (_pending.Count > 0)
        {
            await SendAsync(socket, _pending, CancellationToken.None);
        }

        return outcome;
    }

    private async Task SendAsync(WebSocket socket, IReadOnlyList<ServerMessage> messages, CancellationToken cancellationToken)
    {
        foreach (ServerMessage message in messages)
        {
            if (message is AckMessage)
            {
                Interlocked.Decrement(ref _unanswered);
            }

            if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            {
                return;
            }

            using CancellationTokenSource patience = new(options.SendTime, time);
            using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            try
            {
                await socket.SendAsync(ProtocolCodec.Write(message), WebSocketMessageType.Text, true, both.Token);
            }
            catch (Exception e) when (e is WebSocketException || (e is OperationCanceledException && patience.IsCancellationRequested))
            {
                // The reading task notices the broken line and ends the session.
                socket.Abort();
                return;
            }
        }
    }

    private async Task CloseAsync(WebSocket socket, CaptureClose close)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return;
        }

        using CancellationTokenSource patience = new(options.SendTime, time);
        try
        {
            await socket.CloseOutputAsync(close.Status, close.Reason, patience.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            socket.Abort();
        }
    }

    /// <summary>What the reading task hands over; the default value is a beat of the clock.</summary>
    private readonly record struct Item(ReceivedFrame? Frame, ClientEvent? Event, string? EndCode, CaptureClose? Close)
    {
        public static Item Broken(string endCode, CaptureClose close) => new(null, null, endCode, close);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "A capture ended: {Result} {Code}, {Checks} checks")]
        public static partial void Ended(ILogger logger, CaptureResult result, string code, int checks);

        [LoggerMessage(2, LogLevel.Warning, "A frame was not readable: {Structure} at {Offset}")]
        public static partial void FrameNotReadable(ILogger logger, string structure, long offset);

        [LoggerMessage(3, LogLevel.Warning, "A client broke the capture protocol: {Problem}")]
        public static partial void ProtocolBroken(ILogger logger, string problem);
    }
}
