using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Lookups;

/// <summary>What a look-up led to.</summary>
/// <param name="Case">The case with the answer in its dossier, or with the open question.</param>
/// <param name="Answer"><c>found</c>, <c>unknown</c> or <c>not-available</c>.</param>
/// <param name="Papers">Ids of the papers that keep the answer.</param>
public sealed record LookedUp(Case Case, string Answer, IReadOnlyList<string> Papers)
{
    public override string ToString() => $"LookedUp {Answer}";
}

/// <summary>
/// Asks the population database about a participant: only fields that the procedure's version names, for the procedure's purpose.
/// The answer becomes a paper of the dossier and fills the form; when there is none, the question stays open and nothing is lost.
/// </summary>
public sealed class LookUp(Desk desk, ProcedureLibrary procedures, IPopulationData population, LookupSnapshots snapshots)
{
    /// <param name="actor">An officer, or the service.</param>
    /// <param name="reference">The case.</param>
    /// <param name="participant">About whom.</param>
    /// <param name="fields">What; empty for everything that the procedure names.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<LookedUp>> DoAsync(
        Actor actor, CaseReference reference, ParticipantId participant, IReadOnlyList<PopulationField> fields, CancellationToken cancellationToken) =>
        desk.DoAsync<LookedUp>(Act.LookUp, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            if (DossierActs.NotTaken(current, Act.LookUp) is { } notTaken)
            {
                return notTaken;
            }

            if (current.File.Find(participant) is not { } person)
            {
                return new Refusal(RefusalCode.ParticipantUnknown, "The case has no such participant. Use an id from its list.");
            }

            Procedure procedure = await procedures.OfCaseAsync(work.Unit, current.File, ct);
            IReadOnlyList<PopulationField> scope = LookupScope.Of(procedure);
            IReadOnlyList<PopulationField> wanted = fields.Count == 0 ? scope : [.. fields.Distinct()];
            if (wanted.Count == 0 || wanted.Except(scope).ToArray() is { Length: > 0 })
            {
                return new Refusal(
                    RefusalCode.LookupOutOfScope,
                    "The procedure doesn't need these data, so they are not asked for. Ask only for what its form and papers name.",
                    [],
                    [.. wanted.Except(scope).Select(field => PopulationFields.Of(field).Code)]);
            }

            AskedLookup asked = Question(actor, current.File, procedure, person, wanted);
            DatabaseAnswer answer = await population.AskAsync(asked.Question, wanted, ct);
            if (!(await snapshots.KeepAsync(work, current.File, asked, answer, ct)).TryGet(out Dossier? dossier, out refusal))
            {
                return refusal;
            }

            string[] papers = [.. dossier.Papers.Skip(current.File.Dossier.Papers.Count).Select(paper => paper.Id)];
            if (answer is FoundAnswer found && person == FormPerson.Of(current.File))
            {
                dossier = dossier.Set([.. Filled(procedure, current.File.Dossier, found, papers, work)]);
            }

            Case saved = await work.SaveAsync(current with { File = current.File with { Dossier = dossier } }, ct);
            return new LookedUp(saved, answer switch { FoundAnswer => "found", UnknownAnswer => "unknown", _ => "not-available" }, papers);
        }, cancellationToken);

    /// <summary>The form's fields that the answer fills; what a better source filled, or somebody contests, stays.</summary>
    private static IEnumerable<FieldValue> Filled(Procedure procedure, Dossier dossier, FoundAnswer found, IReadOnlyList<string> papers, Work work) =>
        from rule in procedure.Form
        where rule.FilledFrom.Contains(FormSource.PopulationDatabase) && dossier.Field(rule.Id) is not ({ Source: ValueSource.Chip } or { Contest: not null })
        let name = PopulationFields.Find(rule.Id)
        where name is not null
        let value = FieldFaults.Clean(found.Values.GetValueOrDefault(name.Code))
        where value.Length > 0 && FieldFaults.Of(rule, value) is null
        select new FieldValue(rule.Id, value, ValueSource.PopulationDatabase, papers[0], work.Actor.Id, work.Now) { Contest = Differing(dossier.Field(rule.Id), value) };

    /// <summary>What somebody typed before and what differs from the source stays beside it, for the officer to see.</summary>
    private static FieldContest? Differing(FieldValue? before, string found) => before is { IsFromSource: false } && !string.Equals(before.Value, found, StringComparison.OrdinalIgnoreCase)
        ? new FieldContest(before.Value, string.Empty, before.By, before.At)
        : null;

    private AskedLookup Question(Actor actor, CaseFile file, Procedure procedure, Participant person, IReadOnlyList<PopulationField> fields) => new(
        population.Name,
        new LookupQuestion(
            file.Tenant, file.Code, actor.Id, person.PersonalNumber, person.FullName, [.. fields.Select(field => PopulationFields.Of(field).Code)],
            procedure.TitleVi, LookupScope.BasisOf(procedure, fields)),
        LookupScope.NeedsOf(procedure, fields),
        person.Id);
}
