using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using RemoteVerify.Cases.Webhooks;

namespace RemoteVerify.Server.Webhooks;

/// <summary>How a try ended, with what the receiver asked for.</summary>
/// <param name="Attempt">The record of it.</param>
/// <param name="Wish">When it wants to be asked again (<c>Retry-After</c>), or null.</param>
public sealed record WebhookResult(WebhookAttempt Attempt, TimeSpan? Wish)
{
    public bool IsDelivered => Attempt.Outcome == AttemptOutcomes.Delivered;
}

/// <summary>Makes one try in bounded time and memory; never throws for what the receiver does.</summary>
public sealed class WebhookClient : IDisposable
{
    /// <summary>What is read of an answer's body, so that the connection can be used again. Nothing of it is kept.</summary>
    public const int MaximumBodyBytes = 16 << 10;

    private readonly HttpClient _http;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _clock;

    public WebhookClient(GuardedConnections connections, WebhookOptions options, TimeProvider clock)
    {
        // The time limit is of each try and ends with the headers of the answer.
        _http = new HttpClient(connections.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
        _patience = TimeSpan.FromSeconds(options.TimeoutSeconds);
        _clock = clock;
    }

    /// <summary>Signs and sends.</summary>
    public async Task<WebhookResult> SendAsync(WebhookEndpoint endpoint, WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        DateTimeOffset at = _clock.GetUtcNow();
        long began = Stopwatch.GetTimestamp();
        using HttpRequestMessage request = Request(endpoint, delivery, at);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_patience);
        (string Outcome, int? Status, TimeSpan? Wish) end;
        try
        {
            using HttpResponseMessage answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            end = (OutcomeOf(answer.StatusCode), (int)answer.StatusCode, WishOf(answer.Headers.RetryAfter, at));
            await DrainAsync(answer, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            end = (AttemptOutcomes.TimedOut, null, null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            end = (OutcomeOf(e), null, null);
        }

        return new WebhookResult(new WebhookAttempt(delivery.Attempts, at, Stopwatch.GetElapsedTime(began), end.Outcome, end.Status), end.Wish);
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Request(WebhookEndpoint endpoint, WebhookDelivery delivery, DateTimeOffset at)
    {
        byte[] body = EventPayload.Of(delivery);
        string id = delivery.EventId.ToString("D", CultureInfo.InvariantCulture);
        HttpRequestMessage request = new(HttpMethod.Post, endpoint.Address)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", WebhookSignature.Timestamp(at));
        request.Headers.Add("webhook-signature", WebhookSignature.Sign(id, at, body, endpoint.SecretsAt(at)));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("RemoteVerify", "1"));
        return request;
    }

    private static string OutcomeOf(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => AttemptOutcomes.Delivered,
        >= 300 and < 400 => AttemptOutcomes.Redirected,
        410 => AttemptOutcomes.Gone,
        _ => AttemptOutcomes.ErrorStatus,
    };

    private static string OutcomeOf(Exception trouble)
    {
        for (Exception? cause = trouble; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case AddressRefusedException:
                    return AttemptOutcomes.AddressRefused;
                case AuthenticationException:
                    return AttemptOutcomes.NotSecure;
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return AttemptOutcomes.NoSuchHost;
                case HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded }:
                    return AttemptOutcomes.Malformed;
                case HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }:
                    return AttemptOutcomes.NotSecure;
            }
        }

        return trouble is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } ? AttemptOutcomes.Unreachable : AttemptOutcomes.Broken;
    }

    private static TimeSpan? WishOf(RetryConditionHeaderValue? after, DateTimeOffset now) => after switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > now => date - now,
        _ => null,
    };

    /// <summary>The status has decided; a body that is long, slow or broken only costs the connection.</summary>
    private static async Task DrainAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        using CancellationTokenSource shortly = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        shortly.CancelAfter(TimeSpan.FromMilliseconds(500));
        try
        {
            await using Stream body = await answer.Content.ReadAsStreamAsync(shortly.Token);
            byte[] buffer = new byte[4096];
            int all = 0, read;
            while (all <= MaximumBodyBytes && (read = await body.ReadAsync(buffer, shortly.Token)) > 0)
            {
                all += read;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or HttpRequestException)
        {
            // Nothing of the body was wanted.
        }
    }
}
