using System.Net.Http.Headers;

namespace RemoteVerify.Pki.Fetching;

/// <summary>Bounded requests: a foreign server can't make us read or wait without end.</summary>
/// <param name="client">Configured by the host.</param>
/// <param name="options">Time limit.</param>
internal sealed class HttpFetch(HttpClient client, FetchOptions options)
{
    private const int PieceBytes = 16 << 10;

    /// <summary>Posts a body and returns the answer, at most <paramref name="maxBytes"/> long.</summary>
    /// <exception cref="FetchException">Nothing usable came.</exception>
    public async Task<byte[]> PostAsync(Uri address, byte[] body, string mediaType, int maxBytes, CancellationToken cancellationToken)
    {
        using ByteArrayContent content = new(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        using HttpRequestMessage request = new(HttpMethod.Post, address) { Content = content };
        return await BoundAsync(request, maxBytes, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gets an address, at most <paramref name="maxBytes"/> long.</summary>
    /// <exception cref="FetchException">Nothing usable came.</exception>
    public async Task<byte[]> GetAsync(Uri address, int maxBytes, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        return await BoundAsync(request, maxBytes, cancellationToken).ConfigureAwait(false);
    }

    private async Task<byte[]> BoundAsync(HttpRequestMessage request, int maxBytes, CancellationToken cancellationToken)
    {
        string host = request.RequestUri!.Host;
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.TimeLimit);
        try
        {
            return await SendAsync(request, maxBytes, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FetchException(FetchProblem.TimedOut, $"{host} did not answer in time.", e);
        }
        catch (Exception e) when (e is IOException or (HttpRequestException and not FetchException))
        {
            throw new FetchException(FetchProblem.Unreachable, $"{host} can't be reached, or the connection broke.", e);
        }
    }

    private async Task<byte[]> SendAsync(HttpRequestMessage request, int maxBytes, CancellationToken cancellationToken)
    {
        string host = request.RequestUri!.Host;
        HttpMethod asked = request.Method;
        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw new FetchException(FetchProblem.ErrorStatus, $"{host} answers with status {(int)response.StatusCode}.", null, response.StatusCode);
        }

        // A client that follows a 301 or 302 turns a POST into a GET without the question.
        if (response.RequestMessage?.Method != asked)
        {
            throw new FetchException(FetchProblem.Redirected, $"{host} redirects the request so that its body is lost.");
        }

        if (response.Content.Headers.ContentType?.MediaType?.StartsWith("text/", StringComparison.OrdinalIgnoreCase) == true)
        {
            throw new FetchException(FetchProblem.WrongContent, $"{host} answers with a text.");
        }

        return response.Content.Headers.ContentLength > maxBytes
            ? throw TooLong(host)
            : await ReadAsync(response.Content, host, maxBytes, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, string host, int maxBytes, CancellationToken cancellationToken)
    {
        await using Stream body = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using MemoryStream collected = new();
        byte[] buffer = new byte[PieceBytes];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (collected.Length + read > maxBytes)
            {
                throw TooLong(host);
            }

            collected.Write(buffer, 0, read);
        }

        return collected.ToArray();
    }

    private static FetchException TooLong(string host) => new(FetchProblem.TooLong, $"The answer of {host} is too long.");
}
