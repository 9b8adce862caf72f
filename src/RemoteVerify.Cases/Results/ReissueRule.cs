using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Results;

/// <summary>The stated exception of the rule: the digital result does not serve, a true original is needed.</summary>
/// <param name="Reason">Why, in words; kept with the look-up.</param>
public sealed record TrueOriginalNeeded(string Reason)
{
    public const string Purpose = "true-original-needed";

    public override string ToString() => Purpose;
}

/// <summary>
/// What was issued once is used again and not issued again: before a paper is issued, the repository is asked whether a valid
/// one is there. Journeys call this inside their own act; question and answer become part of it.
/// </summary>
public static class ReissueRule
{
    private const string Purpose = "before-issue";

    /// <summary>The recorded look-ups, one an owner; the refusal <c>result.valid-exists</c> names the results that serve.</summary>
    /// <param name="work">The act, before it writes anything: a refusal keeps the look-ups and nothing else may hang on it.</param>
    /// <param name="caseId">The case that would issue.</param>
    /// <param name="type">Kind of result that would be issued.</param>
    /// <param name="owners">Personal numbers of all whose result it would be.</param>
    /// <param name="exception">The stated exception, or null.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public static async Task<Outcome<IReadOnlyList<ResultLookUp>>> CheckAsync(
        Work work, CaseId caseId, string type, IReadOnlyList<string> owners, TrueOriginalNeeded? exception, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(owners);
        if (exception is not null && string.IsNullOrWhiteSpace(exception.Reason))
        {
            return new Refusal(RefusalCode.ReasonRequired, "Say why a true original is needed although a valid digital result is there.");
        }

        List<ResultLookUp> answers = [];
        foreach (string owner in owners)
        {
            // Only what belongs to exactly these people: a contract with somebody else is another result.
            PublishedDocument[] same = [.. (await work.Unit.Published.ListByOwnerAsync(work.Actor.Tenant, owner, type, cancellationToken))
                .Where(d => d.Kind == PublishedKind.Result && d.CaseId != caseId && d.Owners.Select(o => o.PersonalNumber).ToHashSet().SetEquals(owners))];
            answers.Add(await LookUps.RecordAsync(
                work, new ResultQuery(owner, type, exception is null ? Purpose : TrueOriginalNeeded.Purpose, exception?.Reason, caseId), same, cancellationToken));
        }

        string[] valid = [.. answers.SelectMany(a => a.Found).Where(f => f.State == "valid").Select(f => f.Id.ToString()).Distinct()];
        return valid.Length == 0 || exception is not null
            ? Outcome<IReadOnlyList<ResultLookUp>>.Done(answers)
            : work.RefuseAndKeep(new Refusal(
                RefusalCode.ResultValidExists,
                "A valid digital result of this kind is already there. Use it, or have a certified copy made from it; if a true original is needed, say so with the reason.",
                [Act.IssueCopy.Code],
                valid));
    }
}
