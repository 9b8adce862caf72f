using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Dossiers;

/// <summary>A value that somebody gives for a field.</summary>
/// <param name="Name">Name of the field in the procedure's form.</param>
/// <param name="Value">The value; empty takes back what was typed.</param>
/// <param name="ContestReason">Why the source that filled the field is wrong; null when nothing is contested.</param>
public sealed record FieldInput(string Name, string? Value, string? ContestReason = null)
{
    /// <summary>A camera read this very value from the printed card, and the person left it so. It only says where the value came from.</summary>
    public bool ReadFromCard { get; init; }

    public override string ToString() => $"FieldInput {Name}";
}

/// <summary>
/// Fills in the form. What a source filled is not typed over: it can be contested, which keeps both values and records a
/// request to correct the source.
/// </summary>
public sealed class SetFields(Desk desk, ProcedureLibrary procedures)
{
    /// <summary>Most fields of one call.</summary>
    public const int MaximumFields = 200;

    public Task<Outcome<Case>> DoAsync(Actor actor, CaseReference reference, IReadOnlyList<FieldInput> inputs, CancellationToken cancellationToken) =>
        desk.DoAsync<Case>(Act.SetFields, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            return await SetAsync(work, current, inputs, ct);
        }, cancellationToken);

    /// <summary>The same inside another act, which has loaded the case.</summary>
    internal async Task<Outcome<Case>> SetAsync(Work work, Case current, IReadOnlyList<FieldInput> inputs, CancellationToken cancellationToken)
    {
        if (DossierActs.NotTaken(current, Act.SetFields) is { } notTaken)
        {
            return notTaken;
        }

        Procedure procedure = await procedures.OfCaseAsync(work.Unit, current.File, cancellationToken);
        if (Faults(procedure, inputs) is { Count: > 0 } faults)
        {
            return new Refusal(RefusalCode.FieldsInvalid, "Correct the named fields and send them again; none was changed.", [], faults);
        }

        if (Held(current.File.Dossier, inputs) is { Count: > 0 } held)
        {
            return new Refusal(
                RefusalCode.FieldHeldBySource,
                "A source filled the named fields, so they are not typed over. If the source is wrong, send the field with the reason: both values are kept and the source is asked to correct it.",
                [],
                held);
        }

        var next = new FieldChange(work.Actor, work.Now);
        Dossier dossier = inputs.Aggregate(current.File.Dossier, next.Apply);
        if (dossier.Corrections.Count > current.File.Dossier.Corrections.Count)
        {
            work.Publish("data.correction_requested", current.File.Id);
        }

        work.Note("fields", string.Join(' ', inputs.Select(input => input.Name)));
        return await work.SaveAsync(current with { File = current.File with { Dossier = dossier } }, cancellationToken);
    }

    private static List<string> Faults(Procedure procedure, IReadOnlyList<FieldInput> inputs)
    {
        var faults = new List<string>();
        if (inputs.Count is 0 or > MaximumFields)
        {
            faults.Add("fields.count");
        }

        foreach (FieldInput input in inputs)
        {
            string value = FieldFaults.Clean(input.Value);
            FormFieldRule? rule = procedure.Form.FirstOrDefault(field => field.Id == input.Name);
            string? fault = rule is null ? "unknown"
                : value.Length > 0 ? FieldFaults.Of(rule, value)
                : input.ContestReason is null ? null : "claim-missing";
            if (fault is not null)
            {
                faults.Add($"{(rule is null ? "field" : $"field:{input.Name}")}.{fault}");
            }
        }

        if (inputs.Select(input => input.Name).Distinct(StringComparer.Ordinal).Count() != inputs.Count)
        {
            faults.Add("fields.twice");
        }

        return faults;
    }

    private static List<string> Held(Dossier dossier, IReadOnlyList<FieldInput> inputs) =>
    [
        .. inputs
            .Where(input => string.IsNullOrWhiteSpace(input.ContestReason) && dossier.Field(input.Name) is { IsFromSource: true } held && held.Value != FieldFaults.Clean(input.Value))
            .Select(input => $"field:{input.Name}"),
    ];

    /// <summary>One call's changes, each by the same person at the same time.</summary>
    private sealed class FieldChange(Actor actor, DateTimeOffset now)
    {
        public Dossier Apply(Dossier dossier, FieldInput input)
        {
            string value = FieldFaults.Clean(input.Value);
            FieldValue? old = dossier.Field(input.Name);
            if (old is { IsFromSource: true })
            {
                return old.Value == value || string.IsNullOrWhiteSpace(input.ContestReason) ? dossier : Contest(dossier, old, value, input.ContestReason);
            }

            return value.Length == 0
                ? dossier with { Fields = [.. dossier.Fields.Where(field => field.Name != input.Name)] }
                : dossier.Set([new FieldValue(input.Name, value, SourceOf(input), null, actor.Id, now)]);
        }

        private ValueSource SourceOf(FieldInput input) => actor.Role == ActorRole.Officer ? ValueSource.Officer : input.ReadFromCard ? ValueSource.CardCamera : ValueSource.Typed;

        private Dossier Contest(Dossier dossier, FieldValue old, string claimed, string reason)
        {
            var request = new CorrectionRequest($"c{dossier.Corrections.Count + 1}", old.Name, old.Source, old.Value, claimed, now);
            return dossier.Set([old with { Contest = new FieldContest(claimed, FieldFaults.Clean(reason), actor.Id, now) }]) with
            {
                Corrections = [.. dossier.Corrections, request],
            };
        }
    }
}
