using System.Net.Http.Headers;

namespace RemoteVerify.Pki.Fetching;

/// <summary>Bounded requests: a foreign server can't make us read without end.</summary>
internal static class HttpFetch
{
    /// <summary>Posts a body and returns the answer, at most <paramref name="maxBytes"/> long.</summary>
    /// <exception cref="HttpRequestException">No answer, an error status, or an answer that is too long.</exception>
    public static async Task<byte[]> PostAsync(
        HttpClient client, Uri address, byte[] body, string mediaType, int maxBytes, CancellationToken cancellationToken)
    {
        using ByteArrayContent content = new(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        using HttpRequestMessage request = new(HttpMethod.Post, address) { Content = content };
        return await SendAsync(client, request, maxBytes, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gets an address, at most <paramref name="maxBytes"/> long.</summary>
    /// <exception cref="HttpRequestException">No answer, an error status, or an answer that is too long.</exception>
    public static async Task<byte[]> GetAsync(HttpClient client, Uri address, int maxBytes, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        return await SendAsync(client, request, maxBytes, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<byte[]> SendAsync(HttpClient client, HttpRequestMessage request, int maxBytes, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response =
            await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using MemoryStream collected = new();
        byte[] buffer = new byte[16 << 10];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (collected.Length + read > maxBytes)
            {
                throw new HttpRequestException("The answer is too long.");
            }

            collected.Write(buffer, 0, read);
        }

        return collected.ToArray();
    }
}
