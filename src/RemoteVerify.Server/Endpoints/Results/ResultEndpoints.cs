using RemoteVerify.Cases.DirectCopies;
using RemoteVerify.Cases.Verifying;
using System.Security.Claims;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Results;
using RemoteVerify.Server.Http;
using RemoteVerify.Server.Http.Paging;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Results;

/// <summary>The repository of results, certified copies from it, and the evidence report.</summary>
public static class ResultEndpoints
{
    public static void MapResults(this RouteGroupBuilder api)
    {
        RouteGroupBuilder results = api.MapGroup("").WithTags("Results").RequireAuthorization();
        results.MapGet("/results", FindAsync).WithName("FindResults").WithSummary("Does this person have a result? Question and answer are recorded").Produces<LookUpResponse>();
        results.MapPost("/results/look-ups", LookUpAsync).WithName("LookUpResults").WithSummary("The same question, with the number in the body and so in no access log")
            .Produces<LookUpResponse>(StatusCodes.Status201Created);
        results.MapGet("/results/{id:guid}", ReadAsync).WithName("ReadResult").WithSummary("A stored result or copy, as PDF").Produces<byte[]>(StatusCodes.Status200OK, "application/pdf");
        results.MapGet("/results/{id:guid}/record", RecordAsync).WithName("ReadResultRecord").WithSummary("State, validity, history and related acts of a stored result").Produces<ResultResponse>();
        results.MapPost("/results/{id:guid}/replacement", ReplaceAsync).WithName("ReplaceResult").WithSummary("A newer result takes its place").Produces<ResultResponse>();
        results.MapPost("/results/{id:guid}/revocation", RevokeAsync).WithName("RevokeResult").WithSummary("Declare a result or a copy invalid, with the reason").Produces<ResultResponse>();
        results.MapPost("/results/{id:guid}/related-acts", LinkAsync).WithName("LinkRelatedAct").WithSummary("Link a stored correction, amendment, end or cancellation to it")
            .Produces<RelatedActResponse>(StatusCodes.Status201Created);
        results.MapPost("/certified-copies", CopyAsync).WithName("IssueCertifiedCopy").WithSummary("Issue a certified copy from a stored result").Produces<CopyResponse>(StatusCodes.Status201Created);
        results.MapGet("/me/results", OwnAsync).WithName("ListOwnResults").WithSummary("The citizen's own papers, after the identity was proven in this session").Produces<IReadOnlyList<ResultResponse>>();
        api.MapGet("/verifications/{id:guid}/evidence.pdf", ReportAsync).WithTags("Verifications").WithName("ReadEvidenceReport").WithSummary("The evidence as a sealed PDF, for an officer").RequireAuthorization()
            .Produces<byte[]>(StatusCodes.Status200OK, "application/pdf");
    }

    private static async Task<IResult> FindAsync(string? owner, string? type, string? purpose, string? reason, Guid? caseId, FindResults act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new ResultQuery(owner, Empty(type), Empty(purpose), Empty(reason), caseId is { } id ? new CaseId(id) : null), cancellationToken))
            .Answer(found => TypedResults.Ok(LookUpResponse.Of(found)));

    private static async Task<IResult> LookUpAsync(ResultLookUpBody body, FindResults act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new ResultQuery(body.Owner, Empty(body.Type), Empty(body.Purpose), Empty(body.Reason), body.CaseId is { } id ? new CaseId(id) : null), cancellationToken))
            .Answer(found => TypedResults.Created((string?)null, LookUpResponse.Of(found)));

    /// <summary>The PDF itself; what must be known with it stands in the headers too.</summary>
    private static async Task<IResult> ReadAsync(Guid id, ReadResult act, ViewResult view, ClaimsPrincipal user, HttpResponse response, CancellationToken cancellationToken)
    {
        Actor actor = user.Actor();
        Outcome<PublishedBytes> read = await act.DoAsync(actor, new PublishedId(id), cancellationToken);
        if (read.IsDone && (await view.DoAsync(actor, new PublishedId(id), cancellationToken)).TryGet(out ResultRecord? record, out _))
        {
            response.TellRecord(record, related => $"/v1/results/{related.Act.Document}");
        }

        return read.Answer(found => TypedResults.File(found.Pdf.ToArray(), "application/pdf"));
    }

    private static async Task<IResult> RecordAsync(Guid id, ViewResult act, ClaimsPrincipal user, HttpContext context, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new PublishedId(id), cancellationToken)).Answer(record => EntityTags.Tagged(context, record.Document.Version, ResultResponse.Of(record)));

    private static async Task<IResult> ReplaceAsync(Guid id, ReplacementBody body, ReplaceResult act, ViewResult view, ClaimsPrincipal user, HttpContext context, CancellationToken cancellationToken)
    {
        Outcome<RemoteVerify.Cases.Stores.PublishedDocument> done = await act.DoAsync(user.Actor(), Of(id, context), new PublishedId(body.By), body.Reason ?? string.Empty, cancellationToken);
        return done.Refusal is { } refusal ? RefusalProblems.Of(refusal) : await RecordAsync(id, view, user, context, cancellationToken);
    }

    private static async Task<IResult> RevokeAsync(Guid id, ReasonBody body, RevokeResult act, ViewResult view, ClaimsPrincipal user, HttpContext context, CancellationToken cancellationToken)
    {
        Outcome<RemoteVerify.Cases.Stores.PublishedDocument> done = await act.DoAsync(user.Actor(), Of(id, context), body.Reason ?? string.Empty, cancellationToken);
        return done.Refusal is { } refusal ? RefusalProblems.Of(refusal) : await RecordAsync(id, view, user, context, cancellationToken);
    }

    private static async Task<IResult> LinkAsync(Guid id, RelatedActBody body, LinkRelatedAct act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        body.Kind is { } kind && Enum.IsDefined(kind)
            ? (await act.DoAsync(user.Actor(), new PublishedId(id), new PublishedId(body.Document), kind, cancellationToken)).Answer(linked => TypedResults.Created(
                $"/v1/results/{linked.Document}", new RelatedActResponse(linked.Document.Value, linked.Kind, linked.Title, linked.At, null)))
            : Problem.Of(StatusCodes.Status422UnprocessableEntity, "related-act.kind", $"kind must be one of {string.Join(", ", Enum.GetNames<RelatedActKind>())}.");

    private static async Task<IResult> OwnAsync(int? limit, string? cursor, ListOwnResults act, HttpContext context, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        PageQuery page = PageQuery.Of(context, "own-results");
        return page.IsMalformed
            ? PageQuery.Malformed
            : (await act.DoAsync(user.Actor(), cancellationToken)).Answer(own => TypedResults.Ok(page.Cut(own, record => record.Document.Id.ToString()).Select(ResultResponse.Of).ToList()));
    }

    private static async Task<IResult> CopyAsync(CopyBody body, IssueDirectCopy act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new PublishedId(body.ResultId), cancellationToken)).Answer(issued => TypedResults.Created(
            $"/v1/results/{issued.Document.Id}", new CopyResponse(issued.Document.Id.Value, issued.Document.Code, issued.Document.Sha256.Hex)));

    private static async Task<IResult> ReportAsync(Guid id, ComposeReport act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new VerificationId(id), cancellationToken)).Answer(pdf => TypedResults.File(pdf.ToArray(), "application/pdf"));

    private static PublishedReference Of(Guid id, HttpContext context) => new(new PublishedId(id), context.Request.ExpectedVersion());

    private static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
