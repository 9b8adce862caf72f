using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.MaritalCertificates;

/// <summary>A status that an officer states from a paper of the dossier.</summary>
/// <param name="Paper">Id of the paper that shows it.</param>
/// <param name="Phrase">Id of the fixed phrase.</param>
/// <param name="Values">Its values by <see cref="Lookups.MaritalFacts"/>.</param>
public sealed record StatedStatus(string Paper, string Phrase, IReadOnlyDictionary<string, string> Values)
{
    public override string ToString() => $"StatedStatus from {Paper}";
}

/// <summary>The other agency answered: the officer states the status from its answer, which is in the dossier.</summary>
public sealed class RecordAgencyAnswer(Desk desk, ProcedureLibrary procedures)
{
    public Task<Outcome<StatusKnown>> DoAsync(Actor actor, CaseReference reference, StatedStatus stated, CancellationToken cancellationToken) =>
        desk.DoAsync<StatusKnown>(Act.RecordAgencyAnswer, actor, async (work, ct) =>
            (await work.CaseAsync<InterAgencyCheck>(reference, ct)).TryGet(out InterAgencyCheck? current, out Refusal? refusal)
                ? await StatusStating.KnowAsync(work, procedures, current, stated, MaritalPapers.AgencyAnswer, StatusBasis.OtherAgency, ct)
                : refusal,
            cancellationToken);
}

/// <summary>Nobody answered within the working days that the rule gives: the person's written pledge takes the answer's place, not earlier.</summary>
public sealed class TakePledge(Desk desk, ProcedureLibrary procedures)
{
    public Task<Outcome<StatusKnown>> DoAsync(Actor actor, CaseReference reference, StatedStatus stated, CancellationToken cancellationToken) =>
        desk.DoAsync<StatusKnown>(Act.TakePledge, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync<InterAgencyCheck>(reference, ct)).TryGet(out InterAgencyCheck? current, out Refusal? refusal))
            {
                return refusal;
            }

            return work.Now < current.DueAt
                ? new Refusal(
                    RefusalCode.NotDueYet,
                    "The other agency still has time to answer. Wait until it has run out, then take the person's written pledge.",
                    [.. current.Allowed.Select(a => a.Code)],
                    [])
                : await StatusStating.KnowAsync(work, procedures, current, stated, MaritalPapers.Pledge, StatusBasis.Pledge, ct);
        }, cancellationToken);
}

internal static class StatusStating
{
    public static async Task<Outcome<StatusKnown>> KnowAsync(
        Work work, ProcedureLibrary procedures, InterAgencyCheck current, StatedStatus stated, string need, StatusBasis basis, CancellationToken cancellationToken)
    {
        if (current.File.Dossier.Paper(stated.Paper) is not { } paper || paper.Need != need || paper.At < current.AskedAt)
        {
            return new Refusal(
                RefusalCode.DossierPaperNotFound,
                $"The dossier has no '{need}' with this id that came after the other agency was asked. Add it to the dossier, then state the status from it.");
        }

        MaritalOptions options = (await procedures.OfCaseAsync(work.Unit, current.File, cancellationToken)).Marital!;
        if (MaritalPhrases.Faults(options, stated.Phrase, stated.Values) is { Count: > 0 } faults)
        {
            return new Refusal(
                RefusalCode.MaritalStatusNotAccepted, "A status is stated in one of the procedure's fixed phrases with every value that it names. Correct the named ones.", [], faults);
        }

        work.Note("basis", basis.ToString());
        work.Note("phrase", stated.Phrase);
        return await work.SaveAsync(
            current.Know(new MaritalStatus(stated.Phrase, MaritalPhrases.Said(options, stated.Phrase, stated.Values), basis, [paper.Id], work.Actor.Id, work.Now)), cancellationToken);
    }
}
