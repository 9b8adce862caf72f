using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.WorkingTime;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.MaritalCertificates;

/// <summary>Composes the draft that the applicant looks at (Decree 87/2020 article 12: before it is printed). It has no number, no code, and is marked as a draft.</summary>
public sealed class DraftCertificate(Desk desk, ProcedureLibrary procedures, IPaperComposer composer, OfficeHead office)
{
    /// <summary>What stands where the number will be.</summary>
    private const string NumberToCome = "........";

    /// <param name="actor">The officer who prepares it.</param>
    /// <param name="reference">The case.</param>
    /// <param name="signer">Account of the officer who will sign.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<CertificateDrafted>> DoAsync(Actor actor, CaseReference reference, string signer, CancellationToken cancellationToken) =>
        desk.DoAsync<CertificateDrafted>(Act.DraftCertificate, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync<StatusKnown>(reference, ct)).TryGet(out StatusKnown? current, out Refusal? refusal))
            {
                return refusal;
            }

            Procedure procedure = await procedures.OfCaseAsync(work.Unit, current.File, ct);
            if (!office.OfDossier(current.File, work.Now).TryGet(out PaperHead? head, out refusal)
                || !office.Decider(actor.Tenant, signer).TryGet(out PaperSigner? decider, out refusal))
            {
                return refusal;
            }

            head = head with { IsDraft = true, Number = procedure.Numbering?.Format.Replace("{number}", NumberToCome, StringComparison.Ordinal) ?? NumberToCome };
            if (!MaritalOrders.Of(head, current.File, procedure, current.Marital, decider with { Slot = null }).TryGet(out MaritalCertificateOrder? order, out refusal)
                || !composer.Compose(order).TryGet(out ComposedPaper? paper, out refusal))
            {
                return refusal;
            }

            DocumentVersion draft = await work.KeepDocumentAsync(current.File, paper.Pdf, DocumentOrigin.Composed, ct);
            OfficeClock clock = await procedures.ClockAsync(work.Unit, VietnamTime.Day(work.Now), ct);
            DateTimeOffset due = clock.EndOf(clock.AddDays(VietnamTime.Day(work.Now), procedure.Marital!.PreviewWorkingDays));
            work.Note("template", $"{paper.TemplateId} {paper.TemplateVersion}");
            work.Publish("draft.ready", current.File.Id);
            return await work.SaveAsync(current.Draft(draft, due), ct);
        }, cancellationToken);
}

/// <summary>The applicant agrees to exactly the draft that was shown.</summary>
public sealed class ConfirmDraft(Desk desk)
{
    public Task<Outcome<DraftConfirmed>> DoAsync(Actor actor, CaseReference reference, Sha256Digest shown, CancellationToken cancellationToken) =>
        desk.DoAsync<DraftConfirmed>(Act.ConfirmDraft, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync<CertificateDrafted>(reference, ct)).TryGet(out CertificateDrafted? current, out Refusal? refusal))
            {
                return refusal;
            }

            if (work.NotAllowedForHelper(current.File) is { } helper)
            {
                return helper;
            }

            if (!current.Confirm(new ContentConfirmation(new ParticipantId(actor.Id), shown, work.Now)).TryGet(out DraftConfirmed? next, out refusal))
            {
                return refusal;
            }

            work.Note("document", shown.Hex);
            work.Publish("draft.confirmed", current.File.Id);
            return await work.SaveAsync(next, ct);
        }, cancellationToken);
}

/// <summary>The applicant says what is wrong with the draft; the words go to the office as a message that it must answer.</summary>
public sealed class ReportDraftError(Desk desk, IServicePointDirectory points, ProcedureLibrary procedures)
{
    public Task<Outcome<StatusKnown>> DoAsync(Actor actor, CaseReference reference, string text, CancellationToken cancellationToken) =>
        desk.DoAsync<StatusKnown>(Act.ReportDraftError, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync<CertificateDrafted>(reference, ct)).TryGet(out CertificateDrafted? current, out Refusal? refusal))
            {
                return refusal;
            }

            OfficeClock clock = await procedures.ClockAsync(work.Unit, VietnamTime.Day(work.Now), ct);
            if (!MessageThread.Ask(current.File.Dossier, actor, text, work.Now, points.Agency(actor.Tenant), clock).TryGet(out Dossier? dossier, out refusal))
            {
                return refusal;
            }

            work.Publish("draft.error_reported", current.File.Id, dossier.Messages[^1].Id);
            return await work.SaveAsync((current with { File = current.File with { Dossier = dossier } }).Correct(), ct);
        }, cancellationToken);
}
