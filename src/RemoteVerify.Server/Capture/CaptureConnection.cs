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
/// queue that is never longer than the acknowledgement window and a few texts. Everything of the session lives here and ends here;
/// when its line breaks, it waits here for a new one.
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
    private CaptureLine _line = null!;
    private FrameReceiver _receiver = null!;
    private Task _receiving = Task.CompletedTask;
    private string? _secret;
    private int _texts;
    private IReadOnlyList<ServerMessage> _pending = [];

    /// <summary>Where a client whose line broke finds its capture again; null when captures can't be resumed.</summary>
    public CaptureLines? Lines { get; init; }

    /// <summary>Whether only a message that resumes a capture is taken, no hello.</summary>
    public bool ResumesOnly { get; init; }

    /// <summary>
    /// Runs to the end of the session and closes the socket. A socket that resumes a capture is handed to the connection that holds
    /// it, and this call lasts as long as it is needed there.
    /// </summary>
    /// <returns>The kept outcome; null when no session began here because hello or ticket were not good, or a capture was resumed.</returns>
    public async Task<CaptureOutcome?> RunAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(socket);
        using CancellationTokenSource life = new(options.Lifetime, time);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(life.Token, cancellationToken);
        _line = new CaptureLine(socket, new CaptureReader(socket));
        (LivenessSession? session, CaptureClose? close) = await BeginAsync(both.Token);
        if (session is null)
        {
            if (close is not null)
            {
                await CloseAsync(socket, close);
            }

            return null;
        }

        using (session)
        {
            return await HoldAsync(session, both, cancellationToken);
        }
    }

    private async Task<CaptureOutcome> HoldAsync(LivenessSession session, CancellationTokenSource both, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(both.Token);
        CaptureClose close;
        _receiver = new FrameReceiver(session.Nonce.Span);
        _receiving = ReceiveAsync(_line, _receiver, stop.Token);
        Task beating = BeatAsync(stop.Token);
        try
        {
            try
            {
                close = await WorkAsync(session, stop.Token);
            }
            catch (OperationCanceledException) when (both.IsCancellationRequested)
            {
                close = cancellationToken.IsCancellationRequested ? CaptureClose.Stopping : CaptureClose.Timeout;
            }

            Forget();
            CaptureOutcome outcome = await FinishAsync(session, close, cancellationToken);
            await CloseAsync(_line.Socket, close);
            await DrainAsync();
            return outcome;
        }
        finally
        {
            Forget();
            _queue.Writer.TryComplete();
            while (_queue.Reader.TryRead(out Item item))
            {
                item.NewLine?.End();
            }

            await stop.CancelAsync();
            await Task.WhenAll(_receiving, beating).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _line.End();
        }
    }

    /// <summary>
    /// Reads on until the client has closed too: ending the line with its frames unread would reset it, and the client would
    /// lose the result that was sent before.
    /// </summary>
    private async Task DrainAsync()
    {
        _line.IsOver = true;
        while (_queue.Reader.TryRead(out Item item))
        {
            item.NewLine?.End();
        }

        await _receiving.WaitAsync(options.CloseTime, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ReceiveAsync(CaptureLine line, FrameReceiver receiver, CancellationToken cancellationToken)
    {
        while (true)
        {
            CaptureMessage message = await line.Reader.ReadAsync(cancellationToken);
            if (line.IsOver)
            {
                if (message.IsEnd || message.IsTooBig)
                {
                    return;
                }

                continue;
            }

            Item item = message.IsEnd ? Item.Broken(EndCode.LineLost, CaptureClose.Done) with { IsLost = message.IsBroken }
                : message.IsTooBig ? Item.Broken(EndCode.BadFrame, CaptureClose.TooBig)
                : message.Type == WebSocketMessageType.Text ? Text(message.Bytes!, Interlocked.Increment(ref _texts))
                : Frame(line, message.Bytes!, receiver);
            await _queue.Writer.WriteAsync(item with { Line = line }, cancellationToken);
            if (item.Close is not null)
            {
                return;
            }
        }
    }

    private Item Frame(CaptureLine line, byte[] bytes, FrameReceiver receiver)
    {
        if (Interlocked.Increment(ref line.Unanswered) > ProtocolLimits.Window)
        {
            Log.ProtocolBroken(logger, "more frames on the way than the window allows");
            return Item.Broken(EndCode.BadFrame, CaptureClose.Window);
        }

        try
        {
            return default(Item) with { Frame = receiver.Receive(bytes, time.GetUtcNow()) };
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
                ? default(Item) with { Event = happened }
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

    private async Task<CaptureClose> WorkAsync(LivenessSession session, CancellationToken cancellationToken)
    {
        await foreach (Item item in _queue.Reader.ReadAllAsync(cancellationToken))
        {
            if (item.NewLine is not null)
            {
                await ResumeAsync(session, item.NewLine, cancellationToken);
                continue;
            }

            if (item.Line is not null && item.Line != _line)
            {
                // Left over from the line before.
                continue;
            }

            if (item.Close is not null)
            {
                if (item.IsLost && Lines is not null && session.Suspend(time.GetUtcNow()))
                {
                    Log.LineBroken(logger);
                    continue;
                }

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

            await SendAsync(answers, cancellationToken);
        }

        return CaptureClose.Done;
    }

    private async Task<IReadOnlyList<ServerMessage>> AnswerAsync(LivenessSession session, Item item, CancellationToken cancellationToken)
    {
        if (item.Frame is not null)
        {
            ReceivedFrame frame = item.Frame with { ComparedOneIn = session.ComparedOneIn };
            FrameObservation observation = await Task.Run(() => analyse(frame), cancellationToken);
            return session.Accept(observation, time.GetUtcNow());
        }

        return item.Event is null ? session.Tick(time.GetUtcNow()) : session.Note(item.Event, time.GetUtcNow());
    }

    /// <summary>Keeps the outcome first; only then does the client learn it. A server that stops still keeps what it has.</summary>
    private async Task<CaptureOutcome> FinishAsync(LivenessSession session, CaptureClose close, CancellationToken cancellationToken)
    {
        string code = close == CaptureClose.Stopping ? EndCode.ServerStopped : EndCode.SessionTime;
        CaptureOutcome outcome = session.Outcome ?? session.End(code, time.GetUtcNow());
        Log.Ended(logger, outcome.Result, outcome.Code, outcome.Checks.Count);
        await keep(outcome, cancellationToken.IsCancellationRequested ? CancellationToken.None : cancellationToken);
        if (_pending.Count > 0)
        {
            await SendAsync(_pending, CancellationToken.None);
        }

        return outcome;
    }

    private async Task SendAsync(IReadOnlyList<ServerMessage> messages, CancellationToken cancellationToken)
    {
        WebSocket socket = _line.Socket;
        foreach (ServerMessage message in messages)
        {
            if (message is AckMessage)
            {
                Interlocked.Decrement(ref _line.Unanswered);
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
            catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
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
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            socket.Abort();
        }
    }

    /// <summary>What the reading task hands over; the default value is a beat of the clock.</summary>
    private readonly record struct Item(ReceivedFrame? Frame, ClientEvent? Event, string? EndCode, CaptureClose? Close, CaptureLine? Line, CaptureLine? NewLine, bool IsLost)
    {
        public static Item Broken(string endCode, CaptureClose close) => default(Item) with { EndCode = endCode, Close = close };
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "A capture ended: {Result} {Code}, {Checks} checks")]
        public static partial void Ended(ILogger logger, CaptureResult result, string code, int checks);

        [LoggerMessage(2, LogLevel.Warning, "A frame was not readable: {Structure} at {Offset}")]
        public static partial void FrameNotReadable(ILogger logger, string structure, long offset);

        [LoggerMessage(3, LogLevel.Warning, "A client broke the capture protocol: {Problem}")]
        public static partial void ProtocolBroken(ILogger logger, string problem);

        [LoggerMessage(4, LogLevel.Information, "A capture's line broke; the session waits for its client")]
        public static partial void LineBroken(ILogger logger);

        [LoggerMessage(5, LogLevel.Information, "A capture was resumed on a new line")]
        public static partial void Resumed(ILogger logger);
    }
}
