using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.Papers;
using RemoteVerify.Cases.Procedures.WorkingTime;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Dossiers;

/// <summary>A case's dossier with what its procedure still needs.</summary>
/// <param name="Case">The case.</param>
/// <param name="Procedure">The version it follows.</param>
/// <param name="Needs">Its papers, each with what has to happen.</param>
/// <param name="DueAt">When the result is due, or null.</param>
public sealed record DossierView(Case Case, Procedure Procedure, IReadOnlyList<PaperNeed> Needs, DateTimeOffset? DueAt)
{
    public override string ToString() => $"DossierView {Case.File.Code}";
}

/// <summary>Reads the dossier of a case.</summary>
public sealed class ReadDossier(Desk desk, ProcedureLibrary procedures)
{
    public Task<Outcome<DossierView>> DoAsync(Actor actor, CaseId id, CancellationToken cancellationToken) =>
        desk.DoAsync<DossierView>(Act.ViewCase, actor, async (work, ct) =>
        {
            work.StaySilent();
            if (!(await work.CaseAsync(id, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            OfficeClock clock = await procedures.ClockAsync(work.Unit, VietnamTime.Day(work.Now), ct);
            Procedure procedure = await procedures.OfCaseAsync(work.Unit, found.File, ct);
            return new DossierView(
                found,
                procedure,
                PaperNeeds.Of(procedure, [.. found.File.Signers.Select(person => person.Id.Value)], PaperAnswers.Of(procedure, found.File.Dossier)),
                CaseDue.Of(found.File, procedure, clock, work.Now)?.At);
        }, cancellationToken);
}
