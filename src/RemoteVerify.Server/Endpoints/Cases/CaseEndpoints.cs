using System.Security.Claims;
using Microsoft.Extensions.Options;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Http;
using RemoteVerify.Server.Http.Paging;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Cases;

/// <summary>Cases: open, read, attach the document, invite a participant.</summary>
public static class CaseEndpoints
{
    public static void MapCases(this RouteGroupBuilder api)
    {
        RouteGroupBuilder cases = api.MapGroup("/cases").WithTags("Cases").RequireAuthorization();
        cases.MapPost("/", OpenAsync).WithName("OpenCase").WithSummary("Open a case").Produces<OpenedCaseResponse>(StatusCodes.Status201Created);
        cases.MapGet("/", ListAsync).WithName("ListCases").WithSummary("List cases, newest first").Produces<IReadOnlyList<CaseListEntry>>();
        cases.MapGet("/{id:guid}", ViewAsync).WithName("ReadCase").WithSummary("Read a case with its timeline").Produces<CaseResponse>();
        cases.MapPost("/{id:guid}/document", AttachAsync).WithName("AttachDocument").WithSummary("Attach the PDF that will be signed")
            .Accepts<IFormFile>("application/pdf").Produces<DocumentResponse>(StatusCodes.Status201Created);
        cases.MapGet("/{id:guid}/document", DocumentAsync).WithName("ReadDocument").WithSummary("The document as it is now").Produces<byte[]>(StatusCodes.Status200OK, "application/pdf");
        cases.MapPost("/{id:guid}/participants/{participant}/invitation", InviteAsync).WithName("InviteParticipant")
            .WithSummary("Make a one-time link for a participant").Produces<InvitationResponse>(StatusCodes.Status201Created);
    }

    private static async Task<IResult> OpenAsync(OpenCaseBody body, OpenCase act, ClaimsPrincipal user, HttpResponse response, CancellationToken cancellationToken)
    {
        OpenCaseRequest request = new(body.Procedure ?? string.Empty, body.Title, [.. (body.Participants ?? []).Select(p => new DeclaredParticipant(p?.FullName ?? string.Empty, p?.PersonalNumber ?? string.Empty, p?.Role ?? string.Empty) { Kind = p?.Kind ?? RemoteVerify.Cases.States.ParticipantKind.Party })])
        {
            CaseGroup = body.CaseGroup,
            SharesIdentityCheck = body.SharesIdentityCheck ?? false,
        };
        return (await act.DoAsync(user.Actor(), request, cancellationToken)).Answer(opened =>
        {
            response.TellVersion(opened.File.Version);
            return TypedResults.Created($"/v1/cases/{opened.File.Id}", new OpenedCaseResponse(
                opened.File.Id.Value, opened.File.Code, opened.State, opened.File.Version,
                [.. opened.File.Participants.Select(p => ParticipantResponse.Of(p))], [.. opened.Allowed.Select(allowed => allowed.Code)]));
        });
    }

    private static async Task<IResult> ListAsync(
        string? state, Guid? before, int? limit, string? cursor, ListCases act, HttpContext context, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        PageQuery page = PageQuery.Of(context, "cases");
        Guid? after = page.After is { } last ? Guid.Parse(last) : before;
        return page.IsMalformed
            ? PageQuery.Malformed
            : (await act.DoAsync(user.Actor(), state, after is { } id ? new CaseId(id) : null, page.Limit, cancellationToken)).Answer(found =>
            {
                page.Next(found.Count == page.Limit ? found[^1].Id.ToString() : null);
                return TypedResults.Ok(found.Select(CaseListEntry.Of).ToList());
            });
    }

    private static async Task<IResult> ViewAsync(
        Guid id, ViewCase act, IServicePointDirectory points, TimeProvider clock, ClaimsPrincipal user, HttpContext context, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new CaseId(id), cancellationToken)).Answer(view =>
        {
            CaseResponse shown = CaseResponse.Of(view, points.List(view.Case.File.Tenant) is [var desk, ..] ? desk : null, clock.GetUtcNow());

            // The seconds of the present stage go on by themselves; that is no change.
            return EntityTags.Tagged(context, view.Case.File.Version, shown, shown with { Stages = [.. shown.Stages.Select(stage => stage with { Seconds = stage.LeftAt is null ? 0 : stage.Seconds })] });
        });

    private static async Task<IResult> AttachAsync(Guid id, [Microsoft.AspNetCore.Mvc.FromQuery] string[]? place, HttpRequest request, AttachDocument act, IOptions<ServiceOptions> options, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (PlaceParameter.Read(place ?? []) is not { } places)
        {
            return Problem.Of(StatusCodes.Status422UnprocessableEntity, "document.place-malformed", "Write each place as who:page,left,bottom,width,height in points; who is a participant's id, officer or organisation.");
        }

        (byte[]? pdf, IResult? problem) = await request.ReadPdfAsync(options.Value.MaximumDocumentBytes, cancellationToken);
        return problem ?? (await act.DoAsync(user.Actor(), request.CaseOf(id), pdf!, places, cancellationToken)).Answer(attached =>
            TypedResults.Created($"/v1/cases/{id}/document", new DocumentResponse(attached.Document.Sha256.Hex, attached.Document.Length, attached.Document.Origin.ToString())));
    }

    private static async Task<IResult> DocumentAsync(Guid id, ReadDocument act, ClaimsPrincipal user, HttpResponse response, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new CaseId(id), cancellationToken)).Answer(document =>
        {
            response.Headers["X-Content-SHA256"] = document.Sha256.Hex;
            return TypedResults.File(document.Pdf.ToArray(), "application/pdf", document.FileName, entityTag: new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{document.Sha256.Hex}\""));
        });

    private static async Task<IResult> InviteAsync(Guid id, string participant, InviteCitizen act, IOptions<ServiceOptions> options, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), new ParticipantId(participant), cancellationToken)).Answer(given =>
            TypedResults.Created((string?)null, new InvitationResponse(given.Token, new Uri(options.Value.PublicAddress, $"/s/{given.Token}"), given.ExpiresAt)));
}

/// <summary>A line of the list of cases; no personal data.</summary>
public sealed record CaseListEntry(Guid Id, string Code, string State, string Title, DateTimeOffset OpenedAt)
{
    public static CaseListEntry Of(CaseSummary summary) => new(summary.Id.Value, summary.Code, summary.State, summary.Title, summary.OpenedAt);
}
