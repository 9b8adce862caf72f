using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Results;

/// <summary>A related act with the code under which its document is checked.</summary>
public sealed record ShownRelatedAct(RelatedAct Act, string Code, Sha256Digest Sha256)
{
    /// <summary>The code as printed.</summary>
    public string PrintedCode => VerificationCode.TryParse(Code, out VerificationCode? printed) ? printed.Printed : Code;

    public override string ToString() => Act.ToString();
}

/// <summary>The record of a result as its people see it.</summary>
/// <param name="Document">The record.</param>
/// <param name="State">What it is worth now.</param>
/// <param name="RelatedActs">What must be seen with it, oldest first.</param>
public sealed record ResultRecord(PublishedDocument Document, ResultState State, IReadOnlyList<ShownRelatedAct> RelatedActs)
{
    public override string ToString() => Document.ToString();
}

/// <summary>Reads the record of a stored result: state, validity, history, related acts.</summary>
public sealed class ViewResult(Desk desk)
{
    public Task<Outcome<ResultRecord>> DoAsync(Actor actor, PublishedId id, CancellationToken cancellationToken) =>
        desk.DoAsync<ResultRecord>(Act.ViewResult, actor, async (work, ct) =>
            (await Repository.FindAsync(work, id, ct)).TryGet(out PublishedDocument? found, out Refusal? refusal)
                ? await Records.OfAsync(work, found, ct)
                : refusal, cancellationToken);
}

/// <summary>The person's own store: every result that is theirs, for who proved to be this person in this session.</summary>
public sealed class ListOwnResults(Desk desk)
{
    public Task<Outcome<IReadOnlyList<ResultRecord>>> DoAsync(Actor actor, CancellationToken cancellationToken) =>
        desk.DoAsync<IReadOnlyList<ResultRecord>>(Act.ListOwnResults, actor, async (work, ct) =>
        {
            if (!(await ProvenPerson.OfAsync(work, ct)).TryGet(out ResultOwner? person, out Refusal? refusal))
            {
                return refusal;
            }

            List<ResultRecord> records = [];
            foreach (PublishedDocument document in await work.Unit.Published.ListByOwnerAsync(actor.Tenant, person.PersonalNumber, null, ct))
            {
                records.Add(await Records.OfAsync(work, document, ct));
            }

            work.About(actor.OnlyCase!.Value);
            return Outcome<IReadOnlyList<ResultRecord>>.Done(records);
        }, cancellationToken);
}

internal static class Records
{
    public static async Task<ResultRecord> OfAsync(Work work, PublishedDocument document, CancellationToken cancellationToken)
    {
        IReadOnlyList<RelatedAct> acts = await work.Unit.RelatedActs.ListAsync(document.Id, cancellationToken);
        List<ShownRelatedAct> shown = new(acts.Count);
        foreach (RelatedAct act in acts)
        {
            if (await work.Unit.Published.FindAsync(act.Document, cancellationToken) is { } page)
            {
                shown.Add(new ShownRelatedAct(act, page.Code, page.Sha256));
            }
        }

        return new ResultRecord(document, ResultState.Of(document, acts, work.Now), shown);
    }
}
