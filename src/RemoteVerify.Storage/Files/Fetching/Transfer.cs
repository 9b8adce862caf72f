using System.Net;
using System.Net.Http.Headers;

namespace RemoteVerify.Storage.Files.Fetching;

/// <summary>The bytes of one file over the network (RFC 9110): range requests (section 14), redirects (section 15.4) to https only.</summary>
internal sealed class Transfer(HttpClient http, ModelFetchOptions options)
{
    private const int PieceBytes = 64 << 10;

    /// <summary>Fills the file up to its length. Null when everything is here, else how it ended; the file keeps what came.</summary>
    public async Task<ModelFetchResult?> RunAsync(ModelFetchOrder order, PartialFile partial, CancellationToken cancellationToken)
    {
        if (partial.Length == order.SizeBytes)
        {
            return null;
        }

        try
        {
            (HttpResponseMessage? answer, ModelFetchResult? refused) = await AskAsync(order.Address, partial.Length, cancellationToken).ConfigureAwait(false);
            using (answer)
            {
                return refused ?? await TakeAsync(answer!, order, partial, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (HttpRequestException exception)
        {
            return new ModelFetchResult(ModelFetchEnd.Unreachable, $"{order.Address.Host} can't be reached ({Innermost(exception)})");
        }
        catch (TimeoutException)
        {
            return new ModelFetchResult(ModelFetchEnd.Unreachable, $"{order.Address.Host} did not answer in time");
        }
    }

    private async Task<(HttpResponseMessage? Answer, ModelFetchResult? Refused)> AskAsync(Uri address, long from, CancellationToken cancellationToken)
    {
        for (int redirects = 0; redirects <= options.MaximumRedirects; redirects++)
        {
            if (address.Scheme != Uri.UriSchemeHttps)
            {
                return (null, new ModelFetchResult(ModelFetchEnd.RefusedAddress, $"{address.GetLeftPart(UriPartial.Path)} is not https, and nothing else is followed"));
            }

            HttpResponseMessage answer = await SendAsync(address, from, cancellationToken).ConfigureAwait(false);
            if (!IsRedirect(answer.StatusCode))
            {
                return (answer, null);
            }

            using (answer)
            {
                if (answer.Headers.Location is not { } next)
                {
                    return (null, new ModelFetchResult(ModelFetchEnd.NotServed, $"{address.Host} sends elsewhere and does not say where"));
                }

                address = new Uri(address, next);
            }
        }

        return (null, new ModelFetchResult(ModelFetchEnd.RefusedAddress, $"it was sent on more than {options.MaximumRedirects} times"));
    }

    private async Task<HttpResponseMessage> SendAsync(Uri address, long from, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        if (from > 0)
        {
            request.Headers.Range = new RangeHeaderValue(from, null);
        }

        return await WithinSilenceAsync(token => http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token), cancellationToken).ConfigureAwait(false);
    }

    private async Task<ModelFetchResult?> TakeAsync(HttpResponseMessage answer, ModelFetchOrder order, PartialFile partial, CancellationToken cancellationToken)
    {
        switch (answer.StatusCode)
        {
            case HttpStatusCode.OK:
                // Also the answer of a server that knows no ranges.
                partial.StartOver();
                break;
            case HttpStatusCode.PartialContent when IsTheRest(answer.Content.Headers.ContentRange, order, partial):
                break;
            case HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable:
                partial.StartOver();
                return new ModelFetchResult(ModelFetchEnd.WrongFile, $"{order.Address.Host} has a file of another length; what was kept from last time was thrown away");
            case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                return new ModelFetchResult(ModelFetchEnd.NotServed, $"there is no such file at {order.Address} any more ({(int)answer.StatusCode})");
            default:
                return new ModelFetchResult(ModelFetchEnd.NotServed, $"{order.Address.Host} answered {(int)answer.StatusCode}");
        }

        long rest = order.SizeBytes - partial.Length;
        if (answer.Content.Headers.ContentLength is { } offered && offered != rest)
        {
            partial.StartOver();
            return new ModelFetchResult(ModelFetchEnd.WrongFile, $"{order.Address.Host} offers {offered} bytes where the manifest says {rest}; nothing was taken");
        }

        return await CopyAsync(answer, order, partial, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ModelFetchResult?> CopyAsync(HttpResponseMessage answer, ModelFetchOrder order, PartialFile partial, CancellationToken cancellationToken)
    {
        Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        byte[] piece = new byte[PieceBytes];
        while (true)
        {
            int read = await ReadAsync(body, piece, cancellationToken).ConfigureAwait(false);
            if (read <= 0)
            {
                return partial.Length == order.SizeBytes
                    ? null
                    : new ModelFetchResult(ModelFetchEnd.Cut, $"the transfer from {order.Address.Host} was cut after {partial.Length} of {order.SizeBytes} bytes; the next pull goes on from there");
            }

            if (partial.Length + read > order.SizeBytes)
            {
                partial.StartOver();
                return new ModelFetchResult(ModelFetchEnd.WrongFile, $"{order.Address.Host} sends more than the {order.SizeBytes} bytes that the manifest says; it was thrown away");
            }

            await partial.AppendAsync(piece.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Bytes read; 0 at the end; also 0 when the line broke or fell silent, which is an early end.</summary>
    private async Task<int> ReadAsync(Stream body, Memory<byte> piece, CancellationToken cancellationToken)
    {
        try
        {
            return await WithinSilenceAsync(token => body.ReadAsync(piece, token).AsTask(), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or TimeoutException)
        {
            return 0;
        }
    }

    private async Task<T> WithinSilenceAsync<T>(Func<CancellationToken, Task<T>> act, CancellationToken cancellationToken)
    {
        using CancellationTokenSource silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        silence.CancelAfter(options.SilenceTimeout);
        try
        {
            return await act(silence.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }

    private static bool IsTheRest(ContentRangeHeaderValue? range, ModelFetchOrder order, PartialFile partial) =>
        range is { Unit: "bytes", From: { } from } && from == partial.Length && (range.Length is null || range.Length == order.SizeBytes);

    private static bool IsRedirect(HttpStatusCode status) =>
        status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private static string Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception.Message;
    }
}
