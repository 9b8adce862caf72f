using System.Net;
using System.Net.Sockets;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RemoteVerify.Synthetic.Registers;

/// <summary>How a simulated server behaves on the line, apart from what it says.</summary>
public enum ServerMood
{
    Answers,

    /// <summary>Takes the request, does what it asks for, and never answers.</summary>
    DoesAndHangs,

    /// <summary>Takes the request and never answers.</summary>
    Hangs,

    /// <summary>Says that it is overloaded (503) and does nothing.</summary>
    Overloaded,

    /// <summary>Answers 200 with something that is no answer.</summary>
    Nonsense,
}

/// <summary>A request as it came.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">Path with a slash in front.</param>
/// <param name="Headers">Headers by name.</param>
/// <param name="Body">Bytes of the body.</param>
public sealed record HeardRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The body as JSON; an undefined element when it is none.</summary>
    public JsonElement Json
    {
        get
        {
            try
            {
                return Body.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(Body);
            }
            catch (JsonException)
            {
                return default;
            }
        }
    }

    public override string ToString() => $"{Method} {Path}";
}

/// <summary>
/// A small HTTP server on a free loopback port, the ground of the simulated agencies. For tests and the demo only. It can be told to be slow, down
/// or talk nonsense, and stopped and started again at the same port.
/// </summary>
public abstract class LoopbackServer : IAsyncDisposable
{
    private const int LongestBody = 1 << 20;

    /// <summary>How the simulators write.</summary>
    protected static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly CancellationTokenSource _ended = new();
    private readonly List<HeardRequest> _heard = [];
    private readonly Lock _gate = new();
    private HttpListener? _listener;
    private Task _serving = Task.CompletedTask;

    protected LoopbackServer()
    {
        for (int tries = 0; ; tries++)
        {
            Address = new Uri($"http://127.0.0.1:{FreePort()}/");
            try
            {
                Open();
                return;
            }
            catch (HttpListenerException) when (tries < 5)
            {
                // Somebody else took the port in between.
            }
        }
    }

    /// <summary>Where it is, with a slash at the end.</summary>
    public Uri Address { get; private set; }

    public ServerMood Mood { get; set; }

    /// <summary>All that came, in order.</summary>
    public IReadOnlyList<HeardRequest> Heard
    {
        get
        {
            lock (_gate)
            {
                return [.. _heard];
            }
        }
    }

    /// <summary>Goes off the line; the port is closed.</summary>
    public async Task StopAsync()
    {
        _listener?.Close();
        _listener = null;
        await _serving;
    }

    /// <summary>Comes back at the same port.</summary>
    public void Open()
    {
        HttpListener listener = new();
        listener.Prefixes.Add(Address.ToString());
        listener.Start();
        _listener = listener;
        _serving = ServeAsync(listener);
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await StopAsync();
        _ended.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What it says to a request; requests come one at a time.</summary>
    protected abstract (int Status, object Body) Answer(HeardRequest request);

    /// <summary>Ends with the server.</summary>
    protected CancellationToken Ended => _ended.Token;

    private async Task ServeAsync(HttpListener listener)
    {
        while (!_ended.IsCancellationRequested)
        {
            HttpListenerContext call;
            try
            {
                call = await listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            _ = HandleAsync(call);
        }
    }

    private async Task HandleAsync(HttpListenerContext call)
    {
        try
        {
            HeardRequest request = await ReadAsync(call.Request);
            ServerMood mood = Mood;
            (int Status, object Body) said;
            lock (_gate)
            {
                _heard.Add(request);
                said = mood switch
                {
                    ServerMood.Overloaded => (503, new { }),
                    ServerMood.Nonsense or ServerMood.Hangs => (200, "Bảo trì hệ thống"),
                    _ => Answer(request),
                };
            }

            if (mood is ServerMood.Hangs or ServerMood.DoesAndHangs)
            {
                await Task.Delay(Timeout.Infinite, _ended.Token);
            }

            byte[] body = JsonSerializer.SerializeToUtf8Bytes(said.Body, Json);
            call.Response.StatusCode = said.Status;
            call.Response.ContentType = "application/json";
            await call.Response.OutputStream.WriteAsync(body, _ended.Token);
            call.Response.Close();
        }
        catch (Exception e) when (e is OperationCanceledException or HttpListenerException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The caller gave up, or the server is over.
            call.Response.Abort();
        }
    }

    private async Task<HeardRequest> ReadAsync(HttpListenerRequest request)
    {
        using MemoryStream body = new();
        byte[] buffer = new byte[8192];
        int read;
        while ((read = await request.InputStream.ReadAsync(buffer, _ended.Token)) > 0 && body.Length < LongestBody)
        {
            body.Write(buffer, 0, read);
        }

        return new HeardRequest(
            request.HttpMethod, request.Url!.AbsolutePath, request.Headers.AllKeys.OfType<string>().ToDictionary(name => name, name => request.Headers[name]!, StringComparer.OrdinalIgnoreCase), body.ToArray());
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
