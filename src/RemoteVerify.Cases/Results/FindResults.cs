using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Results;

/// <summary>The question whether somebody has a result.</summary>
/// <param name="PersonalNumber">Whose, 12 digits; null for a citizen's own.</param>
/// <param name="Type">Of which kind; null for any.</param>
/// <param name="Purpose">What for: a code of the asker, recorded.</param>
/// <param name="Reason">Why, in words; an officer must say it.</param>
/// <param name="ForCase">The case that needs the answer, or null.</param>
public sealed record ResultQuery(string? PersonalNumber, string? Type, string? Purpose, string? Reason, CaseId? ForCase)
{
    public override string ToString() => $"ResultQuery {Type}";
}

/// <summary>One result as the answer of a look-up keeps it.</summary>
public sealed record FoundResult(
    PublishedId Id, PublishedKind Kind, string? Type, string? Number, string Organisation, DateTimeOffset IssuedAt, DateTimeOffset? ValidUntil, string State, bool IsTest)
{
    public override string ToString() => $"FoundResult {Id} {State}";
}

/// <summary>A look-up with its answer as it was given.</summary>
/// <param name="Id">Id.</param>
/// <param name="Tenant">Where was asked.</param>
/// <param name="CaseId">For which case, or null.</param>
/// <param name="Role">Who asked.</param>
/// <param name="By">Account of who asked.</param>
/// <param name="PersonalNumber">About whom.</param>
/// <param name="Type">Kind of result asked for, or null for any.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Reason">Why, in words, or null.</param>
/// <param name="At">When.</param>
/// <param name="Found">What was found, newest first.</param>
public sealed record ResultLookUp(
    Guid Id, TenantId Tenant, CaseId? CaseId, ActorRole Role, string By, string PersonalNumber, string? Type, string? Purpose, string? Reason, DateTimeOffset At,
    IReadOnlyList<FoundResult> Found)
{
    /// <summary>A result that may be relied on now is among them; a page about another result is none.</summary>
    public bool HasValid => Found.Any(f => f.State == "valid" && f.Kind != PublishedKind.RelatedAct);

    public override string ToString() => $"ResultLookUp {Id}";
}

/// <summary>
/// Answers whether a result exists, and keeps question and answer. A portal sees what came from its own cases (more needs a
/// share), an officer what the own agency has, with purpose and reason, a citizen the own.
/// </summary>
public sealed class FindResults(Desk desk)
{
    public Task<Outcome<ResultLookUp>> DoAsync(Actor actor, ResultQuery query, CancellationToken cancellationToken) =>
        desk.DoAsync<ResultLookUp>(Act.FindResults, actor, async (work, ct) =>
        {
            if (query.ForCase is { } id && (await work.CaseAsync(id, ct)).Refusal is { } noCase)
            {
                return noCase;
            }

            if (!(await OwnerAsync(work, query, ct)).TryGet(out string? owner, out Refusal? refusal))
            {
                return refusal;
            }

            IReadOnlyList<PublishedDocument> all = await work.Unit.Published.ListByOwnerAsync(actor.Tenant, owner, query.Type, ct);
            List<PublishedDocument> visible = [];
            foreach (PublishedDocument document in all)
            {
                if (actor.Role != ActorRole.Portal || await IsOwnCaseAsync(work, document, ct))
                {
                    visible.Add(document);
                }
            }

            return await LookUps.RecordAsync(work, query with { PersonalNumber = owner }, visible, ct);
        }, cancellationToken);

    private static async Task<Outcome<string>> OwnerAsync(Work work, ResultQuery query, CancellationToken cancellationToken)
    {
        if (work.Actor.Role == ActorRole.Citizen)
        {
            return (await ProvenPerson.OfAsync(work, cancellationToken)).TryGet(out ResultOwner? person, out Refusal? refusal) ? person.PersonalNumber : refusal;
        }

        if (work.Actor.Role == ActorRole.Officer && (string.IsNullOrWhiteSpace(query.Purpose) || string.IsNullOrWhiteSpace(query.Reason)))
        {
            return new Refusal(RefusalCode.PurposeRequired, "Say what you need the results of this person for, and why: purpose and reason. Both are recorded.");
        }

        return query.PersonalNumber is { Length: 12 } number && number.All(char.IsAsciiDigit)
            ? number
            : new Refusal(RefusalCode.OwnerInvalid, "A personal number has 12 digits. Send it as owner.");
    }

    private static async Task<bool> IsOwnCaseAsync(Work work, PublishedDocument document, CancellationToken cancellationToken) =>
        document.Provenance == ResultProvenance.Case
        && await work.Unit.Cases.FindAsync(work.Actor.Tenant, document.CaseId, cancellationToken) is { } found && found.File.OpenedBy == work.Actor.Id;
}

/// <summary>Keeps look-ups.</summary>
internal static class LookUps
{
    public static async Task<ResultLookUp> RecordAsync(Work work, ResultQuery query, IReadOnlyList<PublishedDocument> found, CancellationToken cancellationToken)
    {
        List<FoundResult> answers = new(found.Count);
        foreach (PublishedDocument document in found)
        {
            ResultState state = ResultState.Of(document, await work.Unit.RelatedActs.ListAsync(document.Id, cancellationToken), work.Now);
            answers.Add(new FoundResult(
                document.Id, document.Kind, document.Type, document.Number, document.Organisation, document.IssuedAt, document.Validity?.Until, state.Name, document.IsTest));
        }

        ResultLookUp lookUp = new(
            Guid.CreateVersion7(work.Now), work.Actor.Tenant, query.ForCase, work.Actor.Role, work.Actor.Id, query.PersonalNumber!, query.Type, query.Purpose, query.Reason,
            work.Now, answers);
        await work.Unit.LookUps.AddAsync(lookUp, cancellationToken);
        work.Note("look-up", lookUp.Id.ToString("D"));
        work.Note("found", answers.Count == 0 ? "none" : string.Join(' ', answers.Take(20).Select(a => $"{a.Id}:{a.State}")));
        if (query.Type is { } type)
        {
            work.Note("type", type);
        }

        if (query.Purpose is { } purpose)
        {
            work.Note("purpose", purpose);
        }

        return lookUp;
    }
}
