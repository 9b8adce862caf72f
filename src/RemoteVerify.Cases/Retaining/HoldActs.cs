using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Retaining;

/// <summary>What a hold says.</summary>
/// <param name="DataClasses">What is held; empty for everything.</param>
/// <param name="Reason">Why.</param>
/// <param name="Order">Number of the order or letter.</param>
/// <param name="Until">Last instant; null until it is released.</param>
public sealed record HoldOrder(IReadOnlyList<DataClass> DataClasses, string? Reason, string? Order, DateTimeOffset? Until)
{
    public override string ToString() => "HoldOrder";
}

/// <summary>Places a legal hold on a case, in any state: from now on nothing that it covers is destroyed.</summary>
public sealed class PlaceHold(Desk desk)
{
    /// <summary>Longest reason and number of the order, in characters.</summary>
    public const int MaximumTextLength = 500;

    public Task<Outcome<LegalHold>> DoAsync(Actor actor, CaseReference reference, HoldOrder order, CancellationToken cancellationToken) =>
        desk.DoAsync<LegalHold>(Act.PlaceHold, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            string reason = FieldFaults.Clean(order.Reason), number = FieldFaults.Clean(order.Order);
            string[] faults =
            [
                .. reason.Length is 0 or > MaximumTextLength ? ["reason"] : Array.Empty<string>(),
                .. number.Length is 0 or > MaximumTextLength ? ["order"] : Array.Empty<string>(),
                .. order.Until <= work.Now ? ["until"] : Array.Empty<string>(),
                .. order.DataClasses.Any(c => !Enum.IsDefined(c) || !Destruction.IsDestroyable(c)) ? ["dataClasses"] : Array.Empty<string>(),
            ];
            if (faults.Length > 0)
            {
                return new Refusal(RefusalCode.HoldInvalid, "Say why the data is held, by which order, and until when at the earliest. Correct the named parts.", [], faults);
            }

            CaseRetention retention = current.File.Retention;
            var hold = new LegalHold($"h{retention.Holds.Count + 1}", [.. order.DataClasses.Distinct().Order()], reason, number, order.Until, actor.Id, work.Now);
            work.Note("hold", hold.Id);
            work.Note("data-class", hold.DataClasses.Count == 0 ? "all" : string.Join(' ', hold.DataClasses));
            work.Publish("data.held", current.File.Id, hold.Id);
            await work.SaveAsync(current with { File = current.File with { Retention = retention with { Holds = [.. retention.Holds, hold] } } }, ct);
            return hold;
        }, cancellationToken);
}

/// <summary>Ends a hold before its time, with a reason. It stays in the list.</summary>
public sealed class ReleaseHold(Desk desk)
{
    public Task<Outcome<LegalHold>> DoAsync(Actor actor, CaseReference reference, string holdId, string? reason, CancellationToken cancellationToken) =>
        desk.DoAsync<LegalHold>(Act.ReleaseHold, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(reference, ct)).TryGet(out Case? current, out Refusal? refusal))
            {
                return refusal;
            }

            CaseRetention retention = current.File.Retention;
            if (retention.Holds.FirstOrDefault(hold => hold.Id == holdId) is not { } placed)
            {
                return new Refusal(RefusalCode.HoldNotFound, "The case has no such hold. Use an id from its list.", [], [.. retention.Holds.Select(hold => hold.Id)]);
            }

            if (!placed.Stands(work.Now))
            {
                return new Refusal(RefusalCode.HoldEnded, "This hold has ended already. There is nothing to do.");
            }

            string why = FieldFaults.Clean(reason);
            if (why.Length is 0 or > PlaceHold.MaximumTextLength)
            {
                return new Refusal(RefusalCode.ReasonRequired, "Ending a hold needs a written reason. Write it and end the hold again.");
            }

            LegalHold ended = placed with { Released = new HoldRelease(actor.Id, why, work.Now) };
            work.Note("hold", ended.Id);
            work.Publish("data.released", current.File.Id, ended.Id);
            await work.SaveAsync(current with { File = current.File with { Retention = retention with { Holds = [.. retention.Holds.Select(hold => hold.Id == holdId ? ended : hold)] } } }, ct);
            return ended;
        }, cancellationToken);
}

/// <summary>Reads the signed records of deletions: of a case, or one of them.</summary>
public sealed class ReadDeletions(Desk desk)
{
    public Task<Outcome<IReadOnlyList<DeletionRecord>>> DoAsync(Actor actor, CaseId id, CancellationToken cancellationToken) =>
        desk.DoAsync<IReadOnlyList<DeletionRecord>>(Act.ReadDeletions, actor, async (work, ct) =>
            (await work.CaseAsync(id, ct)).TryGet(out Case? found, out Refusal? refusal)
                ? Outcome<IReadOnlyList<DeletionRecord>>.Done(await work.Unit.Deletions.ListAsync(found.File.Id, ct))
                : refusal, cancellationToken);

    public Task<Outcome<DeletionRecord>> OneAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        desk.DoAsync<DeletionRecord>(Act.ReadDeletions, actor, async (work, ct) =>
        {
            DeletionRecord? found = await work.Unit.Deletions.FindAsync(actor.Tenant, id, ct);
            return found is not null && (await work.CaseAsync(found.CaseId, ct)).IsDone
                ? found
                : new Refusal(RefusalCode.DeletionNotFound, "There is no such record of a deletion for you. Check the id.");
        }, cancellationToken);
}
