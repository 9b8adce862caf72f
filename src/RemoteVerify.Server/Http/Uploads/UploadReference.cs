using RemoteVerify.Server.Problems;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Http.Uploads;

/// <summary>
/// Lets every operation that takes a file take one that was uploaded before: <c>Upload-Reference: ID</c> in place of a body. The operation reads
/// it as if it came with the request and applies its own limits; when it is done, the upload is destroyed.
/// </summary>
public sealed partial class UploadReference(RequestDelegate next, RelationalStorage storage, ILogger<UploadReference> logger)
{
    public const string Header = "Upload-Reference";

    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.Headers.TryGetValue(Header, out Microsoft.Extensions.Primitives.StringValues value))
        {
            await next(context);
            return;
        }

        if (context.User.Identity?.IsAuthenticated != true || !Guid.TryParse(value.ToString(), out Guid id)
            || await storage.Uploads.FindAsync(UploadEndpoints.OwnerOf(context.User), id, context.RequestAborted) is not { } upload)
        {
            await Problem.Of(StatusCodes.Status404NotFound, "upload.not-found", "There is no such upload for you; it ended, was used or has run out. Begin again.").ExecuteAsync(context);
            return;
        }

        if (upload.Sha256 is null)
        {
            await Problem.Of(StatusCodes.Status409Conflict, "upload.not-complete", $"The upload is not whole: {upload.Offset} of {upload.Length} bytes are here. Go on with it first.").ExecuteAsync(context);
            return;
        }

        await RunAsync(context, upload);
    }

    private async Task RunAsync(HttpContext context, Upload upload)
    {
        UploadOwner owner = UploadEndpoints.OwnerOf(context.User);
        await using UploadStream body = new(storage.Uploads.ReadAsync(owner, upload.Id, CancellationToken.None));
        context.Request.Body = body;
        context.Request.ContentType = upload.MediaType;
        context.Request.ContentLength = upload.Length;
        await next(context);
        if (context.Response.StatusCode is >= 200 and < 300)
        {
            try
            {
                await storage.Uploads.DeleteAsync(owner, upload.Id, CancellationToken.None);
            }
            catch (Exception e)
            {
                // It runs out by itself.
                Log.NotDestroyed(logger, e);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A used upload could not be destroyed; it goes when it has run out.")]
        public static partial void NotDestroyed(ILogger logger, Exception exception);
    }
}
