// tus resumable upload protocol 1.0.0 (tus.io/protocols/resumable-upload), core with the extensions creation, expiration, checksum and termination.
using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Problems;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Http.Uploads;

/// <summary>
/// Files over bad lines: created, sent in pieces as the line lets it, continued on any node, and then named by the operation that takes the
/// file (<see cref="UploadReference"/>). What came before a line broke counts.
/// </summary>
public static class UploadEndpoints
{
    /// <summary>The status of tus for a piece whose checksum is another one.</summary>
    internal const int ChecksumMismatch = 460;

    private const string Version = "1.0.0";
    private const string PieceType = "application/offset+octet-stream";
    private const string Path = "/v1/uploads";
    private const int LongestMetadata = 4096;

    private static readonly string[] MediaTypes = ["application/pdf", "image/jpeg", "image/png", "video/", "audio/"];

    public static void MapUploads(this RouteGroupBuilder api)
    {
        RouteGroupBuilder uploads = api.MapGroup("/uploads").WithTags("Uploads").RequireAuthorization();
        uploads.MapPost("/", CreateAsync).WithName("CreateUpload").WithSummary("Begin a resumable upload (tus 1.0): Upload-Length, and Upload-Metadata with filetype and sha256").Produces(StatusCodes.Status201Created);
        uploads.MapMethods("/{id:guid}", [HttpMethods.Head], FindAsync).WithName("ReadUpload").WithSummary("How far an upload is: Upload-Offset").Produces(StatusCodes.Status200OK);
        uploads.MapPatch("/{id:guid}", AppendAsync).WithName("AppendUpload").WithSummary("Go on from Upload-Offset").Accepts<IFormFile>(PieceType).Produces(StatusCodes.Status204NoContent);
        uploads.MapDelete("/{id:guid}", DeleteAsync).WithName("DeleteUpload").WithSummary("Give an upload up").Produces(StatusCodes.Status204NoContent);
        api.MapMethods("/uploads", [HttpMethods.Options], Offer).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Whose uploads a caller sees.</summary>
    internal static UploadOwner OwnerOf(ClaimsPrincipal user) =>
        new(user.FindFirstValue("tenant")!, string.Join('/', user.FindFirstValue("kind"), user.FindFirstValue("sub"), user.FindFirstValue("case")));

    private static IResult Offer(HttpResponse response, IOptions<ServiceOptions> options)
    {
        response.Headers["Tus-Resumable"] = Version;
        response.Headers["Tus-Version"] = Version;
        response.Headers["Tus-Extension"] = "creation,expiration,checksum,termination";
        response.Headers["Tus-Checksum-Algorithm"] = "sha256";
        response.Headers["Tus-Max-Size"] = options.Value.MaximumDocumentBytes.ToString(CultureInfo.InvariantCulture);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> CreateAsync(HttpContext context, RelationalStorage storage, IOptions<ServiceOptions> options, CancellationToken cancellationToken)
    {
        if (WrongVersion(context) is { } wrong)
        {
            return wrong;
        }

        if (!Number(context.Request, "Upload-Length", out long length) || length == 0 || UploadMetadata.Read(context.Request.Headers["Upload-Metadata"].ToString(), LongestMetadata) is not { } metadata)
        {
            return Problem.Of(StatusCodes.Status400BadRequest, "request.malformed", "Send Upload-Length (bytes, at least 1) and Upload-Metadata (key and Base64 value, comma between pairs).");
        }

        if (!MediaTypes.Any(type => metadata.MediaType.StartsWith(type, StringComparison.OrdinalIgnoreCase)))
        {
            return Problem.Of(StatusCodes.Status415UnsupportedMediaType, "request.unsupported-media-type", "Name the media type as filetype in Upload-Metadata: application/pdf, image/jpeg, image/png, video/* or audio/*.");
        }

        if (length > options.Value.MaximumDocumentBytes)
        {
            return Problem.Of(StatusCodes.Status413PayloadTooLarge, "request.too-large", $"At most {options.Value.MaximumDocumentBytes >> 20} MiB are taken.");
        }

        HttpOptions limits = options.Value.Http;
        Upload? made = await storage.Uploads.CreateAsync(
            OwnerOf(context.User), length, metadata.MediaType, metadata.Sha256, TimeSpan.FromHours(limits.UploadHours), new UploadQuota(limits.UploadsPerOwner, limits.UploadBytesPerTenant), cancellationToken);
        if (made is null)
        {
            context.Response.Headers.RetryAfter = "600";
            return Problem.Of(StatusCodes.Status429TooManyRequests, "upload.quota-used", "Too many uploads are on their way. Use or delete one, or wait until one has run out.");
        }

        Describe(context.Response, made);
        return TypedResults.Created($"{Path}/{made.Id:D}");
    }

    private static async Task<IResult> FindAsync(Guid id, HttpContext context, RelationalStorage storage, CancellationToken cancellationToken)
    {
        if (WrongVersion(context) is { } wrong)
        {
            return wrong;
        }

        if (await storage.Uploads.FindAsync(OwnerOf(context.User), id, cancellationToken) is not { } found)
        {
            return NotFound();
        }

        Describe(context.Response, found);
        context.Response.Headers["Upload-Length"] = found.Length.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Ok();
    }

    private static async Task<IResult> AppendAsync(Guid id, HttpContext context, RelationalStorage storage, CancellationToken cancellationToken)
    {
        HttpRequest request = context.Request;
        if (WrongVersion(context) is { } wrong)
        {
            return wrong;
        }

        if (request.ContentType != PieceType)
        {
            return Problem.Of(StatusCodes.Status415UnsupportedMediaType, "request.unsupported-media-type", $"Send pieces as {PieceType}.");
        }

        byte[]? checksum = null;
        if (!Number(request, "Upload-Offset", out long offset) || !Checksum(request, out checksum))
        {
            return Problem.Of(StatusCodes.Status400BadRequest, "request.malformed", "Send Upload-Offset as a number, and Upload-Checksum, if any, as sha256 and the Base64 of the piece's hash.");
        }

        UploadOwner owner = OwnerOf(context.User);
        if (await storage.Uploads.FindAsync(owner, id, cancellationToken) is not { } found)
        {
            return NotFound();
        }

        if (found.Offset != offset || (request.ContentLength is { } announced && announced > found.Length - offset))
        {
            return WrongOffset(context.Response, found);
        }

        UploadReceiver receiver = new(storage.Uploads, owner, found, checksum);
        Received received = await receiver.RunAsync(request.Body, cancellationToken);
        return received switch
        {
            Received.WrongChecksum => Problem.Of(ChecksumMismatch, "upload.checksum-mismatch", "The piece came changed and was not kept. Send it again."),
            Received.NotWanted => await storage.Uploads.FindAsync(owner, id, CancellationToken.None) is { } now ? WrongOffset(context.Response, now) : NotFound(),
            _ => await FinishAsync(context, storage, owner, id),
        };
    }

    /// <summary>Tells how far it is; after the last piece the whole is compared with the hash that was announced.</summary>
    private static async Task<IResult> FinishAsync(HttpContext context, RelationalStorage storage, UploadOwner owner, Guid id)
    {
        if (await storage.Uploads.FindAsync(owner, id, CancellationToken.None) is not { } now)
        {
            return NotFound();
        }

        if (now.Offset == now.Length && await storage.Uploads.CompleteAsync(owner, id, CancellationToken.None) is null)
        {
            return Problem.Of(ChecksumMismatch, "upload.hash-mismatch", "The whole file has another SHA-256 than was announced and was destroyed. Begin again.");
        }

        Describe(context.Response, now);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> DeleteAsync(Guid id, HttpContext context, RelationalStorage storage, CancellationToken cancellationToken) =>
        WrongVersion(context) ?? (await storage.Uploads.DeleteAsync(OwnerOf(context.User), id, cancellationToken) ? TypedResults.NoContent() : NotFound());

    private static void Describe(HttpResponse response, Upload upload)
    {
        response.Headers["Upload-Offset"] = upload.Offset.ToString(CultureInfo.InvariantCulture);
        response.Headers["Upload-Expires"] = upload.ExpiresAt.ToString("R", CultureInfo.InvariantCulture);
    }

    private static IResult WrongOffset(HttpResponse response, Upload upload)
    {
        Describe(response, upload);
        return Problem.Of(StatusCodes.Status409Conflict, "upload.wrong-offset", $"The upload goes on at {upload.Offset} of {upload.Length}. Ask with HEAD and go on from there.");
    }

    private static IResult NotFound() => Problem.Of(StatusCodes.Status404NotFound, "upload.not-found", "There is no such upload for you; it ended, was used or has run out. Begin again.");

    private static IResult? WrongVersion(HttpContext context)
    {
        context.Response.Headers["Tus-Resumable"] = Version;
        if (context.Request.Headers["Tus-Resumable"] == Version)
        {
            return null;
        }

        context.Response.Headers["Tus-Version"] = Version;
        return Problem.Of(StatusCodes.Status412PreconditionFailed, "upload.version", $"Send Tus-Resumable: {Version}.");
    }

    private static bool Number(HttpRequest request, string header, out long number) =>
        long.TryParse(request.Headers[header].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool Checksum(HttpRequest request, out byte[]? checksum)
    {
        checksum = null;
        string header = request.Headers["Upload-Checksum"].ToString();
        if (header.Length == 0)
        {
            return true;
        }

        byte[] bytes = new byte[SHA256.HashSizeInBytes];
        if (header.Split(' ') is not ["sha256", var value] || !Convert.TryFromBase64String(value, bytes, out int length) || length != bytes.Length)
        {
            return false;
        }

        checksum = bytes;
        return true;
    }
}
