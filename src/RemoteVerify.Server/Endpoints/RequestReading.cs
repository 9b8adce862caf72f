using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Server.Http;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Endpoints;

/// <summary>Reads what requests carry beside their JSON.</summary>
internal static class RequestReading
{
    /// <summary>The case of the address, with the version of <c>If-Match</c> when the caller sent one.</summary>
    public static CaseReference CaseOf(this HttpRequest request, Guid id) =>
        new(new CaseId(id), request.ExpectedVersion());

    /// <summary>Tells the version of the case, for <c>If-Match</c>.</summary>
    public static void TellVersion(this HttpResponse response, long version) => response.Headers.ETag = $"\"{version}\"";

    /// <summary>The whole body of a PDF upload, or the problem.</summary>
    public static Task<(byte[]? Pdf, IResult? Problem)> ReadPdfAsync(this HttpRequest request, long maximumBytes, CancellationToken cancellationToken) =>
        ReadBytesAsync(request, ["application/pdf"], maximumBytes, cancellationToken);

    /// <summary>The whole body of an upload whose media type begins with one of these, or the problem.</summary>
    public static async Task<(byte[]? Bytes, IResult? Problem)> ReadBytesAsync(
        this HttpRequest request, IReadOnlyList<string> mediaTypes, long maximumBytes, CancellationToken cancellationToken)
    {
        if (!mediaTypes.Any(type => request.ContentType?.StartsWith(type, StringComparison.OrdinalIgnoreCase) == true))
        {
            return (null, Problem.Of(StatusCodes.Status415UnsupportedMediaType, "request.unsupported-media-type", $"Send the upload as {string.Join(" or ", mediaTypes.Select(type => type.EndsWith('/') ? type + "*" : type))}."));
        }

        return await request.ReadBytesAsync(maximumBytes, cancellationToken);
    }

    /// <summary>The whole body of an uploaded paper, PDF or picture, or the problem. What it is, its bytes say.</summary>
    public static async Task<(byte[]? Bytes, IResult? Problem)> ReadUploadAsync(this HttpRequest request, long maximumBytes, CancellationToken cancellationToken)
    {
        string type = (request.ContentType ?? string.Empty).Split(';')[0].Trim().ToLowerInvariant();
        return type is "application/pdf" or "image/jpeg" or "image/png"
            ? await request.ReadBytesAsync(maximumBytes, cancellationToken)
            : (null, Problem.Of(StatusCodes.Status415UnsupportedMediaType, "request.unsupported-media-type", "Send the paper as application/pdf, image/jpeg or image/png."));
    }

    /// <summary>The whole body of an upload, or the problem.</summary>
    public static async Task<(byte[]? Bytes, IResult? Problem)> ReadBytesAsync(this HttpRequest request, long maximumBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maximumBytes)
        {
            return (null, TooLarge(maximumBytes));
        }

        using MemoryStream body = new((int)Math.Min(request.ContentLength ?? 65_536, maximumBytes));
        byte[] buffer = new byte[65_536];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > maximumBytes)
            {
                return (null, TooLarge(maximumBytes));
            }

            body.Write(buffer, 0, read);
        }

        return body.Length == 0
            ? (null, Problem.Of(StatusCodes.Status400BadRequest, "request.malformed", "The body is empty; send the bytes of the file."))
            : (body.ToArray(), null);
    }

    private static IResult TooLarge(long maximumBytes) =>
        Problem.Of(StatusCodes.Status413PayloadTooLarge, "request.too-large", $"At most {maximumBytes >> 20} MiB are taken.");
}
