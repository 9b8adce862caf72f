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

    /// <summary>How often the browser learns how far it was heard.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

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
    private readonly LiveLine _line = new();
    private LiveTable _table = null!;
    private CaseId _case;
    private Guid _room;
    private long _sent;
    private byte[]? _first;
    private int _count;
    private long _countedSince;

    public async Task RunAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        LiveReader reader = new(socket);
        if (!await BeginAsync(socket, reader, cancellationToken))
        {
            return;
        }

        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<bool> listening = ListenAsync(reader, cancellationToken);
        Task sending = SendAsync(socket, end.Token);
        await Task.WhenAny(listening, sending, _line.Ended);
        await end.CancelAsync();
        await sending;
        bool isOver = _member.Letters.IsOver;
        await CloseAsync(socket, !_member.IsOn(_line) ? LiveClose.Elsewhere : isOver ? LiveClose.Over : LiveClose.Bye);

        // A socket whose reading is cancelled is aborted, and the other side would not learn why: it answers the close, or it is gone.
        if (await Task.WhenAny(listening, Task.Delay(CloseTime, time, CancellationToken.None)) != listening)
        {
            socket.Abort();
        }

        bool saidGoodbye = await listening;
        if (!_member.Lose(_line))
        {
            return;
        }

        if (isOver)
        {
            // Who closed the room has noted that everybody left.
            tables.Leave(_room, _table, _member);
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

        _room = seen.Room.Id;
        if (hello is { Resume: { } secret, Heard: { } heard } && tables.Find(_room) is { } table
            && table.Members.FirstOrDefault(m => m.Secret == secret && m.Seat.Id == seen.Seat.Id) is { Letters.HasLost: false } waiting && waiting.Letters.Heard(heard) && waiting.Take(_line))
        {
            (_table, _member, _sent) = (table, waiting, heard);
            _first = LiveJson.Write(new { type = "resumed", heard = waiting.Heard });
            Log.Resumed(logger);
            return true;
        }

        Outcome<LiveRoom> joined = await AgainAsync(() => acts.Join.DoAsync(pass.Actor, _case, cancellationToken));
        if (!joined.TryGet(out LiveRoom? room, out _))
        {
            await CloseAsync(socket, LiveClose.Ticket);
            return false;
        }

        _member = new LiveMember(seen.Seat, seen.Names[seen.Seat.Id], pass.Actor);
        _member.Take(_line);
        _table = tables.Sit(room, _member, Welcome);
        return true;
    }

    private object Welcome(LiveTable table, IReadOnlyList<LiveMember> others) => new
    {
        type = "welcome",
        you = _member.Id,
        seat = _member.Seat.Id,
        resume = _member.Secret,
        consent = _member.Consent,
        recording = table.IsRecording,
        peers = others.Select(other => other.Seen).ToArray(),
        ice = turn.For(_member.Seat.Id) is { } relay ? new[] { new { urls = relay.Urls, username = relay.Username, credential = relay.Credential } } : [],
        relayOnly = options.RelayOnly,
    };

    /// <summary>True when the other side said goodbye, false when the line broke or was taken, or a word could not be worked on.</summary>
    private async Task<bool> ListenAsync(LiveReader reader, CancellationToken cancellationToken)
    {
        _countedSince = time.GetTimestamp();
        try
        {
            while (await reader.ReadAsync(cancellationToken) is { } message)
            {
                if (IsTooMuch() || LiveJson.Read(message) is not { } word || word.Type is "bye")
                {
                    return true;
                }

                if (word.Type == "heard")
                {
                    _member.Letters.Heard(word.N ?? 0);
                }
                else if (_member.Hears(_line, word.N))
                {
                    await HearAsync(word, cancellationToken);
                }
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.NotHeard(logger, e);
            return false;
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

    /// <summary>Says what waits, and now and then how far the browser was heard, which is also how its script sees that the line stands. Ends when there is nothing more to say, or nobody takes it.</summary>
    private async Task SendAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        try
        {
            if (_first is { } first)
            {
                await SayAsync(socket, first);
            }

            long beat = time.GetTimestamp();
            while (!cancellationToken.IsCancellationRequested)
            {
                Task news = _member.Letters.News;
                if (_member.Letters.After(_sent) is { } next)
                {
                    await SayAsync(socket, next.Word);
                    _sent = next.Number;
                }
                else if (_member.Letters.IsOver)
                {
                    return;
                }
                else
                {
                    await news.WaitAsync(Beat, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }

                if (time.GetElapsedTime(beat) >= Beat && !cancellationToken.IsCancellationRequested)
                {
                    beat = time.GetTimestamp();
                    await SayAsync(socket, LiveJson.Write(new { type = "heard", n = _member.Heard }));
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            // The line is gone or was taken; the reading says which.
        }
    }

    private async Task SayAsync(WebSocket socket, byte[] word)
    {
        using CancellationTokenSource patience = new(SendTime, time);
        await socket.SendAsync(word, WebSocketMessageType.Text, true, patience.Token);
    }

    private async Task LeaveLaterAsync()
    {
        try
        {
            await Task.Delay(Kept, time, CancellationToken.None);
            await LeaveAsync();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.NotLeft(logger, e);
        }
    }

    /// <summary>The member goes, unless somebody came back on another line.</summary>
    private async Task LeaveAsync()
    {
        if (_member.GoAfter(_line) && tables.Leave(_room, _table, _member))
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

        [LoggerMessage(Level = LogLevel.Error, Message = "A word of a live session could not be worked on")]
        public static partial void NotHeard(ILogger logger, Exception error);

        [LoggerMessage(Level = LogLevel.Error, Message = "That somebody left a live session could not be recorded")]
        public static partial void NotLeft(ILogger logger, Exception error);
    }
}
