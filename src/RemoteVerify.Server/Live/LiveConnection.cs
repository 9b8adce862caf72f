using System.Net.WebSockets;
using RemoteVerify.Cases;
using RemoteVerify.Cases.LiveSessions;

namespace RemoteVerify.Server.Live;

/// <summary>Acts of the room that the line calls.</summary>
public sealed class LiveActs(JoinLive join, LeaveLive leave, ReadLive read, ConsentToLive consent, NoteLivePhoto photo)
{
    internal JoinLive Join => join;

    internal LeaveLive Leave => leave;

    internal ReadLive Read => read;

    internal ConsentToLive Consent => consent;

    internal NoteLivePhoto Photo => photo;
}

/// <summary>
/// One WebSocket of one member. The first message is the hello with the page's ticket; then descriptions and candidates go from member to member, lines of chat to everybody. When the line
/// breaks, the place is kept for a while, and the call between the browsers goes on meanwhile.
/// </summary>
internal sealed partial class LiveConnection(LiveActs acts, LiveTables tables, LiveTickets tickets, TurnCredentials turn, LiveOptions options, TimeProvider time, ILogger<LiveConnection> logger)
{
    /// <summary>How long a place is kept for a line that broke.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan HelloTime = TimeSpan.FromSeconds(10);

    /// <summary>Who does not take a message within this time is gone.</summary>
    private static readonly TimeSpan SendTime = TimeSpan.FromSeconds(10);

    /// <summary>How long the other side may take to answer a close.</summary>
    private static readonly TimeSpan CloseTime = TimeSpan.FromSeconds(3);

    /// <summary>Messages in <see cref="CountTime"/>; a call of eight with all its candidates stays far below.</summary>
    private const int MaximumMessages = 400;

    private static readonly TimeSpan CountTime = TimeSpan.FromSeconds(10);

    private const int MaximumTries = 10;

    private LiveMember _member = null!;
    private LiveTable _table = null!;
    private CaseId _case;
    private int _count;
    private long _countedSince;

    public async Task RunAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        LiveReader reader = new(socket);
        if (!await BeginAsync(socket, reader, cancellationToken))
        {
            return;
        }

        using CancellationTokenSource line = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _member.Line = line;
        Task<bool> listening = ListenAsync(reader, cancellationToken);
        Task sending = SendAsync(socket, line.Token);
        await Task.WhenAny(listening, sending);
        bool wasReplaced = _member.Line != line;
        await line.CancelAsync();
        await sending;
        bool isOver = _member.Waiting.Completion.IsCompleted;
        await CloseAsync(socket, wasReplaced ? LiveClose.Elsewhere : isOver ? LiveClose.Over : LiveClose.Bye);

        // A socket whose reading is cancelled is aborted, and the other side would not learn why: it answers the close, or it is gone.
        if (await Task.WhenAny(listening, Task.Delay(CloseTime, time, CancellationToken.None)) != listening)
        {
            socket.Abort();
        }

        bool saidGoodbye = await listening;
        if (wasReplaced)
        {
            return;
        }

        _member.Line = null;
        if (isOver)
        {
            // Who closed the room has noted that everybody left.
            _table.Leave(_member);
        }
        else if (saidGoodbye || cancellationToken.IsCancellationRequested)
        {
            await LeaveAsync();
        }
        else
        {
            _ = LeaveLaterAsync();
        }
    }

    private async Task<bool> BeginAsync(WebSocket socket, LiveReader reader, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = new(HelloTime, time);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        byte[]? first = await reader.ReadAsync(both.Token);
        if (first is null || LiveJson.Read(first) is not { Type: "hello" } hello || tickets.Read(hello.Ticket) is not { } pass)
        {
            await CloseAsync(socket, LiveClose.Ticket);
            return false;
        }

        _case = new CaseId(pass.Case);
        Outcome<LiveView> view = await acts.Read.DoAsync(pass.Actor, _case, cancellationToken);
        if (!view.TryGet(out LiveView? seen, out Refusal? refusal))
        {
            await CloseAsync(socket, refusal.Code == RefusalCode.LiveNotOpen ? LiveClose.Over : LiveClose.Ticket);
            return false;
        }

        _table = tables.Of(seen.Room.Id);
        if (hello.Resume is { } secret && _table.Members.FirstOrDefault(m => m.Secret == secret && m.Seat.Id == seen.Seat.Id) is { } waiting)
        {
            _member = waiting;
            if (waiting.Patience is { } old)
            {
                await old.CancelAsync();
            }

            if (waiting.Line is { } former)
            {
                waiting.Line = null;
                await former.CancelAsync();
            }

            waiting.Tell(LiveJson.Write(new { type = "resumed" }));
            Log.Resumed(logger);
            return true;
        }

        Outcome<LiveRoom> joined = await AgainAsync(() => acts.Join.DoAsync(pass.Actor, _case, cancellationToken));
        if (!joined.IsDone)
        {
            await CloseAsync(socket, LiveClose.Ticket);
            return false;
        }

        _member = new LiveMember(seen.Seat, seen.Names[seen.Seat.Id], pass.Actor);
        LiveMember? older = _table.Sit(_member, Welcome);
        if (older is not null)
        {
            CancellationTokenSource? former = older.Line;
            older.Line = null;
            older.Close();
            if (former is not null)
            {
                await former.CancelAsync();
            }
        }

        return true;
    }

    private object Welcome(IReadOnlyList<LiveMember> others) => new
    {
        type = "welcome",
        you = _member.Id,
        seat = _member.Seat.Id,
        resume = _member.Secret,
        consent = _member.Consent,
        recording = _table.IsRecording,
        peers = others.Select(other => other.Seen).ToArray(),
        ice = turn.For(_member.Seat.Id) is { } relay ? new[] { new { urls = relay.Urls, username = relay.Username, credential = relay.Credential } } : [],
        relayOnly = options.RelayOnly,
    };

    /// <summary>True when the other side said goodbye, false when the line broke or was taken.</summary>
    private async Task<bool> ListenAsync(LiveReader reader, CancellationToken cancellationToken)
    {
        _countedSince = time.GetTimestamp();
        while (await reader.ReadAsync(cancellationToken) is { } message)
        {
            if (IsTooMuch() || LiveJson.Read(message) is not { } word || word.Type is "bye")
            {
                return true;
            }

            await HearAsync(word, cancellationToken);
        }

        return reader.SaidGoodbye;
    }

    private bool IsTooMuch()
    {
        if (time.GetElapsedTime(_countedSince) > CountTime)
        {
            (_countedSince, _count) = (time.GetTimestamp(), 0);
        }

        return ++_count > MaximumMessages;
    }

    private async Task HearAsync(LiveWord word, CancellationToken cancellationToken)
    {
        switch (word.Type)
        {
            case "signal" when word.Data is { ValueKind: System.Text.Json.JsonValueKind.Object } data:
                _table.TellOne(word.To, new { type = "signal", from = _member.Id, data });
                break;
            case "chat" when Line(word.Text) is { } text:
                _table.Tell(new { type = "chat", from = _member.Id, name = _member.Name, text });
                break;
            case "mode" when word.Mode is "video" or "sound" or "text" or "phone":
                _member.Mode = word.Mode;
                _table.Tell(new { type = "mode", from = _member.Id, mode = word.Mode }, _member);
                break;
            case "sharp" when _member.Seat.Kind == LiveSeatKind.Officer && word.On is { } on:
                _table.TellOne(word.To, new { type = "sharp", from = _member.Id, on });
                break;
            case "consent" when word.Given is { } given:
                await ConsentAsync(given, cancellationToken);
                break;
            case "photo":
                await PhotoAsync(word, cancellationToken);
                break;
            default:
                Refuse("live.unknown-word");
                break;
        }
    }

    private async Task ConsentAsync(bool given, CancellationToken cancellationToken)
    {
        Outcome<LiveRoom> outcome = await AgainAsync(() => acts.Consent.DoAsync(_member.Actor, _case, given, cancellationToken));
        if (outcome.Refusal is { } refusal)
        {
            Refuse(refusal.Code.Value);
            return;
        }

        _member.Consent = given;
        _table.Tell(new { type = "consent", from = _member.Id, given });
    }

    private async Task PhotoAsync(LiveWord word, CancellationToken cancellationToken)
    {
        if (!Sha256Digest.TryParse(word.Sha256, out Sha256Digest hash))
        {
            Refuse(RefusalCode.SigningPhotoNotAccepted.Value);
            return;
        }

        PhotoNotice notice = new(hash, word.Width, word.Height, [.. (word.Signers ?? []).Take(NoteLivePhoto.MaximumSigners + 1).Select(signer => new ParticipantId(signer))]);
        Outcome<LivePhoto> outcome = await AgainAsync(() => acts.Photo.DoAsync(_member.Actor, _case, notice, cancellationToken));
        if (outcome.Refusal is { } refusal)
        {
            Refuse(refusal.Code.Value);
            return;
        }

        _member.Tell(LiveJson.Write(new { type = "noted", photo = outcome.Value.Id, sha256 = hash.Hex, at = outcome.Value.TakenAt }));
    }

    private void Refuse(string code) => _member.Tell(LiveJson.Write(new { type = "refused", code }));

    /// <summary>One line of text without control characters, or null.</summary>
    private static string? Line(string? text)
    {
        string kept = string.Concat((text ?? "").Where(c => !char.IsControl(c))).Trim();
        return kept.Length is > 0 and <= LiveJson.MaximumChat ? kept : null;
    }

    /// <summary>A message counts as sent when the socket took it; what a broken line did not take goes over the next one. Ends when there is nothing more to say, or nobody takes it.</summary>
    private async Task SendAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        try
        {
            while (await _member.Waiting.WaitToReadAsync(cancellationToken))
            {
                while (!cancellationToken.IsCancellationRequested && _member.Waiting.TryPeek(out byte[]? message))
                {
                    using CancellationTokenSource patience = new(SendTime, time);
                    await socket.SendAsync(message, WebSocketMessageType.Text, true, patience.Token);
                    _member.Waiting.TryRead(out _);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            // The line is gone or was taken; the reading says which.
        }
    }

    private async Task LeaveLaterAsync()
    {
        using CancellationTokenSource patience = new();
        _member.Patience = patience;
        try
        {
            await Task.Delay(Kept, time, patience.Token);
            await LeaveAsync();
        }
        catch (OperationCanceledException)
        {
            // Somebody came back.
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.NotLeft(logger, e);
        }
        finally
        {
            _member.Patience = null;
        }
    }

    private async Task LeaveAsync()
    {
        _member.Close();
        if (_table.Leave(_member))
        {
            await AgainAsync(() => acts.Leave.DoAsync(_member.Actor, _case, CancellationToken.None));
        }
    }

    /// <summary>Several people come, go and answer at the same moment, and each changes the one room.</summary>
    private static async Task<Outcome<T>> AgainAsync<T>(Func<Task<Outcome<T>>> act)
    {
        Outcome<T> outcome = await act();
        for (int left = MaximumTries; left > 0 && outcome.Refusal?.Code == RefusalCode.CaseChanged; left--)
        {
            outcome = await act();
        }

        return outcome;
    }

    private static async Task CloseAsync(WebSocket socket, LiveClose close)
    {
        using CancellationTokenSource patience = new(CloseTime);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync((WebSocketCloseStatus)(int)close, close.ToString().ToLowerInvariant(), patience.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            // It is gone.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "A line of a live session was taken up again")]
        public static partial void Resumed(ILogger logger);

        [LoggerMessage(Level = LogLevel.Error, Message = "That somebody left a live session could not be recorded")]
        public static partial void NotLeft(ILogger logger, Exception error);
    }
}
