using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Lookups;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.WorkingTime;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.MaritalCertificates;

/// <summary>What a look-up of the status led to.</summary>
public sealed record StatusLookedUp(Case Case, FindingKind Finding)
{
    public override string ToString() => $"StatusLookedUp {Finding}";
}

/// <summary>
/// Asks the own civil-status register and the population database. Where both agree the status is known; where one knows nothing or they
/// contradict each other, another agency is asked; where one is silent, the question stays open and the case where it is.
/// </summary>
public sealed class LookUpStatus(
    Desk desk, ProcedureLibrary procedures, IPopulationData population, ICivilStatusRegister register, LookupSnapshots snapshots)
{
    private const string Field = MaritalFacts.Status;

    /// <param name="actor">The officer.</param>
    /// <param name="reference">The case.</param>
    /// <param name="otherAgency">Who is asked where the registers give no clear answer.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<StatusLookedUp>> DoAsync(Actor actor, CaseReference reference, string otherAgency, CancellationToken cancellationToken) =>
        desk.DoAsync<StatusLookedUp>(Act.LookUpStatus, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            if (!current.Allowed.Contains(Act.LookUpStatus))
            {
                return current.NotAllowed(Act.LookUpStatus);
            }

            if (string.IsNullOrWhiteSpace(otherAgency) || otherAgency.Length > MaritalPhrases.MaximumLength)
            {
                return new Refusal(RefusalCode.ReasonRequired, "Name the agency that is asked when the registers give no clear answer, in at most 200 characters.");
            }

            Procedure procedure = await procedures.OfCaseAsync(work.Unit, current.File, ct);
            if (procedure.Marital is not { } options || !procedure.Papers.Any(paper => paper.Source is { Kind: PaperSourceKind.Lookup, Field: Field }))
            {
                return new Refusal(RefusalCode.LookupOutOfScope, "The procedure asks for no marital status, so no database is asked for it.");
            }

            Participant subject = MaritalOrders.Subject(current.File);
            LookupQuestion question = Question(actor, current.File, procedure, subject);
            DatabaseAnswer own = await register.AskMaritalAsync(question, ct);
            DatabaseAnswer national = await population.AskAsync(question, [PopulationField.MaritalStatus], ct);
            if (!(await KeepAsync(work, current.File, procedure, subject, question, own, national, ct)).TryGet(out CaseFile? file, out refusal))
            {
                return refusal;
            }

            StatusFinding finding = StatusFinding.Of(options, own, national);
            work.Note("finding", finding.Kind.ToString());
            OfficeClock clock = await procedures.ClockAsync(work.Unit, VietnamTime.Day(work.Now), ct);
            DateTimeOffset due = clock.EndOf(clock.AddDays(VietnamTime.Day(work.Now), options.InterAgencyCheckWorkingDays));
            Case next = Next(current with { File = file }, finding, new AgencyQuestion(otherAgency.Trim(), due), work, file.Dossier.Papers.Skip(current.File.Dossier.Papers.Count));
            return new StatusLookedUp(await work.SaveAsync(next, ct), finding.Kind);
        }, cancellationToken);

    private static Case Next(Case current, StatusFinding finding, AgencyQuestion question, Work work, IEnumerable<DossierPaper> papers) => finding.Kind switch
    {
        FindingKind.Known => new StatusKnown(
            current.File, new MaritalStatus(finding.Phrase!, finding.Values, StatusBasis.Register, [.. papers.Select(paper => paper.Id)], work.Actor.Id, work.Now)),
        FindingKind.NotAvailable => current,
        _ => InterAgencyCheck.From(current, question.Agency, work.Now, question.DueAt),
    };

    /// <summary>Who is asked where the registers give no clear answer, and until when.</summary>
    private sealed record AgencyQuestion(string Agency, DateTimeOffset DueAt);

    private async Task<Outcome<CaseFile>> KeepAsync(
        Work work, CaseFile file, Procedure procedure, Participant subject, LookupQuestion question, DatabaseAnswer own, DatabaseAnswer national, CancellationToken cancellationToken)
    {
        string[] needs = [.. procedure.Papers.Where(paper => paper.Source is { Kind: PaperSourceKind.Lookup, Field: Field }).Select(paper => paper.Id)];
        var first = new AskedLookup(register.Name, question, needs, subject.Id);
        var second = new AskedLookup(population.Name, question, [], subject.Id);
        if (!(await snapshots.KeepAsync(work, file, first, own, cancellationToken)).TryGet(out Dossier? dossier, out Refusal? refusal))
        {
            return refusal;
        }

        file = file with { Dossier = dossier };
        return (await snapshots.KeepAsync(work, file, second, national, cancellationToken)).TryGet(out dossier, out refusal)
            ? file with { Dossier = dossier }
            : refusal;
    }

    private static LookupQuestion Question(Actor actor, CaseFile file, Procedure procedure, Participant subject) => new(
        file.Tenant, file.Code, actor.Id, subject.PersonalNumber, subject.FullName, [Field], procedure.TitleVi,
        procedure.Papers.FirstOrDefault(paper => paper.Source is { Kind: PaperSourceKind.Lookup, Field: Field })?.LegalBasis ?? procedure.LegalBasis);
}
