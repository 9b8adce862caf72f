using System.Security.Claims;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Copies;
using RemoteVerify.Cases.Results;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Results;

/// <summary>The repository of results, certified copies from it, and the evidence report.</summary>
public static class ResultEndpoints
{
    public static void MapResults(this RouteGroupBuilder api)
    {
        api.MapGet("/results/{id:guid}", ReadAsync).WithTags("Results").WithName("ReadResult").WithSummary("A stored result or copy, as PDF").RequireAuthorization()
            .Produces<byte[]>(StatusCodes.Status200OK, "application/pdf");
        api.MapPost("/certified-copies", CopyAsync).WithTags("Results").WithName("IssueCertifiedCopy").WithSummary("Issue a certified copy from a stored result").RequireAuthorization()
            .Produces<CopyResponse>(StatusCodes.Status201Created);
        api.MapGet("/verifications/{id:guid}/evidence.pdf", ReportAsync).WithTags("Verifications").WithName("ReadEvidenceReport").WithSummary("The evidence as a sealed PDF, for an officer").RequireAuthorization()
            .Produces<byte[]>(StatusCodes.Status200OK, "application/pdf");
    }

    private static async Task<IResult> ReadAsync(Guid id, ReadResult act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new PublishedId(id), cancellationToken)).Answer(found => TypedResults.File(found.Pdf.ToArray(), "application/pdf"));

    private static async Task<IResult> CopyAsync(CopyBody body, IssueCopy act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new PublishedId(body.ResultId), cancellationToken)).Answer(issued => TypedResults.Created(
            $"/v1/results/{issued.Document.Id}", new CopyResponse(issued.Document.Id.Value, issued.Document.Code, issued.Document.Sha256.Hex)));

    private static async Task<IResult> ReportAsync(Guid id, ComposeReport act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new VerificationId(id), cancellationToken)).Answer(pdf => TypedResults.File(pdf.ToArray(), "application/pdf"));
}

public sealed record CopyBody(Guid ResultId);

/// <summary>An issued copy.</summary>
public sealed record CopyResponse(Guid Id, string Code, string Sha256)
{
    public override string ToString() => nameof(CopyResponse);
}
