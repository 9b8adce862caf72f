using System.Security.Claims;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Journeys.MaritalCertificates;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Cases;

/// <summary>The acts of the marital-status certificate.</summary>
public static class MaritalEndpoints
{
    public static void MapMarital(this RouteGroupBuilder api)
    {
        RouteGroupBuilder actions = api.MapGroup("/cases/{id:guid}/actions").WithTags("Marital status").RequireAuthorization();
        actions.MapPost("/look-up-status", LookUpAsync).WithName("LookUpStatus").WithSummary("Ask register and population database").Produces<StatusLookedUpResponse>();
        actions.MapPost("/record-agency-answer", AnswerAsync).WithName("RecordAgencyAnswer").WithSummary("State the status from the other agency's answer").Produces<CaseActResponse>();
        actions.MapPost("/take-pledge", PledgeAsync).WithName("TakePledge").WithSummary("After its time: state the status from the person's pledge").Produces<CaseActResponse>();
        actions.MapPost("/draft-certificate", DraftAsync).WithName("DraftCertificate").WithSummary("Compose the draft for the applicant").Produces<CaseActResponse>();
        actions.MapPost("/confirm-draft", ConfirmAsync).WithName("ConfirmDraft").WithSummary("The applicant agrees to the shown draft").Produces<CaseActResponse>();
        actions.MapPost("/report-draft-error", ReportAsync).WithName("ReportDraftError").WithSummary("The applicant says what is wrong").Produces<CaseActResponse>();
        actions.MapPost("/compose-certificate", ComposeAsync).WithName("ComposeCertificate").WithSummary("Compose the certificate with its number").Produces<CaseActResponse>();
    }

    private static async Task<IResult> LookUpAsync(Guid id, LookUpStatusBody body, LookUpStatus act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), body.OtherAgency ?? string.Empty, cancellationToken))
        .Answer(looked => TypedResults.Ok(new StatusLookedUpResponse(looked.Finding.ToString(), CaseActResponse.Of(looked.Case))));

    private static async Task<IResult> AnswerAsync(Guid id, StatedStatusBody body, RecordAgencyAnswer act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), Stated(body), cancellationToken)).Answer(known => TypedResults.Ok(CaseActResponse.Of(known)));

    private static async Task<IResult> PledgeAsync(Guid id, StatedStatusBody body, TakePledge act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), Stated(body), cancellationToken)).Answer(known => TypedResults.Ok(CaseActResponse.Of(known)));

    private static async Task<IResult> DraftAsync(Guid id, SignerBody body, DraftCertificate act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), body.Signer ?? string.Empty, cancellationToken)).Answer(drafted => TypedResults.Ok(CaseActResponse.Of(drafted)));

    private static async Task<IResult> ConfirmAsync(Guid id, DraftBody body, ConfirmDraft act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        Sha256Digest.TryParse(body.DocumentSha256, out Sha256Digest shown)
            ? (await act.DoAsync(user.Actor(), request.CaseOf(id), shown, cancellationToken)).Answer(confirmed => TypedResults.Ok(CaseActResponse.Of(confirmed)))
            : Problem.Of(StatusCodes.Status422UnprocessableEntity, "document.hash-malformed", "Send documentSha256 of the shown draft: 64 hexadecimal digits.");

    private static async Task<IResult> ReportAsync(Guid id, TextBody body, ReportDraftError act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), body.Text ?? string.Empty, cancellationToken)).Answer(known => TypedResults.Ok(CaseActResponse.Of(known)));

    private static async Task<IResult> ComposeAsync(Guid id, SignerBody body, ComposeCertificate act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), body.Signer ?? string.Empty, cancellationToken)).Answer(prepared => TypedResults.Ok(CaseActResponse.Of(prepared)));

    private static StatedStatus Stated(StatedStatusBody body) => new(body.Paper ?? string.Empty, body.Phrase ?? string.Empty, body.Values ?? new Dictionary<string, string>());
}
