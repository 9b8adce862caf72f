using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Intake;

/// <summary>Hands a draft in to the office. What is missing is named all at once.</summary>
public sealed class SubmitCase(Desk desk, ProcedureLibrary procedures)
{
    public Task<Outcome<SubmittedCase>> DoAsync(Actor actor, CaseReference reference, CancellationToken cancellationToken) =>
        desk.DoAsync<SubmittedCase>(Act.SubmitCase, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync<DraftCase>(reference, ct)).TryGet(out DraftCase? draft, out Refusal? refusal))
            {
                return refusal;
            }

            if (!draft.Allowed.Contains(Act.SubmitCase))
            {
                return draft.NotAllowed(Act.SubmitCase);
            }

            if (work.NotAllowedForHelper(draft.File) is { } helper)
            {
                return helper;
            }

            Procedure procedure = await procedures.OfCaseAsync(work.Unit, draft.File, ct);
            if (draft.File.Dossier.Value(TransactionRule.Field) is not null && TransactionRule.Check(procedure, draft.File).Refusal is { } excluded)
            {
                return excluded;
            }

            IReadOnlyList<string> missing = Completeness.Missing(procedure, draft.File);
            if (missing.Count > 0)
            {
                return new Refusal(RefusalCode.DossierNotComplete, "Fill in the named fields and add the named papers, then submit again.", [.. draft.Allowed.Select(a => a.Code)], missing);
            }

            work.Publish("case.submitted", draft.File.Id);
            return await work.SaveAsync(draft.Submit(), ct);
        }, cancellationToken);
}
