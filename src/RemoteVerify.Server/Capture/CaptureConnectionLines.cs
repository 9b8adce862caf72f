using System.Net.WebSockets;
using System.Threading.Channels;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Server.Capture;

/// <summary>How a capture begins on a line, and goes on with another one.</summary>
public sealed partial class CaptureConnection
{
    private async Task<(LivenessSession? Session, CaptureClose? Close)> BeginAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource hello = new(options.HelloTime, time);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(hello.Token, cancellationToken);
        try
        {
            CaptureMessage first = await _line.Reader.ReadAsync(both.Token);
            ClientMessage? message = first.Bytes is null || first.Type != WebSocketMessageType.Text ? null : ProtocolCodec.ReadClient(first.Bytes);
            return message switch
            {
                ClientResume resume => (null, await HandOverAsync(resume.Secret, cancellationToken)),
                ClientHello greeting when !ResumesOnly => await GreetAsync(greeting, cancellationToken),
                _ => (null, first.IsTooBig ? CaptureClose.TooBig : CaptureClose.BadMessage),
            };
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

    private async Task<(LivenessSession? Session, CaptureClose? Close)> GreetAsync(ClientHello hello, CancellationToken cancellationToken)
    {
        LivenessSessionOptions? granted = await redeem(hello.Ticket, cancellationToken);
        if (granted is null)
        {
            return (null, CaptureClose.Ticket);
        }

        LivenessSession session = new(granted, chance, time.GetUtcNow());
        IReadOnlyList<ServerMessage> ready = session.Connect(hello, time.GetUtcNow());
        await SendAsync(WithSecret(session, ready), cancellationToken);
        return (session, CaptureClose.Done);
    }

    /// <summary>Gives this connection's socket to the capture that it resumes.</summary>
    /// <returns>Null when it was taken and used to its end.</returns>
    private async Task<CaptureClose?> HandOverAsync(string secret, CancellationToken cancellationToken)
    {
        if (Lines?.Take(secret) is not { } capture)
        {
            return CaptureClose.Ticket;
        }

        try
        {
            await capture._queue.Writer.WriteAsync(default(Item) with { NewLine = _line }, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            return CaptureClose.Ticket;
        }

        await _line.Ended;
        return _line.Socket.State == WebSocketState.Open ? CaptureClose.Ticket : null;
    }

    /// <summary>Each ready that may be resumed carries a fresh secret; the one before is no longer good.</summary>
    private IReadOnlyList<ServerMessage> WithSecret(LivenessSession session, IReadOnlyList<ServerMessage> messages)
    {
        Forget();
        if (Lines is null || !session.MayResume)
        {
            return messages;
        }

        byte[] secret = new byte[16];
        chance.Fill(secret);
        _secret = Convert.ToHexStringLower(secret);
        Lines.Add(_secret, this);
        return [.. messages.Select(m => m is ReadyMessage ready ? ready with { Resume = _secret } : m)];
    }

    private void Forget()
    {
        if (_secret is not null)
        {
            Lines!.Remove(_secret);
            _secret = null;
        }
    }

    /// <summary>Puts a new line in the place of the old one, whether or not its end was noticed.</summary>
    private async Task ResumeAsync(LivenessSession session, CaptureLine line, CancellationToken cancellationToken)
    {
        IReadOnlyList<ServerMessage> ready = session.Resume(time.GetUtcNow());
        if (ready.Count == 0)
        {
            line.End();
            return;
        }

        CaptureLine old = _line;
        old.IsOver = true;
        old.Socket.Abort();
        old.End();
        _line = line;
        _receiver = _receiver.Resumed(session.Nonce.Span);
        // The old line's reader may wait for a place in the queue that this task empties: it is waited for at the end.
        _receiving = Task.WhenAll(_receiving, ReceiveAsync(line, _receiver, cancellationToken));
        Log.Resumed(logger);
        await SendAsync(WithSecret(session, ready), cancellationToken);
    }
}
