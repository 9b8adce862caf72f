using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Privacy;

/// <summary>Lists requests: a citizen sees the own, the office those of its tenant.</summary>
public sealed class ListDataRequests(Desk desk)
{
    /// <summary>Most requests of one page.</summary>
    public const int MaximumPage = 200;

    public Task<Outcome<IReadOnlyList<DataRequest>>> DoAsync(Actor actor, bool onlyOpen, Guid? before, int limit, CancellationToken cancellationToken) =>
        desk.DoAsync<IReadOnlyList<DataRequest>>(Act.ListDataRequests, actor, async (work, ct) =>
        {
            string? person = null;
            if (actor.Role == ActorRole.Citizen)
            {
                if (!(await ProvenPerson.OfAsync(work, ct)).TryGet(out ResultOwner? owner, out Refusal? refusal))
                {
                    return refusal;
                }

                person = owner.PersonalNumber;
            }

            IReadOnlyList<DataRequest> found = await work.Unit.DataRequests.ListAsync(actor.Tenant, new DataRequestQuery(person, onlyOpen, before, Math.Clamp(limit, 1, MaximumPage)), ct);
            work.Note("found", found.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return Outcome<IReadOnlyList<DataRequest>>.Done(found);
        }, cancellationToken);
}

/// <summary>Reads one request with its answer.</summary>
public sealed class ReadDataRequest(Desk desk)
{
    public Task<Outcome<DataRequest>> DoAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        desk.DoAsync<DataRequest>(Act.ReadDataRequest, actor, async (work, ct) =>
        {
            Outcome<DataRequest> found = await Requests.FindAsync(work, new DataRequestReference(id), ct);
            if (found.IsDone)
            {
                work.Note("data-request", id.ToString("D"));
            }

            return found;
        }, cancellationToken);
}

/// <summary>The service tells of a request that nobody answered in time, once for each clock.</summary>
public sealed class EscalateDataRequest(Desk desk)
{
    public Task<Outcome<DataRequest>> DoAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        desk.DoAsync<DataRequest>(Act.EscalateDataRequest, actor, async (work, ct) =>
        {
            if (!(await Requests.FindAsync(work, new DataRequestReference(id), ct)).TryGet(out DataRequest? request, out Refusal? refusal))
            {
                return refusal;
            }

            if (!request.IsOpen || request.EscalatedAt is not null || work.Now <= request.DueAt)
            {
                return new Refusal(RefusalCode.NotDueYet, "This request is not late, or it was told of already. There is nothing to do.");
            }

            CaseId? about = request.Session ?? (await work.Unit.Cases.ListByPersonAsync(actor.Tenant, request.Person.PersonalNumber, 1, ct)).Cast<CaseId?>().FirstOrDefault();
            if (about is { } caseId)
            {
                work.Publish("data_request.escalated", caseId, id.ToString("D"));
            }

            DataRequest late = request with { EscalatedAt = work.Now, Version = request.Version + 1 };
            await work.Unit.DataRequests.UpdateAsync(late, ct);
            work.Note("data-request", id.ToString("D"));
            return late;
        }, cancellationToken);
}
