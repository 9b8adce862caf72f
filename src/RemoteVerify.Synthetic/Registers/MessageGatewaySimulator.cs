using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace RemoteVerify.Synthetic.Registers;

/// <summary>How a gateway behaves.</summary>
public enum GatewayTrouble
{
    None,

    /// <summary>Takes the message, delivers it, and never answers.</summary>
    Slow,

    /// <summary>Answers 503 and takes nothing.</summary>
    Down,

    /// <summary>Answers 200 about another message and takes nothing.</summary>
    Lying,

    /// <summary>Answers 200 with something that is no answer, and takes nothing.</summary>
    Nonsense,

    /// <summary>Delivers, but answers 500 the first time; at a repetition it says that it knows the message.</summary>
    Repeating,

    /// <summary>Says that the address is none.</summary>
    UnknownAddress,
}

/// <summary>A message that reached a handset.</summary>
public sealed record DeliveredMessage(Guid Id, string To, string Text)
{
    public override string ToString() => $"DeliveredMessage {Id:D}";
}

/// <summary>
/// A gateway for push by VNeID or short messages on the loopback address, for tests and the demo: <c>POST messages { id, to, text }</c>, answered with
/// <c>{ id, state: taken | known }</c>. A message with an id that it has is not delivered again.
/// </summary>
public sealed class MessageGatewaySimulator : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly HttpListener _listener;
    private readonly CancellationTokenSource _ended = new();
    private readonly Dictionary<Guid, DeliveredMessage> _delivered = [];
    private readonly List<DeliveredMessage> _order = [];
    private readonly Task _serving;
    private int _requests;

    private MessageGatewaySimulator(HttpListener listener, Uri address)
    {
        (_listener, Address) = (listener, address);
        _serving = ServeAsync();
    }

    /// <summary>Where it is, with a slash at the end.</summary>
    public Uri Address { get; }

    public GatewayTrouble Trouble { get; set; }

    /// <summary>How many requests came, repetitions too.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>What reached handsets, each message once.</summary>
    public IReadOnlyList<DeliveredMessage> Delivered
    {
        get
        {
            lock (_delivered)
            {
                return [.. _order];
            }
        }
    }

    /// <summary>Starts on a free port of the loopback address.</summary>
    public static MessageGatewaySimulator Start()
    {
        for (int tries = 0; ; tries++)
        {
            var address = new Uri($"http://127.0.0.1:{FreePort()}/");
            var listener = new HttpListener();
            listener.Prefixes.Add(address.ToString());
            try
            {
                listener.Start();
                return new MessageGatewaySimulator(listener, address);
            }
            catch (HttpListenerException) when (tries < 5)
            {
                // Somebody else took the port in between.
                listener.Close();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_ended.IsCancellationRequested)
        {
            return;
        }

        await _ended.CancelAsync();
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync()
    {
        while (!_ended.IsCancellationRequested)
        {
            HttpListenerContext call;
            try
            {
                call = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            _ = AnswerAsync(call);
        }
    }

    private async Task AnswerAsync(HttpListenerContext call)
    {
        try
        {
            Interlocked.Increment(ref _requests);
            (int status, byte[] body) = await TakeAsync(call.Request);
            call.Response.StatusCode = status;
            call.Response.ContentType = "application/json";
            await call.Response.OutputStream.WriteAsync(body, _ended.Token);
            call.Response.Close();
        }
        catch (Exception e) when (e is OperationCanceledException or HttpListenerException or IOException or ObjectDisposedException or JsonException)
        {
            call.Response.Abort();
        }
    }

    private async Task<(int Status, byte[] Body)> TakeAsync(HttpListenerRequest request)
    {
        GatewayTrouble trouble = Trouble;
        if (request.HttpMethod != "POST" || request.Url?.AbsolutePath != "/messages")
        {
            return (404, []);
        }

        DeliveredMessage? message = await JsonSerializer.DeserializeAsync<DeliveredMessage>(request.InputStream, Json, _ended.Token);
        if (message is not { To.Length: > 0, Text.Length: > 0 } || request.Headers["Idempotency-Key"] != message.Id.ToString("D"))
        {
            return (400, []);
        }

        switch (trouble)
        {
            case GatewayTrouble.Down:
                return (503, []);
            case GatewayTrouble.Lying:
                return (200, Said(Guid.NewGuid(), "taken"));
            case GatewayTrouble.Nonsense:
                return (200, "<html>OK</html>"u8.ToArray());
            case GatewayTrouble.UnknownAddress:
                return (404, []);
        }

        bool isNew = Keep(message);
        if (trouble == GatewayTrouble.Slow)
        {
            await Task.Delay(Timeout.Infinite, _ended.Token);
        }

        return trouble == GatewayTrouble.Repeating && isNew ? (500, []) : (202, Said(message.Id, isNew ? "taken" : "known"));
    }

    private bool Keep(DeliveredMessage message)
    {
        lock (_delivered)
        {
            if (!_delivered.TryAdd(message.Id, message))
            {
                return false;
            }

            _order.Add(message);
            return true;
        }
    }

    private static byte[] Said(Guid id, string state) => JsonSerializer.SerializeToUtf8Bytes(new { id, state }, Json);

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
