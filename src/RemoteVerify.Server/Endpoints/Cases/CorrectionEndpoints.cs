using System.Security.Claims;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Cases;

/// <summary>Requests to correct a database, made from contested fields: what waits, and that it was sent.</summary>
public static class CorrectionEndpoints
{
    public static void MapCorrections(this RouteGroupBuilder api)
    {
        api.MapGet("/corrections", ListAsync).WithTags("Corrections").RequireAuthorization().WithName("ListCorrections")
            .WithSummary("Requests to correct a database that nobody has sent yet").Produces<OpenCorrectionsResponse>();
        api.MapPost("/cases/{id:guid}/corrections/{correction}/sent", SentAsync).WithTags("Corrections").RequireAuthorization().WithName("MarkCorrectionSent")
            .WithSummary("Note to whom, when and under which number it was sent").Produces<CorrectionResponse>();
    }

    private static async Task<IResult> ListAsync(Guid? before, int? limit, ListCorrections act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), before is { } id ? new CaseId(id) : null, limit ?? 50, cancellationToken))
        .Answer(open => TypedResults.Ok(OpenCorrectionsResponse.Of(open)));

    private static async Task<IResult> SentAsync(
        Guid id, string correction, CorrectionSentBody body, HttpRequest request, MarkCorrectionSent act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), correction, body.Recipient ?? string.Empty, body.Reference ?? string.Empty, body.On, cancellationToken))
        .Answer(sent => TypedResults.Ok(CorrectionResponse.Of(sent)));
}

/// <summary>That a request was sent by letter or by a system of the agency.</summary>
/// <param name="Recipient">To whom.</param>
/// <param name="Reference">Number of the letter or message.</param>
/// <param name="On">Its day.</param>
public sealed record CorrectionSentBody(string? Recipient, string? Reference, DateOnly? On)
{
    public override string ToString() => nameof(CorrectionSentBody);
}

/// <summary>Requests that wait, newest case first.</summary>
/// <param name="Next">Ask for the next page with <c>before</c>; null at the end.</param>
public sealed record OpenCorrectionsResponse(IReadOnlyList<OpenCorrectionResponse> Corrections, Guid? Next)
{
    public static OpenCorrectionsResponse Of(OpenCorrections open) => new([.. open.Found.Select(OpenCorrectionResponse.Of)], open.Next?.Value);
}

/// <summary>A request that waits.</summary>
/// <param name="Held">The value as the source holds it.</param>
/// <param name="Claimed">The value as the person claims it.</param>
public sealed record OpenCorrectionResponse(Guid CaseId, string CaseCode, string Procedure, string Id, string Field, ValueSource Source, string Held, string Claimed, DateTimeOffset At)
{
    public static OpenCorrectionResponse Of(CorrectionOfCase found) => new(
        found.CaseId.Value, found.CaseCode, found.ProcedureCode, found.Request.Id, found.Request.Field, found.Request.Source, found.Request.Held, found.Request.Claimed, found.Request.At);

    public override string ToString() => nameof(OpenCorrectionResponse);
}
