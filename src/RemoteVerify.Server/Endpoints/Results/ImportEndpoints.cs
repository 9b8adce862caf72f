using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Engines;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Results.Importing;
using RemoteVerify.Server.Http.Paging;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Results;

/// <summary>Digitising what was issued on paper: scans with a manifest, looked at and confirmed by an officer.</summary>
public static class ImportEndpoints
{
    private const long LargestBatch = 200L << 20;
    private const int LargestManifest = 256 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void MapImports(this RouteGroupBuilder api)
    {
        RouteGroupBuilder imports = api.MapGroup("/results/imports").WithTags("Imports").RequireAuthorization();
        imports.MapPost("/", AddAsync).WithName("ImportResults").WithSummary("Hand in scanned papers (multipart/form-data: a part manifest in JSON, and one part a file)")
            .Accepts<IFormFileCollection>("multipart/form-data").Produces<IReadOnlyList<ImportResponse>>(StatusCodes.Status201Created).DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(LargestBatch));
        imports.MapGet("/", ListAsync).WithName("ListImports").WithSummary("Scanned papers, oldest first").Produces<IReadOnlyList<ImportResponse>>();
        imports.MapGet("/{id:guid}/file", ViewAsync).WithName("ViewImport").WithSummary("The scan; looking at it is recorded and must come before confirming").Produces<byte[]>(StatusCodes.Status200OK, "application/pdf");
        imports.MapPost("/confirmations", ConfirmAsync).WithName("ConfirmImports").WithSummary("Confirm scanned papers, one or many; each is marked, sealed and stored by itself").Produces<IReadOnlyList<ConfirmationResponse>>();
        imports.MapPost("/{id:guid}/rejection", RejectAsync).WithName("RejectImport").WithSummary("Put a scanned paper aside, with the reason").Produces<ImportResponse>();
    }

    private static async Task<IResult> AddAsync(HttpRequest request, ImportResults act, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            return Problem.Of(StatusCodes.Status415UnsupportedMediaType, "request.unsupported-media-type", "Send multipart/form-data: a part manifest in JSON, and one part for each file.");
        }

        ImportOrder? order;
        try
        {
            IFormCollection form = await request.ReadFormAsync(
                new FormOptions { MultipartBodyLengthLimit = LargestBatch, ValueLengthLimit = LargestManifest, ValueCountLimit = 4, MemoryBufferThreshold = PdfScanInspection.MaximumBytes }, cancellationToken);
            order = await OrderAsync(form, cancellationToken);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException)
        {
            order = null;
        }

        return order is null
            ? Problem.Of(StatusCodes.Status400BadRequest, "request.malformed", "The form can't be read: the part manifest must be JSON with place and lines, and every file at most 20 MiB.")
            : (await act.DoAsync(user.Actor(), order, cancellationToken)).Answer(taken => TypedResults.Created((string?)null, taken.Select(ImportResponse.Of).ToList()));
    }

    private static async Task<ImportOrder?> OrderAsync(IFormCollection form, CancellationToken cancellationToken)
    {
        if (JsonSerializer.Deserialize<ManifestBody>(form["manifest"].ToString(), Json) is not { Lines: { } lines } manifest || form.Files.Any(f => f.Length > PdfScanInspection.MaximumBytes))
        {
            return null;
        }

        List<ImportFile> files = [];
        foreach (IFormFile file in form.Files)
        {
            byte[] bytes = new byte[file.Length];
            await using Stream content = file.OpenReadStream();
            await content.ReadExactlyAsync(bytes, cancellationToken);
            files.Add(new ImportFile(file.FileName, bytes));
        }

        return new ImportOrder(manifest.Place, [.. lines.OfType<ManifestLine>()], files);
    }

    private static async Task<IResult> ListAsync(
        string? state, Guid? after, int? limit, string? cursor, ListImports act, HttpContext context, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        PageQuery page = PageQuery.Of(context, "imports");
        return page.IsMalformed
            ? PageQuery.Malformed
            : (await act.DoAsync(user.Actor(), state, page.After is { } last ? Guid.Parse(last) : after, page.Limit, cancellationToken)).Answer(found =>
            {
                page.Next(found.Count == page.Limit ? found[^1].Id.ToString() : null);
                return TypedResults.Ok(found.Select(ImportResponse.Of).ToList());
            });
    }

    private static async Task<IResult> ViewAsync(Guid id, ViewImport act, ClaimsPrincipal user, HttpResponse response, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), id, cancellationToken)).Answer(viewed =>
        {
            response.Headers["X-Content-SHA256"] = viewed.Import.Sha256.Hex;
            return TypedResults.File(viewed.Pdf.ToArray(), "application/pdf");
        });

    private static async Task<IResult> ConfirmAsync(ConfirmationBody body, ConfirmImport act, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (body.Ids is not { Count: > 0 and <= ImportResults.MostFiles } ids)
        {
            return Problem.Of(StatusCodes.Status422UnprocessableEntity, RefusalCode.ImportManifestInvalid.Value, $"Name 1 to {ImportResults.MostFiles} scanned papers in ids.");
        }

        List<ConfirmationResponse> answers = [];
        foreach (Guid id in ids.Distinct())
        {
            Outcome<PublishedBytes> done = await act.DoAsync(user.Actor(), id, cancellationToken);
            if (done.Refusal is { } refusal && (ids.Count == 1 || refusal.Code == RefusalCode.ActorNotPermitted))
            {
                return RefusalProblems.Of(refusal);
            }

            answers.Add(done.TryGet(out PublishedBytes? stored, out Refusal? why)
                ? new ConfirmationResponse(id, stored.Document.Id.Value, stored.Document.Code, stored.Document.Sha256.Hex, null, null)
                : new ConfirmationResponse(id, null, null, null, why.Code.Value, why.Message));
        }

        return TypedResults.Ok(answers);
    }

    private static async Task<IResult> RejectAsync(Guid id, ReasonBody body, RejectImport act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), id, body.Reason ?? string.Empty, cancellationToken)).Answer(rejected => TypedResults.Ok(ImportResponse.Of(rejected)));
}

/// <summary>The part <c>manifest</c>.</summary>
/// <param name="Place">Where the paper originals are, as printed.</param>
/// <param name="Lines">One a file.</param>
public sealed record ManifestBody(string? Place, IReadOnlyList<ManifestLine?>? Lines)
{
    public override string ToString() => nameof(ManifestBody);
}

/// <summary>A scanned paper on its way.</summary>
/// <param name="State">pending, confirmed or rejected.</param>
/// <param name="Signatures">Indication of each signature that the scan carries.</param>
public sealed record ImportResponse(
    Guid Id, Guid Batch, string State, string File, string Type, string Title, string Number, string OwnerName, DateOnly IssuedOn, DateOnly? ValidUntil, int Pages, string PdfVersion,
    IReadOnlyList<string> Signatures, string Sha256, bool Viewed, string? Reason, Guid? Result)
{
    public static ImportResponse Of(ResultImport i) => new(
        i.Id, i.Batch, i.State, i.Line.File!, i.Line.Type!, i.Line.Title!, i.Line.Number!, i.Line.OwnerName!, i.Line.IssuedOn!.Value, i.Line.ValidUntil, i.Found.Pages, i.Found.PdfVersion,
        i.Found.Signatures, i.Sha256.Hex, i.ViewedBy.Count > 0, i.Reason, i.Result?.Value);

    public override string ToString() => $"ImportResponse {Id}";
}

public sealed record ConfirmationBody(IReadOnlyList<Guid>? Ids);

/// <summary>What became of one confirmation: the result, or the refusal's code and message.</summary>
public sealed record ConfirmationResponse(Guid Import, Guid? Result, string? Code, string? Sha256, string? Refused, string? Message)
{
    public override string ToString() => $"ConfirmationResponse {Import}";
}
