using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Journeys.Fees;
using RemoteVerify.Cases.Journeys.MaritalCertificates;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.Requests;

/// <summary>
/// Composes the request of the journeys that begin with one, from the form as it is filled in. It is what the applicant then reads,
/// confirms and signs, so the form is closed from here on.
/// </summary>
public sealed class ComposeRequest(Desk desk, ProcedureLibrary procedures, IPaperComposer composer, IDocumentIntake intake, OfficeHead office)
{
    public Task<Outcome<AwaitingIdentity>> DoAsync(Actor actor, CaseReference reference, CancellationToken cancellationToken) =>
        desk.DoAsync<AwaitingIdentity>(Act.ComposeRequest, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync<DraftCase>(reference, ct)).TryGet(out DraftCase? draft, out Refusal? refusal))
            {
                return refusal;
            }

            if (!draft.Allowed.Contains(Act.ComposeRequest))
            {
                return draft.NotAllowed(Act.ComposeRequest);
            }

            Procedure procedure = await procedures.OfCaseAsync(work.Unit, draft.File, ct);
            if (Completeness.Missing(procedure, draft.File) is { Count: > 0 } missing)
            {
                return new Refusal(
                    RefusalCode.DossierNotComplete, "Fill in the named fields and add the named papers, then compose the request again.", [.. draft.Allowed.Select(a => a.Code)], missing);
            }

            if (procedure.Marital is { } marital && MaritalPurposes.CopiesAbove(marital, draft.File.Dossier) is { } most)
            {
                return new Refusal(
                    RefusalCode.CopiesMaximumReached, $"For this purpose no more than {most} is given out. Ask for fewer copies.", [.. draft.Allowed.Select(a => a.Code)],
                    [$"maximum:{most}", $"field:{CaseFees.CopiesField}"]);
            }

            if (!Order(draft.File, procedure, work.Now).TryGet(out RequestFormOrder? order, out refusal)
                || !composer.Compose(order).TryGet(out ComposedPaper? paper, out refusal)
                || !intake.Take(paper.Pdf, paper.Slots).TryGet(out ReadOnlyMemory<byte> fielded, out refusal))
            {
                return refusal;
            }

            DocumentVersion document = await work.KeepDocumentAsync(draft.File, fielded, DocumentOrigin.Composed, ct);
            work.Note("template", $"{paper.TemplateId} {paper.TemplateVersion}");
            work.Publish("case.submitted", draft.File.Id);
            return await work.SaveAsync(draft.Attach(document, PreparedPapers.Places(paper.Slots)), ct);
        }, cancellationToken);

    private Outcome<RequestFormOrder> Order(CaseFile file, Procedure procedure, DateTimeOffset at)
    {
        if (!office.OfDossier(file, at).TryGet(out PaperHead? head, out Refusal? refusal) || !office.Slip(file, procedure).TryGet(out SlipDossier? dossier, out refusal))
        {
            return refusal;
        }

        return new RequestFormOrder(
            head with { TemplateId = procedure.Templates.GetValueOrDefault(PaperKind.RequestForm.Code) },
            dossier,
            RequestLines.Of(procedure, file.Dossier),
            [.. file.Signers.Select(person => new RequestApplicant(new PaperPerson(person.FullName, person.PersonalNumber), SlotNames.Of(person.Id)))]);
    }
}
