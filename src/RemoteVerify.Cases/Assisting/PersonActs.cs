using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Assisting;

/// <summary>
/// The person, alone with the machine, answers whether anybody presses them. With "no" they may confirm and sign in this session; with "yes" nothing binds in the
/// case any more until an officer has spoken to them. The audit entry is the same for both: what is answered stands in the concern alone, which officers see.
/// </summary>
public sealed class AnswerAlone(Desk desk)
{
    /// <param name="actor">The person, in the session of a handover.</param>
    /// <param name="isPressed">The answer.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Outcome<Assistance>> DoAsync(Actor actor, bool isPressed, CancellationToken cancellationToken) =>
        desk.DoAsync<Assistance>(Act.AnswerAlone, actor, async (work, ct) =>
        {
            if (!(await HandedAsync(work, ct)).TryGet(out Assistance? assistance, out Refusal? refusal)
                || !(await work.CaseAsync(assistance.CaseId, ct)).TryGet(out Case? current, out refusal))
            {
                return refusal;
            }

            if (isPressed)
            {
                work.Unit.Assistances.Add(new Concern(Guid.CreateVersion7(work.Now), assistance.Tenant, assistance.CaseId, assistance.Participant, assistance.Id, work.Now, 1));
            }

            // The case is saved with either answer: an act that binds and runs at this moment meets the concern, and the answers look alike.
            await work.SaveAsync(current, ct);
            return await Own.SaveAsync(work, assistance.Answer(), ct);
        }, cancellationToken);

    /// <summary>The assistance in which the person has the machine; refused in an own session, where nobody stands beside.</summary>
    internal static async Task<Outcome<Assistance>> HandedAsync(Work work, CancellationToken cancellationToken) =>
        work.Actor.HandOver is { } handOver && await work.Unit.Assistances.FindByHandOverAsync(handOver, cancellationToken) is { } found
            ? found
            : Own.Over();
}

/// <summary>The person hands the machine back; the session ends.</summary>
public sealed class HandBack(Desk desk)
{
    public Task<Outcome<Assistance>> DoAsync(Actor actor, CancellationToken cancellationToken) =>
        desk.DoAsync<Assistance>(Act.HandBack, actor, async (work, ct) =>
            (await AnswerAlone.HandedAsync(work, ct)).TryGet(out Assistance? assistance, out Refusal? refusal) ? await Own.SaveAsync(work, assistance.Return(), ct) : refusal, cancellationToken);
}
