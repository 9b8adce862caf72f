using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Retaining;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Privacy;

/// <summary>A request as a caller names it.</summary>
/// <param name="Id">The request.</param>
/// <param name="ExpectedVersion">The version the caller saw (<c>If-Match</c>); null when it doesn't matter.</param>
public readonly record struct DataRequestReference(Guid Id, long? ExpectedVersion = null);

/// <summary>An officer grants a request or refuses it, with a reason either way; what was granted is done in the same transaction.</summary>
public sealed class AnswerDataRequest(Desk desk, RetentionSchedule schedule, ProcedureLibrary procedures, IEvidenceSealer sealer)
{
    /// <summary>Longest reason, in characters.</summary>
    public const int MaximumTextLength = 2000;

    public Task<Outcome<DataRequest>> DoAsync(Actor actor, DataRequestReference reference, bool? grant, string? reason, CancellationToken cancellationToken) =>
        desk.DoAsync<DataRequest>(Act.AnswerDataRequest, actor, async (work, ct) =>
        {
            if (!(await Requests.FindAsync(work, reference, ct)).TryGet(out DataRequest? request, out Refusal? refusal))
            {
                return refusal;
            }

            if (!request.IsOpen)
            {
                return new Refusal(RefusalCode.DataRequestClosed, "This request was answered already. Look at the answer; a refusal can be contested by the person.");
            }

            if (request.Answer?.Officer == actor.Id)
            {
                return new Refusal(RefusalCode.ActorDecidedBefore, "You refused this request, so another officer must decide about the contest. Ask a colleague.");
            }

            string why = FieldFaults.Clean(reason);
            if (grant is not { } granted || why.Length is 0 or > MaximumTextLength)
            {
                return new Refusal(RefusalCode.ReasonRequired, "Answer with granted true or false and a written reason that the person can read.");
            }

            var answer = new DataAnswer(actor.Id, granted, why, work.Now);
            if (granted)
            {
                if (!(await new GrantedRequest(work, schedule, procedures, sealer).DoAsync(request, answer, ct)).TryGet(out DataAnswer? done, out refusal))
                {
                    return refusal;
                }

                answer = done;
            }

            return await Requests.SaveAsync(work, request.Contest is null ? request with { Answer = answer } : request with { SecondAnswer = answer }, ct);
        }, cancellationToken);
}

/// <summary>The person contests a refusal, once: another officer decides, within the same time.</summary>
public sealed class ContestDataAnswer(Desk desk, OpenDataRequest opening)
{
    public Task<Outcome<DataRequest>> DoAsync(Actor actor, DataRequestReference reference, string? reason, CancellationToken cancellationToken) =>
        desk.DoAsync<DataRequest>(Act.ContestDataAnswer, actor, async (work, ct) =>
        {
            if (!(await Requests.FindAsync(work, reference, ct)).TryGet(out DataRequest? request, out Refusal? refusal))
            {
                return refusal;
            }

            if (request.State != DataRequestState.Refused)
            {
                return new Refusal(RefusalCode.DataRequestClosed, "Only a refusal can be contested, and only once. After that, complain to the head of the office or to the authority for personal data.");
            }

            string why = FieldFaults.Clean(reason);
            return why.Length is 0 or > OpenDataRequest.MaximumTextLength
                ? new Refusal(RefusalCode.ReasonRequired, "Say in a sentence why the refusal is wrong, then contest it again.")
                : await Requests.SaveAsync(
                    work, request with { Contest = new DataContest(why, work.Now), DueAt = await opening.DueAsync(work, request.Kind, ct), EscalatedAt = null }, ct);
        }, cancellationToken);
}

/// <summary>Reads and saves requests inside acts.</summary>
internal static class Requests
{
    /// <summary>One that the actor may see: a citizen the own after the proof of identity, the office its tenant's.</summary>
    public static async Task<Outcome<DataRequest>> FindAsync(Work work, DataRequestReference reference, CancellationToken cancellationToken)
    {
        string? person = null;
        if (work.Actor.Role == ActorRole.Citizen)
        {
            if (!(await Results.ProvenPerson.OfAsync(work, cancellationToken)).TryGet(out Results.ResultOwner? owner, out Refusal? refusal))
            {
                return refusal;
            }

            person = owner.PersonalNumber;
        }

        DataRequest? found = await work.Unit.DataRequests.FindAsync(work.Actor.Tenant, reference.Id, cancellationToken);
        if (found is null || (person is not null && found.Person.PersonalNumber != person))
        {
            return new Refusal(RefusalCode.DataRequestNotFound, "There is no such request for you. Check the id.");
        }

        return reference.ExpectedVersion is { } expected && expected != found.Version
            ? new Refusal(RefusalCode.DataRequestChanged, "The request has changed since you read it. Read it again and repeat the act.")
            : found;
    }

    public static async Task<DataRequest> SaveAsync(Work work, DataRequest changed, CancellationToken cancellationToken)
    {
        DataRequest next = changed with { Version = changed.Version + 1 };
        await work.Unit.DataRequests.UpdateAsync(next, cancellationToken);
        RequestNotes.Note(work, next);
        return next;
    }
}
