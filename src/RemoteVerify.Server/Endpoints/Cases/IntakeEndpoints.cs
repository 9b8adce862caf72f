using System.Security.Claims;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Journeys.Requests;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.States;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Cases;

/// <summary>The front of a case and its end, the same for every journey: <c>POST /v1/cases/{id}/actions/NAME</c>.</summary>
public static class IntakeEndpoints
{
    public static void MapIntake(this RouteGroupBuilder api)
    {
        RouteGroupBuilder actions = api.MapGroup("/cases/{id:guid}/actions").WithTags("Actions").RequireAuthorization();
        actions.MapPost("/submit", SubmitAsync).WithName("SubmitCase").WithSummary("Hand the draft in").Produces<CaseActResponse>();
        actions.MapPost("/compose-request", RequestAsync).WithName("ComposeRequest").WithSummary("Compose the request that the applicant signs").Produces<CaseActResponse>();
        actions.MapPost("/accept", AcceptAsync).WithName("AcceptCase").WithSummary("Take the dossier in; its receipt is a paper of the dossier").Produces<CaseActResponse>();
        actions.MapPost("/request-supplement", SupplementAsync).WithName("RequestSupplement").WithSummary("Ask for what is missing").Produces<CaseActResponse>();
        actions.MapPost("/provide-supplement", ProvideAsync).WithName("ProvideSupplement").WithSummary("Say that it is there").Produces<CaseActResponse>();
        actions.MapPost("/request-payment", PaymentAsync).WithName("RequestPayment").WithSummary("Ask for a fee").Produces<CaseActResponse>();
        actions.MapPost("/confirm-payment", PaidAsync).WithName("ConfirmPayment").WithSummary("The counter says that the fee was paid").Produces<CaseActResponse>();
        actions.MapPost("/request-withdrawal", WithdrawAsync).WithName("RequestWithdrawal").WithSummary("Ask for the dossier back").Produces<CaseActResponse>();
        actions.MapPost("/decide-withdrawal", DecideWithdrawalAsync).WithName("DecideWithdrawal").WithSummary("Give it back, or go on with a reason").Produces<CaseActResponse>();
        actions.MapPost("/stop", StopAsync).WithName("StopCase").WithSummary("Stop the work with a written reason").Produces<CaseActResponse>();
        actions.MapPost("/contest", ContestAsync).WithName("ContestRefusal").WithSummary("Contest a refusal before another officer").Produces<CaseActResponse>();
        actions.MapPost("/decide-contest", DecideContestAsync).WithName("DecideContest").WithSummary("Uphold the refusal, or open the case again").Produces<CaseActResponse>();
        actions.MapPost("/reserve-number", ReserveAsync).WithName("ReserveNumber").WithSummary("Give the case its number in the register book").Produces<CaseActResponse>();
        actions.MapPost("/deliver", DeliverAsync).WithName("DeliverResult").WithSummary("Note that the citizen has the result").Produces<CaseActResponse>();
    }

    private static async Task<IResult> SubmitAsync(Guid id, SubmitCase act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        Done(await act.DoAsync(user.Actor(), request.CaseOf(id), cancellationToken));

    private static async Task<IResult> RequestAsync(Guid id, ComposeRequest act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        Done(await act.DoAsync(user.Actor(), request.CaseOf(id), cancellationToken));

    private static async Task<IResult> AcceptAsync(Guid id, AcceptBody? body, AcceptCase act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        Done(await act.DoAsync(user.Actor(), request.CaseOf(id), TrueOriginalBody.Of(body?.TrueOriginal), cancellationToken));

    private static async Task<IResult> SupplementAsync(Guid id, SupplementBody body, RequestSupplement act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        Done(await act.DoAsync(
            user.Actor(), request.CaseOf(id), body.Needs ?? [], body.Text ?? string.Empty, body.Days is { } days ? TimeSpan.FromDays(Math.Clamp(days, 0, 365)) : null, cancellationToken));

    private static async Task<IResult> ProvideAsync(Guid id, ProvideSupplement act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        Done(await act.DoAsync(user.Actor(), request.CaseOf(id), cancellationToken));

    private static async Task<IResult> PaymentAsync(Guid id, PaymentBody body, RequestPayment act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        Done(await act.DoAsync(
            user.Actor(), request.CaseOf(id), [.. (body.Lines ?? []).Select(line => new ClaimLine(line?.Name ?? string.Empty, line?.AmountVnd ?? 0))], cancellationToken));

    private static async Task<IResult> PaidAsync(Guid id, PaidBody body, ConfirmPayment act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        Done(await act.DoAsync(user.Actor(), request.CaseOf(id), body.Claim ?? string.Empty, body.AmountVnd ?? 0, body.Receipt ?? string.Empty, cancellationToken));

    private static async Task<IResult> WithdrawAsync(Guid id, ReasonBody body, RequestWithdrawal act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        Done(await act.DoAsync(user.Actor(), request.CaseOf(id), body.Reason ?? string.Empty, cancellationToken));

    private static async Task<IResult> DecideWithdrawalAsync(Guid id, WithdrawalDecisionBody body, DecideWithdrawal act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        body.Agree is { } agree
            ? Done(await act.DoAsync(user.Actor(), request.CaseOf(id), agree, body.Reason ?? string.Empty, cancellationToken))
            : Undecided("agree");

    private static async Task<IResult> StopAsync(Guid id, StopBody body, StopCase act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        Done(await act.DoAsync(user.Actor(), request.CaseOf(id), body.Code ?? string.Empty, body.Reason ?? string.Empty, cancellationToken));

    private static async Task<IResult> ContestAsync(Guid id, ReasonBody body, ContestRefusal act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        Done(await act.DoAsync(user.Actor(), request.CaseOf(id), body.Reason ?? string.Empty, cancellationToken));

    private static async Task<IResult> DecideContestAsync(Guid id, ContestDecisionBody body, DecideContest act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        body.Reopen is { } reopen
            ? Done(await act.DoAsync(user.Actor(), request.CaseOf(id), reopen, body.Reason ?? string.Empty, cancellationToken))
            : Undecided("reopen");

    private static async Task<IResult> ReserveAsync(Guid id, ReserveNumber act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        Done(await act.DoAsync(user.Actor(), request.CaseOf(id), cancellationToken));

    private static async Task<IResult> DeliverAsync(Guid id, DeliveryBody body, DeliverResult act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        body.Way is { } way ? Done(await act.DoAsync(user.Actor(), request.CaseOf(id), way, cancellationToken)) : Undecided("way");

    /// <summary>A decision has no default.</summary>
    private static IResult Undecided(string member) =>
        Problem.Of(StatusCodes.Status422UnprocessableEntity, "decision.missing", $"Say '{member}'; nothing is decided without it.");

    private static IResult Done<T>(Outcome<T> outcome)
        where T : Case => outcome.Answer(changed => TypedResults.Ok(CaseActResponse.Of(changed)));
}
