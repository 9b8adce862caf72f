// Law 46/2024/QH15 article 67: the print of what was looked up is part of the dossier.
using System.Globalization;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.NotarisedContracts;

/// <summary>
/// Asks the prevention list and keeps the answer as a paper. A notice stops the case; without one the case goes on, and the answer counts for
/// this day. No answer is a refusal that changes nothing: the lead asks again later.
/// </summary>
public sealed class CheckPrevention(
    Desk desk, ProcedureLibrary procedures, IPreventionList list, IPaperComposer composer, OfficeHead office)
{
    /// <summary>Id of the paper in the procedure's data.</summary>
    public const string Need = "prevention-check";

    /// <summary>Reason code of a case that a notice stopped.</summary>
    public const string StopCode = "prevention-notice";

    public Task<Outcome<Case>> DoAsync(Actor actor, CaseReference reference, CancellationToken cancellationToken) =>
        desk.DoAsync<Case>(Act.CheckPrevention, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            if (LeadOf(current) is not { } lead)
            {
                return current.NotAllowed(Act.CheckPrevention);
            }

            if (work.NotLead(lead) is { } notLead)
            {
                return notLead;
            }

            PreventionQuestion question = Question(await procedures.OfCaseAsync(work.Unit, current.File, ct), current.File, actor);
            if (await list.AskAsync(question, ct) is not PreventionAnswer.Answered answer)
            {
                return new Refusal(RefusalCode.PreventionNotAvailable, "The prevention list gives no answer now. Nothing is lost: check again later.", [.. current.Allowed.Select(a => a.Code)], []);
            }

            if (!(await KeepAsync(work, current, question, answer, ct)).TryGet(out DossierPaper? paper, out refusal))
            {
                return refusal;
            }

            work.Note("notices", answer.Notices.Count.ToString(CultureInfo.InvariantCulture));
            Case next = DossierPapers.With(current, paper);
            return answer.Notices.Count > 0
                ? await StopAsync(work, next, answer.Notices, ct)
                : await work.SaveAsync(Cleared(next, new PreventionCheck(paper.Id, actor.Id, work.Now)), ct);
        }, cancellationToken);

    private static string? LeadOf(Case current) => current switch
    {
        LeadAssigned c => c.Lead,
        PreventionCleared c => c.Lead,
        DraftShared c => c.Lead,
        SessionScheduled c => c.Lead,
        _ => null,
    };

    private static Case Cleared(Case current, PreventionCheck check) => current switch
    {
        LeadAssigned c => c.Clear(check),
        PreventionCleared c => c with { Prevention = check },
        DraftShared c => c with { Prevention = check },
        SessionScheduled c => c with { Prevention = check },
        _ => throw new InvalidOperationException($"The state {current.State} has no prevention check."),
    };

    private static async Task<Case> StopAsync(Work work, Case current, IReadOnlyList<PreventionNotice> notices, CancellationToken cancellationToken)
    {
        await Numbers.VoidAllAsync(work, current.File.Id, VoidReason.Prevention, cancellationToken);
        string reason = string.Join("; ", notices.Select(n => string.Create(CultureInfo.InvariantCulture, $"{n.IssuedBy}, {n.Id}, {n.IssuedOn:dd/MM/yyyy}: {n.Text}")));
        work.Note("reason-code", StopCode);
        work.Publish("case.stopped", current.File.Id);
        return await work.SaveAsync<Case>(
            new StoppedCase(current.File, current.CurrentDocument, new CaseStop(work.Actor.Id, StopCode, reason, work.Now)), cancellationToken);
    }

    private static PreventionQuestion Question(Procedure procedure, CaseFile file, Actor actor)
    {
        RequiredPaper? paper = procedure.Papers.FirstOrDefault(p => p.Id == Need);
        string kind = file.Dossier.Value(TransactionRule.Field) ?? "";
        return new PreventionQuestion(
            file.Code, paper?.Source.Provider ?? "prevention", $"{procedure.TitleVi}: {file.Title}", paper?.LegalBasis ?? procedure.LegalBasis, actor.Id,
            procedure.Notarised?.Find(kind)?.TitleVi ?? kind, file.Dossier.Value(TransactionRule.AssetField) ?? "",
            [.. file.Participants.Where(p => p.Kind is not ParticipantKind.Helper).Select(p => new PreventionSubject(p.FullName, p.PersonalNumber))]);
    }

    private async Task<Outcome<DossierPaper>> KeepAsync(
        Work work, Case current, PreventionQuestion question, PreventionAnswer.Answered answer, CancellationToken cancellationToken)
    {
        if (!office.OfDossier(current.File, work.Now).TryGet(out PaperHead? head, out Refusal? refusal))
        {
            return refusal;
        }

        var order = new LookupSnapshotOrder(
            head, current.File.Code, answer.Provider, answer.Database, question.Purpose, question.LegalBasis, question.RequestedBy, work.Now,
            Asked(question), [.. answer.Notices.Select(Told)], Sha256Digest.Of(answer.Received.Span));
        if (!composer.Compose(order).TryGet(out ComposedPaper? composed, out refusal))
        {
            return refusal;
        }

        DossierPaper paper = await DossierPapers.KeepAsync(work, current.File, Need, PaperOrigin.LookedUp, "application/pdf", composed.Pdf, cancellationToken);
        work.Note("answer", order.AnswerSha256.Hex);

        // An empty list is the answer, not the lack of one: nobody has to bring a paper about it.
        return paper with { Lookup = new LookupBasis(question.Provider, question.Purpose, question.LegalBasis), LookupFound = true };
    }

    private static List<PaperFact> Asked(PreventionQuestion question) =>
    [
        PaperFact.Titled("field-transaction", question.Transaction),
        PaperFact.Titled("field-asset", question.Asset.Length > 0 ? question.Asset : "-"),
        .. question.People.Select(p => PaperFact.Titled("field-person", $"{p.FullName}, {p.PersonalNumber}")),
    ];

    private static PaperFact Told(PreventionNotice notice) =>
        new(notice.Id, string.Create(CultureInfo.InvariantCulture, $"{notice.IssuedBy}, {notice.IssuedOn:dd/MM/yyyy}: {notice.Text}"));
}
