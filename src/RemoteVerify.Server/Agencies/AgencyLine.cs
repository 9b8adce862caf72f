using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RemoteVerify.Server.Agencies;

/// <summary>How a question over a line ended.</summary>
/// <param name="Status">HTTP status; null when there was no answer.</param>
/// <param name="Body">What came, at most <see cref="AgencyLine.MaximumAnswerBytes"/>.</param>
/// <param name="Trouble">A code when there is nothing to read: <c>resting</c>, <c>timed-out</c>, <c>unreachable</c>, <c>too-large</c>, <c>status-503</c>; null otherwise.</param>
public sealed record LineAnswer(int? Status, byte[] Body, string? Trouble)
{
    public bool IsSuccess => Trouble is null && Status is >= 200 and < 300;

    public override string ToString() => $"LineAnswer {Status} {Trouble}";
}

/// <summary>A line to another agency or provider: bounded time and memory, a circuit breaker, no redirects, and never an exception for what the other side does.</summary>
/// <param name="clients">Makes the clients that the host configures.</param>
/// <param name="name">Name of the client, with its time limit.</param>
/// <param name="guard">The breaker.</param>
public sealed class AgencyLine(IHttpClientFactory clients, string name, LineGuard guard)
{
    public const int MaximumAnswerBytes = 1 << 20;

    /// <summary>How all lines write: Vietnamese stays readable.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    };

    /// <summary>Posts JSON.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="prepare">Adds headers; null for none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<LineAnswer> PostAsync(Uri to, byte[] body, Action<HttpRequestHeaders>? prepare, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, to, body, prepare, cancellationToken);

    /// <summary>Asks.</summary>
    public Task<LineAnswer> GetAsync(Uri to, Action<HttpRequestHeaders>? prepare, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, to, null, prepare, cancellationToken);

    /// <summary>An answer that had a form and could not be understood counts as a failure of the line.</summary>
    public void WasNonsense() => guard.WasNonsense();

    /// <summary>A client for a line: its time limit is of the whole answer.</summary>
    public static void AddClient(IServiceCollection services, string name, int seconds) => services.AddHttpClient(name, http =>
    {
        http.Timeout = TimeSpan.FromSeconds(seconds);
        http.MaxResponseContentBufferSize = MaximumAnswerBytes;
    }).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ActivityHeadersPropagator = null });

    private async Task<LineAnswer> SendAsync(HttpMethod method, Uri to, byte[]? body, Action<HttpRequestHeaders>? prepare, CancellationToken cancellationToken)
    {
        if (!guard.TryPass())
        {
            return new LineAnswer(null, [], "resting");
        }

        LineAnswer answer = await TryAsync(method, to, body, prepare, cancellationToken);
        if (answer.Trouble is null)
        {
            guard.Succeeded();
        }
        else
        {
            guard.Failed();
        }

        return answer;
    }

    private async Task<LineAnswer> TryAsync(HttpMethod method, Uri to, byte[]? body, Action<HttpRequestHeaders>? prepare, CancellationToken cancellationToken)
    {
        using HttpClient http = clients.CreateClient(name);
        using HttpRequestMessage request = new(method, to);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" } } };
        }

        prepare?.Invoke(request.Headers);
        try
        {
            using HttpResponseMessage answer = await http.SendAsync(request, cancellationToken);
            byte[] received = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            int status = (int)answer.StatusCode;
            return new LineAnswer(status, received, status is 408 or 429 or >= 500 or (>= 300 and < 400) ? string.Create(CultureInfo.InvariantCulture, $"status-{status}") : null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new LineAnswer(null, [], "timed-out");
        }
        catch (HttpRequestException e)
        {
            return new LineAnswer(null, [], e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded ? "too-large" : "unreachable");
        }
        catch (IOException)
        {
            return new LineAnswer(null, [], "unreachable");
        }
    }
}
