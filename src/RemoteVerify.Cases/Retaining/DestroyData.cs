// Law 91/2025/QH15: data are destroyed when their purpose and their retention are over, and it is shown that they were.
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Retaining;

/// <summary>
/// Deletes a class of a case's data at the end of its retention, by destroying its key. What stays is the entry in the log, whose signed
/// checkpoint covers it, and a signed record that can be handed out.
/// </summary>
public sealed class DestroyData(Desk desk, RetentionSchedule schedule, ProcedureLibrary procedures, IEvidenceSealer sealer)
{
    public Task<Outcome<DeletionRecord>> DoAsync(Actor actor, CaseId id, DataClass dataClass, CancellationToken cancellationToken) =>
        desk.DoAsync<DeletionRecord>(Act.DestroyData, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync(id, ct)).TryGet(out Case? found, out Refusal? refusal))
            {
                return refusal;
            }

            // Personal data of a case that still runs is needed; its record stays as long as the log, register books stay for good.
            if (!Destruction.IsDestroyable(dataClass) || schedule.TermOf(found, await procedures.OfCaseAsync(work.Unit, found.File, ct), dataClass) is not { } term)
            {
                return found.NotAllowed(Act.DestroyData);
            }

            return await RefusedAsync(work, found, dataClass, term, ct) is { } refused
                ? refused
                : await new Destruction(work, sealer).DoAsync(found, [(dataClass, term)], DeletionGround.RetentionOver, ct);
        }, cancellationToken);

    private async Task<Refusal?> RefusedAsync(Work work, Case found, DataClass dataClass, RetentionTerm term, CancellationToken cancellationToken)
    {
        CaseRetention retention = found.File.Retention;
        if (retention.IsDestroyed(dataClass) || !await work.Unit.Blobs.HasKeyAsync(found.File.Id, dataClass, cancellationToken))
        {
            return new Refusal(RefusalCode.EvidenceDestroyed, "There is no data of this class any more. Only the record of it remains.");
        }

        if (retention.HoldOf(dataClass, work.Now) is { } hold)
        {
            return new Refusal(RefusalCode.DataHeld, "A legal hold keeps this data. It can be destroyed after the hold has ended.", [], [hold.Id]);
        }

        if (retention.Restrictions.Count > 0 && term.Rule.RestsOn == DataGround.Consent)
        {
            return new Refusal(RefusalCode.DataHeld, "The person asked that this data is kept and not used. It is destroyed after that person has taken the wish back.", [], [.. retention.Restrictions.Select(r => r.Request.ToString("D"))]);
        }

        if (term.Until is not { } until || work.Now < until)
        {
            return new Refusal(RefusalCode.RetentionNotOver, "This data must still be kept. Wait for the end of its retention.", [], [term.Rule.Id]);
        }

        return schedule.OnlyVerified && !term.Rule.LegalReview.IsVerified
            ? new Refusal(RefusalCode.RetentionNotReviewed, "Nobody has verified the rule by which this data would be destroyed. Have a lawyer verify it and give the service the verified schedule.", [], [term.Rule.Id])
            : null;
    }
}
