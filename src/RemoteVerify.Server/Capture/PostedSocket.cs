using System.Net.WebSockets;
using System.Threading.Channels;

namespace RemoteVerify.Server.Capture;

/// <summary>
/// A line made of posts that looks like a WebSocket to <see cref="CaptureConnection"/>: what posts bring is received, what is sent waits for the next answer. Without a post for
/// some time the line counts as broken, as a WebSocket does whose network is gone.
/// </summary>
/// <param name="silence">How long no post may be under way before the line is broken.</param>
internal sealed class PostedSocket(TimeSpan silence, TimeProvider time) : WebSocket
{
    /// <summary>More than a client that collects its answers can ever leave behind.</summary>
    private const int MostWaiting = 64;

    private readonly Channel<(WebSocketMessageType Type, ReadOnlyMemory<byte> Bytes)> _in = Channel.CreateUnbounded<(WebSocketMessageType, ReadOnlyMemory<byte>)>();
    private readonly Lock _gate = new();
    private readonly Queue<byte[]> _out = new();
    private TaskCompletionSource _news = New();
    private (WebSocketMessageType Type, ReadOnlyMemory<byte> Bytes)? _rest;
    private long _lastPost = time.GetTimestamp();
    private int _posts;
    private WebSocketCloseStatus? _closeStatus;
    private string? _closeReason;
    private WebSocketState _state = WebSocketState.Open;

    public override WebSocketCloseStatus? CloseStatus => _closeStatus;

    public override string? CloseStatusDescription => _closeReason;

    public override string? SubProtocol => null;

    public override WebSocketState State => _state;

    /// <summary>A post begins; false while another one is under way or when the line is over.</summary>
    public bool TryEnter()
    {
        lock (_gate)
        {
            if (_posts > 0 || _state == WebSocketState.Aborted)
            {
                return false;
            }

            _posts++;
            return true;
        }
    }

    /// <summary>The post is answered.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _posts--;
            _lastPost = time.GetTimestamp();
        }
    }

    /// <summary>Hands in one message of a post.</summary>
    public void Post(WebSocketMessageType type, ReadOnlyMemory<byte> bytes) => _in.Writer.TryWrite((type, bytes));

    /// <summary>What waits for the client, once there is as much as expected, the line is closed, or the patience is over.</summary>
    /// <param name="expected">Messages to wait for; 0 takes what is there.</param>
    public async Task<IReadOnlyList<byte[]>> CollectAsync(int expected, TimeSpan patience, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(patience, time);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        while (true)
        {
            Task news;
            lock (_gate)
            {
                if (_out.Count >= expected || _state != WebSocketState.Open || both.IsCancellationRequested)
                {
                    byte[][] all = [.. _out];
                    _out.Clear();
                    return all;
                }

                news = _news.Task;
            }

            await news.WaitAsync(both.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public override void Abort()
    {
        lock (_gate)
        {
            _state = WebSocketState.Aborted;
            _in.Writer.TryComplete();
            Tell();
        }
    }

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

    /// <summary>The client learns of it with its next answer; nothing more is expected from it.</summary>
    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            (_closeStatus, _closeReason) = (closeStatus, statusDescription);
            _state = WebSocketState.Closed;
            _in.Writer.TryComplete();
            Tell();
        }

        return Task.CompletedTask;
    }

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        _rest ??= await NextAsync(cancellationToken);
        if (_rest is not { } message)
        {
            return _state == WebSocketState.Aborted
                ? throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely)
                : new WebSocketReceiveResult(0, WebSocketMessageType.Close, true, _closeStatus, _closeReason);
        }

        int count = Math.Min(buffer.Count, message.Bytes.Length);
        message.Bytes[..count].CopyTo(buffer);
        bool ends = count == message.Bytes.Length;
        _rest = ends ? null : (message.Type, message.Bytes[count..]);
        return new WebSocketReceiveResult(count, message.Type, ends);
    }

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_state != WebSocketState.Open)
            {
                throw new WebSocketException(WebSocketError.InvalidState);
            }

            _out.Enqueue([.. buffer]);
            Tell();
            if (_out.Count <= MostWaiting)
            {
                return Task.CompletedTask;
            }
        }

        Abort();
        return Task.CompletedTask;
    }

    public override void Dispose() => Abort();

    /// <summary>The next message; null when the line is closed or broken.</summary>
    private async Task<(WebSocketMessageType Type, ReadOnlyMemory<byte> Bytes)?> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            using CancellationTokenSource beat = new(silence / 4, time);
            using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(beat.Token, cancellationToken);
            try
            {
                return await _in.Reader.ReadAsync(both.Token);
            }
            catch (ChannelClosedException)
            {
                return null;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                if (IsSilent())
                {
                    Abort();
                }
            }
        }
    }

    private bool IsSilent()
    {
        lock (_gate)
        {
            return _posts == 0 && time.GetElapsedTime(_lastPost) > silence;
        }
    }

    private void Tell()
    {
        _news.TrySetResult();
        _news = New();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
