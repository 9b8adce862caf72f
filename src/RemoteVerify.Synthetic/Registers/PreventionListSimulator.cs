using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace RemoteVerify.Synthetic.Registers;

/// <summary>A made-up notice about people or things that don't exist.</summary>
/// <param name="Id">Number.</param>
/// <param name="IssuedBy">Who issued it.</param>
/// <param name="IssuedOn">Day.</param>
/// <param name="Text">What it says.</param>
/// <param name="PersonalNumber">About whom; null for a notice about a thing.</param>
/// <param name="Asset">Words that the asset of the transaction must hold; null for a notice about a person.</param>
public sealed record MadeUpNotice(string Id, string IssuedBy, DateOnly IssuedOn, string Text, string? PersonalNumber, string? Asset)
{
    public override string ToString() => $"MadeUpNotice {Id}";
}

/// <summary>How the simulator behaves on the line.</summary>
public enum LineTrouble
{
    None,

    /// <summary>Takes the question and never answers.</summary>
    Silence,

    /// <summary>Answers 503.</summary>
    Unavailable,

    /// <summary>Answers 200 with something that is no answer.</summary>
    Nonsense,
}

/// <summary>
/// A prevention list (thông tin ngăn chặn) on the loopback address, for tests and the demo: the same wire as the service's client speaks, with
/// notices about people who don't exist.
/// </summary>
public sealed class PreventionListSimulator : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly HttpListener _listener;
    private readonly List<MadeUpNotice> _notices;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _serving;

    private PreventionListSimulator(HttpListener listener, Uri address, IEnumerable<MadeUpNotice> notices)
    {
        (_listener, Address, _notices) = (listener, address, [.. notices]);
        _serving = ServeAsync();
    }

    /// <summary>Where it is, with a slash at the end.</summary>
    public Uri Address { get; }

    public LineTrouble Trouble { get; set; }

    /// <summary>How many questions came.</summary>
    public int Questions { get; private set; }

    /// <summary>Starts on a free port of the loopback address.</summary>
    public static PreventionListSimulator Start(IEnumerable<MadeUpNotice> notices)
    {
        for (int tries = 0; ; tries++)
        {
            var address = new Uri($"http://127.0.0.1:{FreePort()}/");
            var listener = new HttpListener();
            listener.Prefixes.Add(address.ToString());
            try
            {
                listener.Start();
                return new PreventionListSimulator(listener, address, notices);
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
        await _ended.CancelAsync();
        _listener.Close();
        await _serving;
        _ended.Dispose();
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
            Questions++;
            if (Trouble == LineTrouble.Silence)
            {
                await Task.Delay(Timeout.Infinite, _ended.Token);
            }

            (int status, byte[] body) = Trouble switch
            {
                LineTrouble.Unavailable => (503, "try later"u8.ToArray()),
                LineTrouble.Nonsense => (200, "{\"notices\":null}"u8.ToArray()),
                _ => await FindAsync(call.Request),
            };
            call.Response.StatusCode = status;
            call.Response.ContentType = "application/json";
            await call.Response.OutputStream.WriteAsync(body, _ended.Token);
            call.Response.Close();
        }
        catch (Exception e) when (e is OperationCanceledException or HttpListenerException or IOException or ObjectDisposedException)
        {
            call.Response.Abort();
        }
    }

    private async Task<(int Status, byte[] Body)> FindAsync(HttpListenerRequest request)
    {
        if (request.HttpMethod != "POST" || request.Url?.AbsolutePath != "/notices/search")
        {
            return (404, []);
        }

        Question? asked;
        try
        {
            asked = await JsonSerializer.DeserializeAsync<Question>(request.InputStream, Json, _ended.Token);
        }
        catch (JsonException)
        {
            return (400, []);
        }

        if (asked is not { CaseCode.Length: > 0, LegalBasis.Length: > 0, Purpose.Length: > 0 })
        {
            return (400, []);
        }

        var found = _notices
            .Where(n => asked.People?.Any(p => p.PersonalNumber == n.PersonalNumber) == true
                || (n.Asset is { } words && asked.Asset?.Contains(words, StringComparison.OrdinalIgnoreCase) == true))
            .Select(n => new { n.Id, n.IssuedBy, n.IssuedOn, n.Text });
        return (200, JsonSerializer.SerializeToUtf8Bytes(
            new { provider = "Sở Tư pháp Tỉnh Mẫu (mô phỏng)", database = "Cơ sở dữ liệu công chứng (mô phỏng)", notices = found }, Json));
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed record Person(string? PersonalNumber)
    {
        public override string ToString() => nameof(Person);
    }

    private sealed record Question(string? CaseCode, string? Purpose, string? LegalBasis, string? Asset, IReadOnlyList<Person>? People)
    {
        public override string ToString() => nameof(Question);
    }
}
