using System.Security.Claims;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Server.Http;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Privacy;

/// <summary>Requests of data subjects, and what was recorded about them.</summary>
public static class DataRequestEndpoints
{
    private const string Zip = "application/zip";

    public static void MapDataRequests(this RouteGroupBuilder api)
    {
        RouteGroupBuilder requests = api.MapGroup("/data-requests").WithTags("Privacy").RequireAuthorization();
        requests.MapPost("/", OpenAsync).WithName("OpenDataRequest").WithSummary("Ask for access, correction, restriction or deletion of personal data, or object")
            .WithDescription("A citizen asks in the own session after the proof of identity; an officer asks for a person at the counter and sends `person`. The answer names the time by which the office answers.")
            .Produces<DataRequestResponse>(StatusCodes.Status201Created);
        requests.MapGet("/", ListAsync).WithName("ListDataRequests").WithSummary("The citizen's own requests, or those of the agency").Produces<IReadOnlyList<DataRequestResponse>>();
        requests.MapGet("/{id:guid}", ReadAsync).WithName("ReadDataRequest").WithSummary("One request with its answer").Produces<DataRequestResponse>();
        requests.MapPost("/{id:guid}/answer", AnswerAsync).WithName("AnswerDataRequest").WithSummary("Grant or refuse, with a reason; what is granted is done at once").Produces<DataRequestResponse>();
        requests.MapPost("/{id:guid}/contest", ContestAsync).WithName("ContestDataAnswer").WithSummary("Contest a refusal; another officer decides").Produces<DataRequestResponse>();
        requests.MapGet("/{id:guid}/export", ExportAsync).WithName("ExportPersonData").WithSummary("Everything that is held about the person: data.json, report.pdf and the files")
            .WithDescription("For a granted request for access, for 30 days. The bundle is made anew at each call and kept nowhere.").Produces<byte[]>(contentType: Zip);
        api.MapGet("/me/records", RecordsAsync).WithTags("Privacy").RequireAuthorization().WithName("ListOwnRecords")
            .WithSummary("What was recorded about the citizen and who looked: by office and role").Produces<IReadOnlyList<AccessRecordResponse>>();
    }

    private static async Task<IResult> OpenAsync(DataRequestBody body, OpenDataRequest act, ClaimsPrincipal user, HttpResponse response, TimeProvider time, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), body.Order(), cancellationToken)).Answer(request =>
        {
            response.TellVersion(request.Version);
            return TypedResults.Created($"/v1/data-requests/{request.Id}", DataRequestResponse.Of(request, time.GetUtcNow()));
        });

    private static async Task<IResult> ListAsync(bool? open, Guid? before, int? limit, ListDataRequests act, ClaimsPrincipal user, TimeProvider time, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), open ?? false, before, limit ?? 50, cancellationToken))
        .Answer(found => TypedResults.Ok(found.Select(request => DataRequestResponse.Of(request, time.GetUtcNow())).ToList()));

    private static async Task<IResult> ReadAsync(Guid id, ReadDataRequest act, ClaimsPrincipal user, HttpResponse response, TimeProvider time, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), id, cancellationToken)).Answer(request => Told(request, response, time));

    private static async Task<IResult> AnswerAsync(
        Guid id, DataAnswerBody body, AnswerDataRequest act, ClaimsPrincipal user, HttpContext http, TimeProvider time, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new DataRequestReference(id, http.Request.ExpectedVersion()), body.Granted, body.Reason, cancellationToken)).Answer(request => Told(request, http.Response, time));

    private static async Task<IResult> ContestAsync(
        Guid id, DataContestBody body, ContestDataAnswer act, ClaimsPrincipal user, HttpContext http, TimeProvider time, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new DataRequestReference(id, http.Request.ExpectedVersion()), body.Reason, cancellationToken)).Answer(request => Told(request, http.Response, time));

    private static async Task<IResult> ExportAsync(Guid id, ExportPersonData act, ClaimsPrincipal user, HttpResponse response, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), id, cancellationToken)).Answer(bundle =>
        {
            response.Headers.CacheControl = "no-store";
            return TypedResults.Bytes(bundle.Zip, Zip, $"personal-data-{id}.zip");
        });

    private static async Task<IResult> RecordsAsync(ListOwnRecords act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), cancellationToken)).Answer(records => TypedResults.Ok(records.Select(AccessRecordResponse.Of).ToList()));

    private static IResult Told(DataRequest request, HttpResponse response, TimeProvider time)
    {
        response.TellVersion(request.Version);
        return TypedResults.Ok(DataRequestResponse.Of(request, time.GetUtcNow()));
    }
}
