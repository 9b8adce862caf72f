using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tenants;

namespace RemoteVerify.Cases.Recording;

/// <summary>
/// Does an act: asks whether the actor may, lets the body work in one unit of work, records what happened, commits.
/// Refused acts are recorded too, in a unit of their own.
/// </summary>
/// <param name="stores">Where acts are kept.</param>
/// <param name="clock">The clock of all acts.</param>
/// <param name="tenants">The tenants with their limits; null when none has a limit.</param>
public sealed class Desk(IUnitOfWorkFactory stores, TimeProvider clock, TenantTree? tenants = null)
{
    /// <summary>Conflicts come from two acts that make the same row first, so the second try meets the row.</summary>
    private const int RecordTries = 5;

    /// <summary>The clock of all acts.</summary>
    public TimeProvider Clock { get; } = clock;

    public async Task<Outcome<T>> DoAsync<T>(
        Act act, Actor actor, Func<Work, CancellationToken, Task<Outcome<T>>> body, CancellationToken cancellationToken)
    {
        long started = Clock.GetTimestamp();
        Outcome<T> outcome = await ActAsync(act, actor, body, cancellationToken);
        CaseMetrics.Act(act, outcome.Refusal?.Code.Value ?? "done", Clock.GetElapsedTime(started));
        return outcome;
    }

    private async Task<Outcome<T>> ActAsync<T>(
        Act act, Actor actor, Func<Work, CancellationToken, Task<Outcome<T>>> body, CancellationToken cancellationToken)
    {
        if (!act.Permits(actor.Role))
        {
            var refusal = new Refusal(
                RefusalCode.ActorNotPermitted,
                $"The role '{actor.Role}' may not do '{act.Code}'. The one whose act it is must do it in an own session.");
            await RecordAsync(act, actor, null, refusal, cancellationToken);
            return refusal;
        }

        Outcome<T> outcome;
        CaseId? about;
        bool silent;
        await using (IUnitOfWork unit = await stores.BeginAsync(cancellationToken))
        {
            var work = new Work(unit, act, actor, Clock.GetUtcNow()) { IsSandbox = tenants?.Find(actor.Tenant) is { IsSandbox: true } };
            Refusal? before = await Assisting.AssistedActs.RefuseSessionAsync(work, cancellationToken) ?? await LimitAsync(work, act, cancellationToken);
            outcome = before is not null ? before : await body(work, cancellationToken);
            about = work.CaseId;
            silent = work.IsSilent;
            if (outcome.IsDone || work.KeepsChanges)
            {
                if (await CommitAsync(unit, work, outcome.Refusal, cancellationToken))
                {
                    return outcome;
                }

                outcome = new Refusal(RefusalCode.CaseChanged, "Somebody else changed it at the same moment. Read it again and repeat the act.");
            }
        }

        if (!silent)
        {
            await RecordAsync(act, actor, about, outcome.Refusal!, cancellationToken);
        }

        return outcome;
    }

    /// <summary>False when somebody else was quicker; nothing is written then.</summary>
    private static async Task<bool> CommitAsync(IUnitOfWork unit, Work work, Refusal? refusal, CancellationToken cancellationToken)
    {
        if (work.IsSilent && refusal is null)
        {
            return true;
        }

        foreach (Act act in refusal is null ? [.. work.Along, work.Act] : (Act[])[work.Act])
        {
            unit.Audit.Append(new AuditEntry(
                work.Actor.Tenant,
                work.CaseId,
                work.Now,
                work.Actor.Role,
                work.Actor.Id,
                act.Code,
                refusal?.Code.Value ?? "done",
                Merge(work.Details, refusal, work.Actor)));
        }

        return await unit.CommitAsync(cancellationToken) == CommitResult.Committed;
    }

    /// <summary>Keeps the record of a refusal. Nobody gets a refusal of which there is no record, so a conflict with another writer is tried again.</summary>
    private async Task RecordAsync(Act act, Actor actor, CaseId? about, Refusal refusal, CancellationToken cancellationToken)
    {
        for (int left = RecordTries; left > 0; left--)
        {
            if (await TryRecordAsync(act, actor, about, refusal, cancellationToken))
            {
                return;
            }
        }

        throw new InvalidOperationException($"The refusal '{refusal.Code}' could not be recorded: other writers were quicker {RecordTries} times.");
    }

    private async Task<bool> TryRecordAsync(Act act, Actor actor, CaseId? about, Refusal refusal, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        unit.Audit.Append(new AuditEntry(
            actor.Tenant,
            about,
            Clock.GetUtcNow(),
            actor.Role,
            actor.Id,
            act.Code,
            refusal.Code.Value,
            Merge(new Dictionary<string, string>(), refusal, actor)));
        return await unit.CommitAsync(cancellationToken) == CommitResult.Committed;
    }

    /// <summary>Acts of one moment on several nodes may each see the last free place, so a limit can be passed by as many.</summary>
    internal async Task<Refusal?> LimitAsync(Work work, Act act, CancellationToken cancellationToken)
    {
        if (tenants?.Find(work.Actor.Tenant)?.LimitOf(act.Code) is not { } limit)
        {
            return null;
        }

        long done = await work.Unit.Meter.CountAsync(work.Actor.Tenant, MeterMonth.Of(work.Now), act.Code, cancellationToken);
        return done < limit
            ? null
            : new Refusal(RefusalCode.TenantLimitReached, $"The limit of {limit} for '{act.Code}' in this month is reached. Ask the operator for more, or wait for the next month.");
    }

    private static Dictionary<string, string> Merge(IReadOnlyDictionary<string, string> details, Refusal? refusal, Actor actor)
    {
        var all = new Dictionary<string, string>(details, StringComparer.Ordinal);
        if (actor.SignedInBy is { } methods)
        {
            all["signed-in-by"] = methods;
        }

        if (refusal is { Reasons.Count: > 0 })
        {
            all["reasons"] = string.Join(' ', refusal.Reasons);
        }

        return all;
    }
}
