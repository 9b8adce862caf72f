using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Assisting;

/// <summary>A paper that was taken in at a service point without signal and comes in later.</summary>
/// <param name="Id">Random id, made with it; the same comes in once.</param>
/// <param name="CaseCode">Code of the case.</param>
/// <param name="PersonalNumber">The 12 digits on the person's card.</param>
/// <param name="Need">Id of the paper of the procedure.</param>
/// <param name="AgreedTo">Version of the text to which the person said yes by a tick.</param>
/// <param name="TakenAt">When, by the clock of the service point's machine.</param>
/// <param name="Bytes">PDF, JPEG or PNG.</param>
public sealed record QueuedPaper(Guid Id, string? CaseCode, string? PersonalNumber, string Need, string? AgreedTo, DateTimeOffset TakenAt, ReadOnlyMemory<byte> Bytes)
{
    public override string ToString() => "QueuedPaper";
}

/// <summary>
/// A helper hands in what waited at a service point. It is an assistance of its own, with the same limits and the same count; the paper is added under the rules of any upload.
/// An item that came in before is answered as done, so that a queue can send again what it is not sure about.
/// </summary>
public sealed class ReceivePaper(Desk desk, IHelperDirectory helpers, AssistingPolicy policy, VerificationPolicy verifying, AddPaper papers)
{
    /// <summary>How long a paper may wait: a village without signal, the rain, a road that is closed.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    private static readonly TimeSpan ClockTolerance = TimeSpan.FromDays(1);

    /// <returns>True when it was added now, false when it came in before.</returns>
    public Task<Outcome<bool>> DoAsync(Actor actor, QueuedPaper item, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        return desk.DoAsync<bool>(Act.ReceivePaper, actor, async (work, ct) =>
        {
            if (helpers.Find(actor.Tenant, actor.Id) is not { } helper)
            {
                return HelpersDoor.Unregistered();
            }

            work.Note("item", item.Id.ToString("D"));
            if (await work.Unit.Assistances.IsReceivedAsync(actor.Tenant, item.Id, ct))
            {
                return false;
            }

            if (!MayCome(item.Id, item.AgreedTo, item.TakenAt, work.Now))
            {
                return new Refusal(RefusalCode.QueuedItemInvalid, "The item has no consent of the person, or waited longer than thirty days. Take the paper in again with the person.");
            }

            HelperDay day = await work.Unit.Assistances.DayAsync(actor.Tenant, actor.Id, VietnamTime.Day(work.Now), ct);
            if (HelpersDoor.Full(day, helper, policy) is { } full)
            {
                return full;
            }

            string number = (item.PersonalNumber ?? string.Empty).Trim().Replace(" ", string.Empty, StringComparison.Ordinal);
            if (await HelpersDoor.FindAsync(work, (item.CaseCode ?? string.Empty).Trim(), number, ct) is not { } found)
            {
                await work.Unit.Assistances.PutDayAsync(day with { Misses = day.Misses + 1, Version = day.Version + 1 }, ct);
                return work.RefuseAndKeep(new Refusal(
                    RefusalCode.AssistanceCaseNotFound, "This code and this number don't belong to one case here. Look at the slip and the card again, and type both anew."));
            }

            work.About(found.Case.File.Id);
            AssistedStep step = await AssistanceEnd.StepAsync(work, found.Case, found.Participant, verifying, ct);
            Procedure procedure = await papers.ProcedureAsync(work, found.Case, ct);
            string? about = procedure.Papers.Any(paper => paper.Id == item.Need && paper.PerParticipant) ? found.Participant.Value : null;
            if (!(await papers.AddAsync(work, found.Case, item.Need, about, item.Bytes, ct)).TryGet(out DossierPaper? added, out Refusal? refusal))
            {
                return refusal;
            }

            bool counts = !await work.Unit.Assistances.IsCountedAsync(found.Case.File.Id, found.Participant, day.Day, ct);
            Assistance done = new Assistance(Guid.CreateVersion7(work.Now), actor.Tenant, found.Case.File.Id, found.Participant, actor.Id, helper.Agent, step, work.Now, 1)
                .Agree(new RecordedPresence(AssistanceConsent.Tick, item.AgreedTo!, null, null, item.TakenAt)).End(work.Now, counts);
            work.Unit.Assistances.Add(done, number);
            work.Unit.Assistances.Receive(actor.Tenant, item.Id, work.Now);

            // Several papers of one person are one help of the day.
            await work.Unit.Assistances.PutDayAsync(day with { Begun = day.Begun + (counts ? 1 : 0), Version = day.Version + 1 }, ct);
            work.Note("assistance", done.Id.ToString("D"));
            work.Note("paper", added.Id);
            return true;
        }, cancellationToken);
    }

    /// <summary>Whether an item of a queue has an id and the person's yes to the present text, and did not wait too long.</summary>
    internal static bool MayCome(Guid id, string? agreedTo, DateTimeOffset takenAt, DateTimeOffset now) =>
        id != Guid.Empty && agreedTo == RecordedPresence.CurrentText && takenAt <= now + ClockTolerance && takenAt >= now - LongestWait;
}
