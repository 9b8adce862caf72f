using System.Globalization;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Assisting;

/// <summary>
/// A helper begins to help somebody. The person names the case by its code and shows the card with the number; both must belong together. An assistance that the
/// helper left open ends, so that a machine shows one person at a time.
/// </summary>
public sealed class BeginAssistance(Desk desk, IHelperDirectory helpers, AssistingPolicy policy, VerificationPolicy verifying)
{
    /// <param name="actor">The helper.</param>
    /// <param name="caseCode">Code of the case (mã hồ sơ); letters in any case.</param>
    /// <param name="personalNumber">The 12 digits on the person's card.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Outcome<Assistance>> DoAsync(Actor actor, string? caseCode, string? personalNumber, CancellationToken cancellationToken) =>
        desk.DoAsync<Assistance>(Act.BeginAssistance, actor, async (work, ct) =>
        {
            if (helpers.Find(actor.Tenant, actor.Id) is not { } helper)
            {
                return HelpersDoor.Unregistered();
            }

            HelperDay day = await work.Unit.Assistances.DayAsync(actor.Tenant, actor.Id, VietnamTime.Day(work.Now), ct);
            if (HelpersDoor.Full(day, helper, policy) is { } full)
            {
                return full;
            }

            string number = (personalNumber ?? string.Empty).Trim().Replace(" ", string.Empty, StringComparison.Ordinal);
            if (await HelpersDoor.FindAsync(work, (caseCode ?? string.Empty).Trim(), number, ct) is not { } found)
            {
                await work.Unit.Assistances.PutDayAsync(day with { Misses = day.Misses + 1, Version = day.Version + 1 }, ct);
                return work.RefuseAndKeep(new Refusal(
                    RefusalCode.AssistanceCaseNotFound, "This code and this number don't belong to one case here. Look at the slip and the card again, and type both anew."));
            }

            if (await work.Unit.Assistances.CountOfPersonAsync(actor.Tenant, number, day.Day, ct) >= policy.MostOfAPersonInADay)
            {
                return new Refusal(RefusalCode.AssistancePersonFull, "This person was helped as often as one day allows. They can go on alone with their own link, or come again tomorrow.");
            }

            foreach (Assistance left in await work.Unit.Assistances.ListOpenAsync(actor.Tenant, actor.Id, ct))
            {
                await AssistanceEnd.EndAsync(work, left, verifying, ct);
            }

            AssistedStep step = await AssistanceEnd.StepAsync(work, found.Case, found.Participant, verifying, ct);
            Assistance begun = new(Guid.CreateVersion7(work.Now), actor.Tenant, found.Case.File.Id, found.Participant, actor.Id, helper.Agent, step, work.Now, 1);
            work.Unit.Assistances.Add(begun, number);
            await work.Unit.Assistances.PutDayAsync(day with { Begun = day.Begun + 1, Version = day.Version + 1 }, ct);
            work.About(begun.CaseId);
            work.Note("assistance", begun.Id.ToString("D"));
            work.Note("participant", found.Participant.Value);
            return begun;
        }, cancellationToken);
}

/// <summary>Limits of a helper and the case that code and number belong to; for whatever a helper begins.</summary>
internal static class HelpersDoor
{
    private const int MostCasesOfAPerson = 100;

    public static Refusal Unregistered() => new(RefusalCode.ActorNotPermitted, "This account is not registered as a helper here. Ask the office that registered you.");

    public static Refusal? Full(HelperDay day, RegisteredHelper helper, AssistingPolicy policy) =>
        day.Misses >= policy.MostMissesInADay
            ? new Refusal(RefusalCode.AssistanceLocked, "Too many pairs of code and number belonged to no case. You can help again tomorrow, or the office looks at it with you.")
        : day.Begun >= helper.MostInADay
            ? new Refusal(
                RefusalCode.AssistanceDayFull,
                string.Create(CultureInfo.InvariantCulture, $"You have helped {day.Begun} times today, which is as often as your registration allows. The person can go on alone with their own link, or come again tomorrow."))
        : null;

    public static async Task<(Case Case, ParticipantId Participant)?> FindAsync(Work work, string code, string number, CancellationToken cancellationToken)
    {
        if (code.Length is 0 or > 64 || number.Length != 12 || !number.All(char.IsAsciiDigit))
        {
            return null;
        }

        foreach (CaseId id in await work.Unit.Cases.ListByPersonAsync(work.Actor.Tenant, number, MostCasesOfAPerson, cancellationToken))
        {
            if (await work.Unit.Cases.FindAsync(work.Actor.Tenant, id, cancellationToken) is { } found && string.Equals(found.File.Code, code, StringComparison.OrdinalIgnoreCase)
                && found.File.Participants.FirstOrDefault(p => p.PersonalNumber == number && p.Signs) is { } person)
            {
                return (found, person.Id);
            }
        }

        return null;
    }
}

internal static class AssistanceEnd
{
    /// <summary>The step that is open for the person now.</summary>
    public static async Task<AssistedStep> StepAsync(Work work, Case current, ParticipantId participant, VerificationPolicy verifying, CancellationToken cancellationToken) =>
        AssistedSteps.Of(
            current, participant, await work.Unit.Verifications.ListAsync(current.File.Id, cancellationToken),
            await work.Unit.Assistances.IsHeldAsync(current.File.Id, cancellationToken), verifying, work.Now);

    /// <summary>
    /// Ends it. It counts once for a person, case and day, when the person agreed and a step was done: the open step is another one, or the person was alone and
    /// answered. What was answered makes no difference here, because the helper sees what was counted.
    /// </summary>
    public static async Task<Assistance> EndAsync(Work work, Assistance assistance, VerificationPolicy verifying, CancellationToken cancellationToken)
    {
        bool isDone = assistance.WasAlone;
        if (!isDone && await work.Unit.Cases.FindAsync(assistance.Tenant, assistance.CaseId, cancellationToken) is { } current)
        {
            isDone = await StepAsync(work, current, assistance.Participant, verifying, cancellationToken) != assistance.Step;
        }

        bool counts = isDone && assistance.Presence is not null && assistance.BegunAt + Assistance.Lifetime > work.Now
            && !await work.Unit.Assistances.IsCountedAsync(assistance.CaseId, assistance.Participant, assistance.Day, cancellationToken);
        Assistance ended = assistance.End(work.Now, counts) with { Version = assistance.Version + 1 };
        await work.Unit.Assistances.UpdateAsync(ended, cancellationToken);
        work.Note("ended", assistance.Id.ToString("D"));
        work.Note("counts", counts ? "yes" : "no");
        return ended;
    }
}
