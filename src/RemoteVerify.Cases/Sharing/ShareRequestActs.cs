using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Sharing;

/// <summary>What verifiers ask the person of this session for, now.</summary>
public sealed class ListShareRequests(Desk desk)
{
    public Task<Outcome<IReadOnlyList<ShareRequest>>> DoAsync(Actor actor, CancellationToken cancellationToken) =>
        desk.DoAsync<IReadOnlyList<ShareRequest>>(Act.ListShareRequests, actor, async (work, ct) =>
        {
            work.StaySilent();
            return (await ProvenPerson.OfAsync(work, ct)).TryGet(out ResultOwner? person, out Refusal? refusal)
                ? Outcome<IReadOnlyList<ShareRequest>>.Done(await work.Unit.ShareRequests.ListOpenAsync(actor.Tenant, person.PersonalNumber, work.Now, ct))
                : refusal;
        }, cancellationToken);
}

/// <summary>The person's answer: a share with the person's own scope and time, or a no.</summary>
public sealed class AnswerShareRequest(Desk desk, ShareConsentTexts texts)
{
    /// <summary>Null for <paramref name="order"/> declines. The recipient is who asked, whatever the order says.</summary>
    public Task<Outcome<ShareRequest>> DoAsync(Actor actor, Guid id, ShareOrder? order, CancellationToken cancellationToken) =>
        desk.DoAsync<ShareRequest>(Act.AnswerShareRequest, actor, async (work, ct) =>
        {
            if (!(await ProvenPerson.OfAsync(work, ct)).TryGet(out ResultOwner? person, out Refusal? refusal)
                || !Requests.Open(await work.Unit.ShareRequests.FindAsync(id, ct), work, person).TryGet(out ShareRequest? found, out refusal))
            {
                return refusal;
            }

            ShareRequest answered = found with { Answer = "declined", Version = found.Version + 1 };
            if (order is not null)
            {
                if (!(await Giving.GiveAsync(work, texts, person, order with { Recipient = found.Requester }, ct)).TryGet(out GivenShare? given, out refusal))
                {
                    return refusal;
                }

                answered = answered with { Answer = "given", Share = given.Share.Id };
            }

            await work.Unit.ShareRequests.UpdateAsync(answered, ct);
            work.About(actor.OnlyCase!.Value);
            work.Note("share-request", id.ToString("D"));
            work.Note("answer", answered.Answer!);
            return answered;
        }, cancellationToken);
}

/// <summary>How the question stands, for who asked it.</summary>
public sealed class ReadShareRequest(Desk desk)
{
    public Task<Outcome<ShareRequest>> DoAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        desk.DoAsync<ShareRequest>(Act.ReadShareRequest, actor, async (work, ct) =>
        {
            work.StaySilent();
            return await work.Unit.ShareRequests.FindAsync(id, ct) is { } found && found.Requester.Is(actor) ? found : Requests.NotFound();
        }, cancellationToken);
}

internal static class Requests
{
    public static Refusal NotFound() => new(RefusalCode.ShareRequestNotFound, "There is no such question for you. Check the id.");

    /// <summary>A question to this person that still waits for an answer.</summary>
    public static Outcome<ShareRequest> Open(ShareRequest? found, Work work, ResultOwner person) =>
        found is null || found.Tenant != work.Actor.Tenant || found.Person.PersonalNumber != person.PersonalNumber ? NotFound()
        : found.Answer is not null ? new Refusal(RefusalCode.ShareRequestClosed, "This question was answered before.")
        : found.ExpiresAt <= work.Now ? new Refusal(RefusalCode.ShareRequestExpired, "This question has run out. Show your code again.")
        : found;
}
