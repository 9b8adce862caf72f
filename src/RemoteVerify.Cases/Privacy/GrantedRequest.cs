using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Retaining;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Privacy;

/// <summary>Does what a granted request asks for. A document that was signed is never changed, and a dossier that the law keeps stays.</summary>
internal sealed class GrantedRequest(Work work, RetentionSchedule schedule, ProcedureLibrary procedures, IEvidenceSealer sealer)
{
    public async Task<Outcome<DataAnswer>> DoAsync(DataRequest request, DataAnswer answer, CancellationToken cancellationToken) => request.Kind switch
    {
        // The export is made when it is fetched, so that no further copy lies about.
        DataRequestKind.Access => answer,
        DataRequestKind.Correction => await CorrectAsync(request, answer, cancellationToken),
        DataRequestKind.Restriction or DataRequestKind.Objection => await RestrictAsync(request, answer, cancellationToken),
        DataRequestKind.Deletion => await DeleteAsync(request, answer, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(request)),
    };

    /// <summary>A request to the keeper of the value, in the list that officers work off; the value itself follows its source.</summary>
    private async Task<Outcome<DataAnswer>> CorrectAsync(DataRequest request, DataAnswer answer, CancellationToken cancellationToken)
    {
        AskedCorrection asked = request.Correction!;
        if (await work.Unit.Cases.FindAsync(work.Actor.Tenant, asked.Case, cancellationToken) is not { } found || found.File.Dossier.Field(asked.Field) is not { } field)
        {
            return new Refusal(RefusalCode.DataRequestInvalid, "The field that was to be corrected is not there any more. Refuse the request with this reason.", [], ["correction"]);
        }

        Dossier dossier = found.File.Dossier;
        var correction = new CorrectionRequest($"c{dossier.Corrections.Count + 1}", field.Name, field.Source, field.Value, asked.Value, work.Now);
        work.Note("correction", correction.Id);
        await work.SaveAsync(found with { File = found.File with { Dossier = dossier with { Corrections = [.. dossier.Corrections, correction] } } }, cancellationToken);
        return answer with { Cases = [found.File.Id] };
    }

    private async Task<Outcome<DataAnswer>> RestrictAsync(DataRequest request, DataAnswer answer, CancellationToken cancellationToken)
    {
        List<CaseId> changed = [];
        foreach (Case found in await PersonCases.ListAsync(work, request.Person.PersonalNumber, cancellationToken))
        {
            CaseRetention retention = found.File.Retention;
            CaseRetention restricted = retention with { Restrictions = [.. retention.Restrictions, new ProcessingRestriction(request.Id, work.Now)] };
            await work.SaveAsync(found with { File = found.File with { Retention = restricted } }, cancellationToken);
            changed.Add(found.File.Id);
        }

        return answer with { Cases = changed };
    }

    private async Task<Outcome<DataAnswer>> DeleteAsync(DataRequest request, DataAnswer answer, CancellationToken cancellationToken)
    {
        List<DeletionPart> parts = [];
        foreach (Case found in await PersonCases.ListAsync(work, request.Person.PersonalNumber, cancellationToken))
        {
            List<(DataClass Class, RetentionTerm Term)> going = [];
            foreach ((DataClass dataClass, RetentionRule rule, RetentionTerm? term) in await ClassesAsync(found, cancellationToken))
            {
                string why = Why(found, dataClass, rule, term, request.Person.PersonalNumber);
                if (why == DeletionPart.Destroyed)
                {
                    going.Add((dataClass, term!));
                }
                else
                {
                    parts.Add(new DeletionPart(found.File.Id, found.File.Code, dataClass, why, rule.Id, null));
                }
            }

            if (going.Count == 0)
            {
                continue;
            }

            if (!(await new Destruction(work, sealer).DoAsync(found, going, DeletionGround.AskedBy(request.Id), cancellationToken)).TryGet(out DeletionRecord? record, out Refusal? refusal))
            {
                return refusal;
            }

            parts.AddRange(going.Select(part => new DeletionPart(found.File.Id, found.File.Code, part.Class, DeletionPart.Destroyed, part.Term.Rule.Id, record.Id)));
        }

        return answer with { Parts = parts };
    }

    /// <summary>The classes of a case of which there is data, with their rules; running cases have no end of retention yet.</summary>
    private async Task<IReadOnlyList<(DataClass Class, RetentionRule Rule, RetentionTerm? Term)>> ClassesAsync(Case found, CancellationToken cancellationToken)
    {
        Procedure procedure = await procedures.OfCaseAsync(work.Unit, found.File, cancellationToken);
        List<(DataClass, RetentionRule, RetentionTerm?)> classes = [];
        foreach (DataClass dataClass in Enum.GetValues<DataClass>())
        {
            if (dataClass != DataClass.Secret && !found.File.Retention.IsDestroyed(dataClass) && await work.Unit.Blobs.HasKeyAsync(found.File.Id, dataClass, cancellationToken))
            {
                RetentionTerm? term = schedule.TermOf(found, procedure, dataClass);
                classes.Add((dataClass, term?.Rule ?? schedule.RuleFor(dataClass, found.File.Tenant.Value, found.File.ProcedureCode, CaseOutcome.Completed), term));
            }
        }

        return classes;
    }

    /// <summary>What keeps a class of data, or that it goes. One key opens the data of everybody in the case, so where others were verified too it stays.</summary>
    private string Why(Case found, DataClass dataClass, RetentionRule rule, RetentionTerm? term, string personalNumber) =>
        rule.RestsOn == DataGround.Law || !Destruction.IsDestroyable(dataClass) ? DeletionPart.ByLaw
        : term is null ? DeletionPart.CaseRuns
        : found.File.Retention.HoldOf(dataClass, work.Now) is not null ? DeletionPart.Held
        : found.File.Signers.Any(participant => participant.PersonalNumber != personalNumber) ? DeletionPart.OtherPeople
        : DeletionPart.Destroyed;
}
