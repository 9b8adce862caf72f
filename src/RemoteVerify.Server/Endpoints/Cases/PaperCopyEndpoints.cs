using System.Security.Claims;
using Microsoft.Extensions.Options;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Journeys.Fees;
using RemoteVerify.Cases.Journeys.PaperCopies;
using RemoteVerify.Cases.States;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Cases;

/// <summary>The certified electronic copy from a paper original: an officer's work from the presented original to the composed paper.</summary>
public static class PaperCopyEndpoints
{
    public static void MapPaperCopies(this RouteGroupBuilder api)
    {
        RouteGroupBuilder acts = api.MapGroup("/cases/{id:guid}/actions").WithTags("Certified copies").RequireAuthorization();
        Act(acts, "present-original", PresentAsync, "PresentOriginal", "An officer records that the original was presented");
        Act(acts, "take-scan", ScanAsync, "TakeScan", "The officer's scan of the original in hand; it is measured").Accepts<IFormFile>("application/pdf");
        Act(acts, "compare-original", CompareAsync, "CompareOriginal", "Answer every item of the checklist; one that applies refuses the copy");
        Act(acts, "request-copy-fee", FeeAsync, "RequestCopyFee", "Ask for the fee: pages times copies by the procedure's table");
        Act(acts, "request-fee", FeeAsync, "RequestFee", "Ask for the fee of any journey by the procedure's table, or record an exemption from it");
        Act(acts, "compose-paper-copy", ComposeAsync, "ComposePaperCopy", "Compose the certified copy for the officer who certifies");
    }

    /// <summary>One act of a journey of copies.</summary>
    internal static RouteHandlerBuilder Act(RouteGroupBuilder acts, string path, Delegate handler, string name, string summary) =>
        acts.MapPost($"/{path}", handler).WithName(name).WithSummary(summary).Produces<CopyActResponse>();

    /// <summary>The answer of an act that led to a case.</summary>
    internal static IResult Told<TCase>(HttpResponse response, Outcome<TCase> outcome)
        where TCase : Case => outcome.Answer(done =>
        {
            response.TellVersion(done.File.Version);
            return TypedResults.Ok(CopyActResponse.Of(done));
        });

    private static async Task<IResult> PresentAsync(
        Guid id, PresentOriginalBody body, HttpRequest request, HttpResponse response, PresentOriginal act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        Told(response, await act.DoAsync(
            user.Actor(), request.CaseOf(id), new PresentedOriginal(body.ServicePoint ?? string.Empty, body.Title ?? string.Empty, body.At), cancellationToken));

    private static async Task<IResult> ScanAsync(
        Guid id, HttpRequest request, HttpResponse response, TakeScan act, IOptions<ServiceOptions> options, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        (byte[]? pdf, IResult? problem) = await request.ReadPdfAsync(options.Value.MaximumDocumentBytes, cancellationToken);
        return problem ?? Told(response, await act.DoAsync(user.Actor(), request.CaseOf(id), pdf!, cancellationToken));
    }

    private static async Task<IResult> CompareAsync(
        Guid id, CompareOriginalBody body, HttpRequest request, HttpResponse response, CompareOriginal act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        Told(response, await act.DoAsync(user.Actor(), request.CaseOf(id), body.Answers ?? new Dictionary<string, bool>(), cancellationToken));

    private static async Task<IResult> FeeAsync(
        Guid id, CopyFeeBody? body, HttpRequest request, HttpResponse response, RequestFee act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        Told(response, await act.DoAsync(user.Actor(), request.CaseOf(id), body?.Exemptions ?? [], cancellationToken));

    private static async Task<IResult> ComposeAsync(
        Guid id, ComposeCopyBody body, HttpRequest request, HttpResponse response, ComposePaperCopy act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        Told(response, await act.DoAsync(user.Actor(), request.CaseOf(id), body.DecidedBy ?? string.Empty, cancellationToken));
}
