using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace RemoteVerify.Hsm.Csc;

/// <summary>Bounded requests to one service. Nothing is followed, nothing is repeated.</summary>
/// <param name="client">Configured by the host; see <see cref="CscClient.CreateHandler"/>.</param>
/// <param name="timeLimit">For one answer.</param>
/// <param name="maximumBytes">Of one answer.</param>
internal sealed class CscWire(HttpClient client, TimeSpan timeLimit, int maximumBytes)
{
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 16 };

    private static readonly JsonElement Nothing = JsonSerializer.SerializeToElement(new { });

    /// <summary>Posts and reads a JSON object; an empty answer is an empty object.</summary>
    /// <exception cref="CscException">Nothing usable came.</exception>
    public async Task<JsonElement> PostAsync(Uri address, HttpContent content, string? bearer, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, address) { Content = content };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeLimit);
        try
        {
            return await SendAsync(request, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Trouble(CscProblem.TimedOut, e);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw Trouble(CscProblem.Unavailable, e);
        }
    }

    private async Task<JsonElement> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri asked = request.RequestUri!;
        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if ((int)response.StatusCode is >= 300 and < 400 || response.RequestMessage?.RequestUri != asked)
        {
            throw Trouble(CscProblem.Redirected);
        }

        byte[] body = await ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw CscErrors.Of(response.StatusCode, body);
        }

        if (response.StatusCode == HttpStatusCode.NoContent || body.Length == 0)
        {
            return Nothing;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(body, Reading);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw Trouble(CscProblem.AnswerMalformed);
        }
        catch (JsonException e)
        {
            throw Trouble(CscProblem.AnswerMalformed, e);
        }
    }

    private async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > maximumBytes)
        {
            throw Trouble(CscProblem.AnswerTooLong);
        }

        await using Stream body = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using MemoryStream collected = new();
        byte[] piece = new byte[8 << 10];
        int read;
        while ((read = await body.ReadAsync(piece, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (collected.Length + read > maximumBytes)
            {
                throw Trouble(CscProblem.AnswerTooLong);
            }

            collected.Write(piece, 0, read);
        }

        return collected.ToArray();
    }

    internal static CscException Trouble(CscProblem problem, Exception? inner = null) => new(problem, CscErrors.Advice(problem), null, inner);
}
