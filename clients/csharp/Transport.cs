using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace RemoteVerify.Client;

/// <summary>An answer with what its headers say.</summary>
/// <param name="ETag">For <c>If-Match</c>; null where there is none.</param>
public sealed record Reply<T>(T Value, HttpStatusCode Status, string? ETag, Uri? Location)
{
    public override string ToString() => $"Reply {(int)Status}";
}

/// <summary>A problem document (RFC 9457). Rely on <see cref="Code"/>; the words may change.</summary>
public sealed class ProblemException(HttpStatusCode status, string code, string message, Problem? problem, TimeSpan? retryAfter) : Exception(message)
{
    public HttpStatusCode Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>The whole document; null when the answer was none.</summary>
    public Problem? Problem { get; } = problem;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>
/// Typed calls of the API. A POST carries an <c>Idempotency-Key</c> and is repeated with it when the line breaks or the service asks for that;
/// nothing else is repeated.
/// </summary>
/// <param name="http">With the service's address as its base address; the caller owns it.</param>
/// <param name="token">Gives the access token of each request; null for requests without one.</param>
public sealed partial class RemoteVerifyClient(HttpClient http, Func<CancellationToken, Task<string?>> token)
{
    private const int MostRepetitions = 4;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private static string NewKey() => Guid.NewGuid().ToString();

    private static JsonContent Json<TBody>(TBody body) => JsonContent.Create(body, options: Options);

    private static FormUrlEncodedContent Form(IReadOnlyDictionary<string, string>? fields) => new(fields ?? new Dictionary<string, string>());

    private static string? Text(object? value) => value switch
    {
        null => null,
        DateTimeOffset at => Uri.EscapeDataString(at.ToString("O", CultureInfo.InvariantCulture)),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        bool is_ => is_ ? "true" : "false",
        _ => Uri.EscapeDataString(Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty),
    };

    private static string Address(string path, IReadOnlyList<(string Name, string? Value)> query)
    {
        string[] set = [.. query.Where(one => one.Value is not null).Select(one => $"{one.Name}={one.Value}")];
        return set.Length == 0 ? path : $"{path}?{string.Join('&', set)}";
    }

    private static async Task<T> JsonAsync<T>(HttpContent content, CancellationToken cancellationToken) =>
        (await content.ReadFromJsonAsync<T>(Options, cancellationToken).ConfigureAwait(false))!;

    private static Task<string> TextAsync(HttpContent content, CancellationToken cancellationToken) => content.ReadAsStringAsync(cancellationToken);

    private static Task<byte[]> BytesAsync(HttpContent content, CancellationToken cancellationToken) => content.ReadAsByteArrayAsync(cancellationToken);

    private async Task<Reply<T>> SendAsync<T>(
        HttpMethod method, string address, HttpContent? body, IReadOnlyList<(string Name, string? Value)> headers, string? key, Func<HttpContent, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        if (key is not null && body is not null)
        {
            // A repetition sends the same bytes again.
            await body.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        }

        for (int repetition = 0; ; repetition++)
        {
            bool isLast = key is null || repetition == MostRepetitions;
            try
            {
                // Not disposed: that would take the body with it, which a repetition sends again.
                HttpRequestMessage request = new(method, new Uri(address, UriKind.Relative)) { Content = body };
                using HttpResponseMessage response = await SendOnceAsync(request, headers, key, cancellationToken).ConfigureAwait(false);
                if (response.IsSuccessStatusCode)
                {
                    return new Reply<T>(await read(response.Content, cancellationToken).ConfigureAwait(false), response.StatusCode, response.Headers.ETag?.ToString(), response.Headers.Location);
                }

                ProblemException problem = await ProblemOfAsync(response, cancellationToken).ConfigureAwait(false);
                if (isLast || !AsksToRepeat(problem))
                {
                    throw problem;
                }

                await Task.Delay(problem.RetryAfter ?? Pause(repetition), cancellationToken).ConfigureAwait(false);
            }
            catch (HttpRequestException) when (!isLast)
            {
                await Task.Delay(Pause(repetition), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, IReadOnlyList<(string Name, string? Value)> headers, string? key, CancellationToken cancellationToken)
    {
        if (await token(cancellationToken).ConfigureAwait(false) is { } word)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", word);
        }

        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        foreach ((string name, string? value) in headers.Where(header => header.Value is not null))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private static bool AsksToRepeat(ProblemException problem) =>
        problem.Status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable || problem.Code == "idempotency-key.in-progress";

    private static TimeSpan Pause(int repetition) => TimeSpan.FromMilliseconds(200 << repetition);

    private static async Task<ProblemException> ProblemOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        Problem? problem = response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? await response.Content.ReadFromJsonAsync<Problem>(Options, cancellationToken).ConfigureAwait(false)
            : null;
        return new ProblemException(response.StatusCode, problem?.Code ?? "server.error", problem?.Detail ?? problem?.Title ?? $"{(int)response.StatusCode}", problem, response.Headers.RetryAfter?.Delta);
    }
}
