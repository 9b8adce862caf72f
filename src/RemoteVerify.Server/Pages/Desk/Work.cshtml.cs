using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Journeys.Fees;
using RemoteVerify.Cases.Journeys.MaritalCertificates;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Journeys.PaperCopies;
using RemoteVerify.Cases.Journeys.StoredCopies;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Results.RelatedActs;
using RemoteVerify.Cases.States;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>Acts of the journeys that the screen has forms for.</summary>
public sealed record DeskWork(
    PresentOriginal Present, TakeScan Scan, CompareOriginal Compare, RequestFee Fee, ConfirmPayment Pay, ReserveNumber Number, ComposePaperCopy PaperCopy, ComposeStoredCopy StoredCopy,
    ComposeCertificate Certificate, LookUpStatus LookUp, DraftCertificate Draft, DeliverResult Deliver, DecideWithdrawal Withdrawal, DecideContest Contest, AssignLead Lead,
    CheckPrevention Prevention, SendMessage Message, PlanCopy Plan, AddPaper Add, RecordAgencyAnswer Answer, TakePledge Pledge, ComposeRelatedAct RelatedAct, StopCase Stop);

/// <summary>
/// What an officer does on a case between taking it in and approving it: the same screen, each act a form of its own. They are work and no look: a form names what was on the screen, and whoever came
/// first is told apart from a second one.
/// </summary>
[RequestFormLimits(ValueCountLimit = 256)]
public sealed class WorkModel(DeskWork acts, ScreenParts parts, IOptions<ServiceOptions> options, TextBook book, PageTexts texts) : CaseScreen(parts, texts)
{
    /// <summary>The acts by which the screen knows that it has forms for them.</summary>
    public static IReadOnlyList<Act> Acts { get; } =
    [
        Act.PresentOriginal, Act.TakeScan, Act.CompareOriginal, Act.RequestPayment, Act.ConfirmPayment, Act.ReserveNumber, Act.ComposePaper, Act.LookUpStatus, Act.DraftCertificate, Act.DeliverResult,
        Act.DecideWithdrawal, Act.DecideContest, Act.AssignLead, Act.CheckPrevention, Act.SendMessage, Act.PlanCopy, Act.RecordAgencyAnswer, Act.TakePledge, Act.StopCase,
    ];

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult<IActionResult>(Redirect($"/desk/cases/{id}"));

    public Task<IActionResult> OnPostPresentAsync(Guid id, string? shown, string? point, string? title, CancellationToken cancellationToken) =>
        DoAsync(id, shown, (reference, ct) => acts.Present.DoAsync(Visit.Actor, reference, new PresentedOriginal(point ?? string.Empty, title ?? string.Empty, null), ct), cancellationToken);

    public async Task<IActionResult> OnPostScanAsync(Guid id, string? shown, IFormFile? file, CancellationToken cancellationToken)
    {
        if (await TakenAsync(file, options.Value.MaximumDocumentBytes, cancellationToken) is not { } pdf)
        {
            Errors = [new FieldError("scan", Texts.Format("desk.work.scan-size", options.Value.MaximumDocumentBytes >> 20))];
            return await ShowAsync(id, false, null, cancellationToken);
        }

        return await DoAsync(id, shown, (reference, ct) => acts.Scan.DoAsync(Visit.Actor, reference, pdf, ct), cancellationToken);
    }

    /// <summary>Every item of the list is answered: one that was ticked does not apply, any other ends the case.</summary>
    public Task<IActionResult> OnPostCompareAsync(Guid id, string? shown, string[]? items, string[]? fine, CancellationToken cancellationToken) =>
        DoAsync(id, shown, (reference, ct) => acts.Compare.DoAsync(Visit.Actor, reference, (items ?? []).Distinct().ToDictionary(item => item, item => (fine ?? []).Contains(item)), ct), cancellationToken);

    public Task<IActionResult> OnPostFeeAsync(Guid id, string? shown, string[]? exemptions, CancellationToken cancellationToken) =>
        DoAsync(id, shown, (reference, ct) => acts.Fee.DoAsync(Visit.Actor, reference, exemptions ?? [], ct), cancellationToken);

    public Task<IActionResult> OnPostPayAsync(Guid id, string? shown, string? claim, long amount, string? receipt, CancellationToken cancellationToken) =>
        DoAsync(id, shown, (reference, ct) => acts.Pay.DoAsync(Visit.Actor, reference, claim ?? string.Empty, amount, receipt?.Trim() ?? string.Empty, ct), cancellationToken);

    public Task<IActionResult> OnPostNumberAsync(Guid id, string? shown, CancellationToken cancellationToken) =>
        DoAsync(id, shown, (reference, ct) => acts.Number.DoAsync(Visit.Actor, reference, ct), cancellationToken);

    /// <summary>The paper of the journey that the case is on.</summary>
    public Task<IActionResult> OnPostComposeAsync(Guid id, string? shown, string? officer, CancellationToken cancellationToken) => DoAsync(
        id, shown,
        async (reference, ct) => (await FindAsync(id, ct)) switch
        {
            CopyPlanned => await acts.StoredCopy.DoAsync(Visit.Actor, reference, officer ?? string.Empty, ct),
            DraftConfirmed => await acts.Certificate.DoAsync(Visit.Actor, reference, officer ?? string.Empty, ct),
            RelatedActBegun => await acts.RelatedAct.DoAsync(Visit.Actor, reference, officer ?? string.Empty, ct),
            _ => await acts.PaperCopy.DoAsync(Visit.Actor, reference, officer ?? string.Empty, ct),
        },
        cancellationToken);

    /// <summary>Which stored result is copied, and by which road.</summary>
    public Task<IActionResult> OnPostPlanAsync(Guid id, string? shown, PlanForm form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (PlanForm.Numbers(form.Pages) is not { } pages)
        {
            Errors = [new FieldError("copy-pages", Texts["desk.copy.pages-wrong"])];
            return ShowAsync(id, false, null, cancellationToken);
        }

        CopyRequest request = new(form.Result is { } result ? new PublishedId(result) : null, Given(form.Owner), null, form.Road, pages, Given(form.Right))
        {
            TrueOriginal = Given(form.Ground) is { } ground ? new TrueOriginalNeeded(form.Why?.Trim() ?? string.Empty) { Ground = ground } : null,
        };
        return DoAsync(id, shown, (reference, ct) => acts.Plan.DoAsync(Visit.Actor, reference, request, ct), cancellationToken);
    }

    /// <summary>States the marital status from a paper: the other agency's answer or the person's pledge. A file that comes with it is added to the dossier first and stays there.</summary>
    public Task<IActionResult> OnPostStateAsync(Guid id, string? shown, string? basis, string? paper, string? phrase, IFormFile? file, CancellationToken cancellationToken)
    {
        Dictionary<string, string> values = MaritalPhrases.KnownFields.Select(field => (field, Value: Typed($"{phrase}.{field}"))).Where(one => !string.IsNullOrWhiteSpace(one.Value))
            .ToDictionary(one => one.field, one => ShownValues.KeptDay(one.Value!));
        return DecideAsync(
            id,
            async () =>
            {
                CaseReference reference = Reference(id, shown);
                if (await TakenAsync(file, options.Value.MaximumDocumentBytes, cancellationToken) is { } bytes)
                {
                    Outcome<DossierPaper> added = await acts.Add.DoAsync(Visit.Actor, reference, basis ?? string.Empty, null, bytes, cancellationToken);
                    if (added.Refusal is { } notTaken)
                    {
                        return notTaken;
                    }

                    // With its paper the case is another one than the officer saw; who came between is told by the state.
                    (paper, reference) = (added.Value.Id, new CaseId(id));
                }

                StatedStatus stated = new(paper ?? string.Empty, phrase ?? string.Empty, values);
                return basis == MaritalPapers.Pledge
                    ? (await acts.Pledge.DoAsync(Visit.Actor, reference, stated, cancellationToken)).Refusal
                    : (await acts.Answer.DoAsync(Visit.Actor, reference, stated, cancellationToken)).Refusal;
            },
            cancellationToken);
    }

    public Task<IActionResult> OnPostStopAsync(Guid id, string? shown, string? ready, string? words, CancellationToken cancellationToken)
    {
        string reason = ReadyReasons.Written(book, "desk.stop.", ReadyReasons.Stop, ready, words);
        return DoAsync(id, shown, (reference, ct) => acts.Stop.DoAsync(Visit.Actor, reference, ReadyReasons.Stop.Contains(ready) ? ready! : string.Empty, reason, ct), cancellationToken);
    }

    public Task<IActionResult> OnPostLookUpAsync(Guid id, string? shown, string? agency, CancellationToken cancellationToken) =>
        DoAsync(id, shown, (reference, ct) => acts.LookUp.DoAsync(Visit.Actor, reference, agency ?? string.Empty, ct), cancellationToken);

    public Task<IActionResult> OnPostDraftAsync(Guid id, string? shown, string? officer, CancellationToken cancellationToken) =>
        DoAsync(id, shown, (reference, ct) => acts.Draft.DoAsync(Visit.Actor, reference, officer ?? string.Empty, ct), cancellationToken);

    public Task<IActionResult> OnPostDeliverAsync(Guid id, string? shown, DeliveryWay way, CancellationToken cancellationToken) =>
        DoAsync(id, shown, (reference, ct) => acts.Deliver.DoAsync(Visit.Actor, reference, way, ct), cancellationToken);

    public Task<IActionResult> OnPostWithdrawalAsync(Guid id, string? shown, bool agree, string? reason, CancellationToken cancellationToken) =>
        DoAsync(id, shown, (reference, ct) => acts.Withdrawal.DoAsync(Visit.Actor, reference, agree, reason?.Trim() ?? string.Empty, ct), cancellationToken);

    public Task<IActionResult> OnPostContestAsync(Guid id, string? shown, bool reopen, string? reason, CancellationToken cancellationToken) =>
        DoAsync(id, shown, (reference, ct) => acts.Contest.DoAsync(Visit.Actor, reference, reopen, reason?.Trim() ?? string.Empty, ct), cancellationToken);

    public Task<IActionResult> OnPostLeadAsync(Guid id, string? shown, string? officer, CancellationToken cancellationToken) =>
        DoAsync(id, shown, (reference, ct) => acts.Lead.DoAsync(Visit.Actor, reference, officer ?? string.Empty, ct), cancellationToken);

    public Task<IActionResult> OnPostPreventionAsync(Guid id, string? shown, CancellationToken cancellationToken) =>
        DoAsync(id, shown, (reference, ct) => acts.Prevention.DoAsync(Visit.Actor, reference, ct), cancellationToken);

    /// <summary>A line to the people of the case; it answers the question that was chosen.</summary>
    public Task<IActionResult> OnPostMessageAsync(Guid id, string? text, string? answers, CancellationToken cancellationToken) =>
        DoAsync(id, null, (_, ct) => acts.Message.DoAsync(Visit.Actor, new CaseId(id), text ?? string.Empty, string.IsNullOrEmpty(answers) ? null : answers, ct), cancellationToken);

    private static string? Given(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    private Task<IActionResult> DoAsync<T>(Guid id, string? shown, Func<CaseReference, CancellationToken, Task<Outcome<T>>> act, CancellationToken cancellationToken) =>
        DecideAsync(id, async () => (await act(Reference(id, shown), cancellationToken)).Refusal, cancellationToken);
}
