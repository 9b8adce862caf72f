using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RemoteVerify.Cases;
using RemoteVerify.Server.Live;

namespace RemoteVerify.Server.Tests.Live;

/// <summary>Somebody on the line of a live session.</summary>
internal sealed class LiveCaller : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[128 * 1024];

    public string You { get; private set; } = "";

    public string Secret { get; private set; } = "";

    public JsonElement Welcome { get; private set; }

    /// <summary>Number of the last word that was heard, over all lines of this person.</summary>
    public long Heard { get; private set; }

    /// <summary>Of a line that was taken up again: number of the last own word that the service heard.</summary>
    public long? HeardThere { get; private set; }

    public (int Code, string Reason)? Closed { get; private set; }

    /// <summary>Connects and says hello; <paramref name="before"/> is the line that is taken up again.</summary>
    public static async Task<LiveCaller> ComeAsync(RunningService service, Actor actor, Guid id, LiveCaller? before = null, long? heard = null) =>
        await SayAsync(service, service.Services.GetRequiredService<LiveTickets>().Issue(actor, new CaseId(id)), before, heard);

    public static async Task<LiveCaller> SayAsync(RunningService service, string ticket, LiveCaller? before = null, long? saysHeard = null)
    {
        LiveCaller caller = new();
        using CancellationTokenSource limit = new(Patience);
        await caller._socket.ConnectAsync(new UriBuilder(service.Address) { Scheme = "ws", Path = LiveEndpoint.Path }.Uri, limit.Token);
        await caller.SendAsync(new { type = "hello", ticket, resume = before?.Secret, heard = saysHeard ?? before?.Heard });
        JsonElement? heard = await caller.HearAsync();
        if (heard is not { } first)
        {
            return caller;
        }

        if (first.GetProperty("type").GetString() == "welcome")
        {
            caller.Welcome = first;
            caller.You = first.GetProperty("you").GetString()!;
            caller.Secret = first.GetProperty("resume").GetString()!;
        }
        else
        {
            (caller.You, caller.Secret, caller.Heard) = (before!.You, before.Secret, before.Heard);
            caller.HeardThere = first.GetProperty("heard").GetInt64();
        }

        return caller;
    }

    public async Task SendAsync(object word)
    {
        using CancellationTokenSource limit = new(Patience);
        await _socket.SendAsync(word is string text ? Encoding.UTF8.GetBytes(text) : JsonSerializer.SerializeToUtf8Bytes(word), WebSocketMessageType.Text, true, limit.Token);
    }

    /// <summary>The next message; null when the line was closed, and <see cref="Closed"/> says how.</summary>
    public async Task<JsonElement?> HearAsync()
    {
        using CancellationTokenSource limit = new(Patience);
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult part = await _socket.ReceiveAsync(_buffer.AsMemory(length), limit.Token);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                Closed = ((int)_socket.CloseStatus!, _socket.CloseStatusDescription ?? "");
                return null;
            }

            length += part.Count;
            if (part.EndOfMessage)
            {
                JsonElement word = JsonDocument.Parse(_buffer.AsMemory(0, length).ToArray()).RootElement;
                length = 0;
                if (word.GetProperty("type").GetString() == "heard")
                {
                    continue;
                }

                if (word.TryGetProperty("n", out JsonElement n))
                {
                    Heard = n.GetInt64();
                }

                return word;
            }
        }
    }

    /// <summary>The next message of a type; others before it are let pass.</summary>
    public async Task<JsonElement> HearAsync(string type)
    {
        while (await HearAsync() is { } word)
        {
            if (word.GetProperty("type").GetString() == type)
            {
                return word;
            }
        }

        throw new InvalidOperationException($"The line was closed ({Closed}) before '{type}' came.");
    }

    /// <summary>The line is gone without a word, as when a cable is pulled.</summary>
    public void Break() => _socket.Abort();

    public async ValueTask DisposeAsync()
    {
        if (_socket.State == WebSocketState.Open)
        {
            using CancellationTokenSource limit = new(Patience);
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
        }

        _socket.Dispose();
    }
}
