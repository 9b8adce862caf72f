using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Results;

/// <summary>The stated exception of the rule: the digital result does not serve, a true original is needed.</summary>
/// <param name="Reason">Why, in words; kept with the look-up.</param>
public sealed record TrueOriginalNeeded(string Reason)
{
    public const string Purpose = "true-original-needed";

    /// <summary>Id of the ground in the procedure's data; null where the procedure names none.</summary>
    public string? Ground { get; init; }

    /// <summary>The refusal for an exception without words or on a ground that the procedure doesn't know; null when it may be stated.</summary>
    public Refusal? Fault(Procedure procedure) =>
        string.IsNullOrWhiteSpace(Reason) ? ReasonMissing()
        : procedure.TrueOriginalReasons.Any(known => known.Id == Ground) ? null
        : new Refusal(
            RefusalCode.TrueOriginalReasonUnknown, "A true original is only issued on one of the procedure's grounds. Name its id and say why in words.", [],
            [.. procedure.TrueOriginalReasons.Select(known => known.Id)]);

    internal static Refusal ReasonMissing() =>
        new(RefusalCode.ReasonRequired, "Say why a true original is needed although a valid digital result is there.");

    public override string ToString() => Purpose;
}

/// <summary>What is asked before something is issued.</summary>
/// <param name="CaseId">The case that would issue.</param>
/// <param name="Type">Kind of result that would be issued.</param>
/// <param name="Owners">Personal numbers of all whose result it would be.</param>
public sealed record ReissueQuestion(CaseId CaseId, string Type, IReadOnlyList<string> Owners)
{
    /// <summary>Whether a found result is what would be issued; null: every one that belongs to exactly these people.</summary>
    public Func<PublishedDocument, CancellationToken, Task<bool>>? IsSame { get; init; }

    public override string ToString() => $"ReissueQuestion {Type}";
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
    /// <param name="question">What would be issued.</param>
    /// <param name="exception">The stated exception, or null.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public static async Task<Outcome<IReadOnlyList<ResultLookUp>>> CheckAsync(
        Work work, ReissueQuestion question, TrueOriginalNeeded? exception, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(question);
        if (exception is not null && string.IsNullOrWhiteSpace(exception.Reason))
        {
            return TrueOriginalNeeded.ReasonMissing();
        }

        List<ResultLookUp> answers = [];
        HashSet<PublishedId> same = [];
        foreach (string owner in question.Owners)
        {
            List<PublishedDocument> listed = [];
            foreach (PublishedDocument document in await work.Unit.Published.ListByOwnerAsync(work.Actor.Tenant, owner, question.Type, cancellationToken))
            {
                // Without another rule only what belongs to exactly these people: a contract with somebody else is another result.
                bool isTheirs = document.Kind == PublishedKind.Result && document.CaseId != question.CaseId
                    && (question.IsSame is not null || document.Owners.Select(o => o.PersonalNumber).ToHashSet().SetEquals(question.Owners));
                if (isTheirs)
                {
                    listed.Add(document);
                    if (question.IsSame is null || await question.IsSame(document, cancellationToken))
                    {
                        same.Add(document.Id);
                    }
                }
            }

            answers.Add(await LookUps.RecordAsync(
                work, new ResultQuery(owner, question.Type, exception is null ? Purpose : TrueOriginalNeeded.Purpose, exception?.Reason, question.CaseId), listed, cancellationToken));
        }

        string[] valid = [.. answers.SelectMany(a => a.Found).Where(f => f.State == "valid" && same.Contains(f.Id)).Select(f => f.Id.ToString()).Distinct()];
        return valid.Length == 0 || exception is not null
            ? Outcome<IReadOnlyList<ResultLookUp>>.Done(answers)
            : work.RefuseAndKeep(new Refusal(
                RefusalCode.ResultValidExists,
                "A valid digital result of this kind is already there. Use it, or have a certified copy made from it; if a true original is needed, say so with the reason.",
                [Act.IssueCopy.Code],
                valid));
    }
}
