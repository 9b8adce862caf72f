// Law 46/2024/QH15, Decree 104/2025/ND-CP: a correction, amendment, end or cancellation is a signed page of its own; the sealed document stays as it is.
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Papers.Templates;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Results.RelatedActs;

/// <summary>
/// An officer begins a correction, amendment, end or cancellation of a stored result: a case of its own, which needs no applicant and no intake,
/// follows the procedure of the result in its version of today, and ends with a page that is shown with the result.
/// </summary>
public sealed class BeginRelatedAct(Desk desk, ProcedureLibrary procedures, PaperTemplates templates)
{
    public Task<Outcome<RelatedActBegun>> DoAsync(Actor actor, PublishedId target, RelatedActRequest request, CancellationToken cancellationToken) =>
        desk.DoAsync<RelatedActBegun>(Act.BeginRelatedAct, actor, async (work, ct) =>
        {
            ArgumentNullException.ThrowIfNull(request);
            if (!request.ToPlan(target).TryGet(out RelatedActPlan? plan, out Refusal? refusal)
                || !(await RelatedActTarget.FindAsync(work, target, plan.Kind, ct)).TryGet(out PublishedDocument? about, out refusal)
                || !(await ProcedureAsync(work, request.Procedure ?? about.Type, ct)).TryGet(out Procedure? procedure, out refusal)
                || !Title(procedure, plan.Kind, about, work.Now).TryGet(out string? title, out refusal))
            {
                return refusal;
            }

            CaseId id = CaseId.New(work.Now);
            var begun = new RelatedActBegun(new CaseFile(
                id, actor.Tenant, OpenCase.NewCode(work.Now), procedure.Code, procedure.Version, procedure.IsTest || about.IsTest || work.IsSandbox, title, actor.Id, work.Now, People(about), 1)
            {
                Journey = procedure.Journey,
                Stages = [new StageStamp(CaseStage.Appraise, work.Now)],
                RelatedAct = plan,
            });
            await work.Unit.Cases.AddAsync(begun, work.Now, ct);
            work.About(id);
            work.Note("procedure", $"{procedure.Code} {procedure.Version}");
            work.Note("related-to", about.Id.ToString());
            work.Note("kind", plan.Kind.ToString());
            return begun;
        }, cancellationToken);

    private async Task<Outcome<Procedure>> ProcedureAsync(Work work, string? code, CancellationToken cancellationToken)
    {
        Outcome<Procedure> found = await procedures.ForNewCaseAsync(work.Unit, code ?? string.Empty, VietnamTime.Day(work.Now), cancellationToken);
        return found.Refusal is { } refusal && refusal.Code == RefusalCode.ProcedureUnknown
            ? refusal with { Message = "No procedure of this service tells the register book and the signatures of this act. Name the procedure that it follows." }
            : found;
    }

    /// <summary>The title of the page and the one of the result.</summary>
    private Outcome<string> Title(Procedure procedure, RelatedActKind kind, PublishedDocument about, DateTimeOffset now) =>
        templates.Find(PaperKind.RelatedAct, procedure.Templates.GetValueOrDefault(PaperKind.RelatedAct.Code), VietnamTime.Day(now))
            .TryGet(out PaperTemplate? template, out Refusal? refusal)
            ? $"{template.Texts[$"title-{kind.ToString().ToLowerInvariant()}"]}: {about.Title}"
            : refusal;

    /// <summary>Those whose result it is: the page is about them; they don't sign it.</summary>
    private static IReadOnlyList<Participant> People(PublishedDocument about) =>
        [.. about.Owners.Select((owner, i) => new Participant(new ParticipantId($"p{i + 1}"), owner.FullName, owner.PersonalNumber, "owner") { Kind = ParticipantKind.Subject })];
}
