// Law 46/2024/QH15, Decree 104/2025/ND-CP: the page of a correction, amendment, end or cancellation.
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Results.RelatedActs;

/// <summary>Composes the page of a related act for the officer who decides, after the result was looked at once more.</summary>
public sealed class ComposeRelatedAct(
    Desk desk, ProcedureLibrary procedures, IPaperComposer composer, IDocumentIntake intake, IOfficerDirectory officers, OfficeHead office, CheckPlace place)
{
    /// <param name="actor">The officer who prepares.</param>
    /// <param name="reference">The case of the related act.</param>
    /// <param name="decidedBy">Account of the officer who approves and signs.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<PaperPrepared>> DoAsync(Actor actor, CaseReference reference, string decidedBy, CancellationToken cancellationToken) =>
        desk.DoAsync<PaperPrepared>(Act.ComposePaper, actor, async (work, ct) =>
        {
            Outcome<(RelatedActBegun Case, Procedure Procedure)> begun = await PreparedPapers.BeginAsync<RelatedActBegun>(work, procedures, reference, ct);
            if (begun.Refusal is { } refusal)
            {
                return refusal;
            }

            (RelatedActBegun current, Procedure procedure) = begun.Value;
            RelatedActPlan plan = current.File.RelatedAct ?? throw new InvalidOperationException("A related act without a plan.");
            if (!DecidingOfficer.Find(officers, actor.Tenant, decidedBy, current).TryGet(out DecidingOfficer? decider, out refusal)
                || !office.Agency(actor.Tenant).TryGet(out AgencyProfile? agency, out refusal)
                || !(await RelatedActTarget.FindAsync(work, plan.Target, plan.Kind, ct)).TryGet(out PublishedDocument? about, out refusal))
            {
                return refusal;
            }

            work.About(current.File.Id);
            VerificationCode code = VerificationCode.New();
            PaperHead head = CopyPapers.Head(current.File, procedure, PaperKind.RelatedAct, agency, code, place, work.Now);
            work.Note("original", about.Sha256.Hex);
            return composer.Compose(Order(head, plan, about, decider.Signer)).TryGet(out ComposedPaper? paper, out refusal)
                ? await PreparedPapers.PrepareAsync(work, decider.Assign(current.File, work.Now), paper, code, intake, ct, [decider.Slot])
                : refusal;
        }, cancellationToken);

    private static RelatedActOrder Order(PaperHead head, RelatedActPlan plan, PublishedDocument about, PaperSigner signer) => new(
        head, plan.Kind, about.Title, about.Number, VerificationCode.TryParse(about.Code, out VerificationCode? printed) ? printed.Printed : about.Code, about.Sha256, about.IssuedAt,
        plan.Reason, plan.Changes, [signer])
    {
        LegalBasis = plan.LegalBasis,
        Agreement = plan.Agreement,
    };
}
