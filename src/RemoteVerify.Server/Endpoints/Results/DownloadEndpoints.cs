using System.Security.Claims;
using Microsoft.Extensions.Options;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Results;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Results;

/// <summary>Addresses that give out one document once.</summary>
public static class DownloadEndpoints
{
    public static void MapDownloads(this RouteGroupBuilder api)
    {
        api.MapPost("/results/{id:guid}/links", MakeAsync).WithTags("Results").WithName("MakeDownloadLink").WithSummary("An address that gives out the document once, within two minutes")
            .RequireAuthorization().Produces<LinkResponse>(StatusCodes.Status201Created);
        api.MapGet("/downloads/{token}", UseAsync).WithTags("Results").WithName("UseDownloadLink").WithSummary("The document of a single-use link; 410 when it was used or has run out")
            .AllowAnonymous().Produces<byte[]>(StatusCodes.Status200OK, "application/pdf");
    }

    private static async Task<IResult> MakeAsync(Guid id, MakeDownloadLink act, IOptions<ServiceOptions> options, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new PublishedId(id), cancellationToken)).Answer(given => TypedResults.Created((string?)null, LinkResponse.Of(given, options.Value)));

    private static async Task<IResult> UseAsync(string token, UseDownloadLink act, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return (await act.DoAsync(token, cancellationToken)).Answer(found =>
        {
            if (found.Record is { } record)
            {
                response.TellRecord(record, related => $"/check/{related.PrintedCode}");
            }

            return TypedResults.File(found.Pdf.ToArray(), "application/pdf", $"{FileNameOf(found)}.pdf");
        });
    }

    /// <summary>The kind and the day: a name that tells nothing about a person.</summary>
    private static string FileNameOf(PublishedBytes found) => $"{found.Document.Type ?? "ket-qua"}-{VietnamTime.Day(found.Document.IssuedAt):yyyyMMdd}";
}

/// <summary>A single-use address.</summary>
public sealed record LinkResponse(Uri Address, DateTimeOffset ExpiresAt)
{
    public static LinkResponse Of(GivenToken given, ServiceOptions options) => new(new Uri(options.PublicAddress, $"/v1/downloads/{given.Token}"), given.ExpiresAt);

    public override string ToString() => nameof(LinkResponse);
}
