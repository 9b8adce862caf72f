using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Retaining;

/// <summary>Finds data that is past its retention. It changes nothing: the dry run of <see cref="PurgeData"/>.</summary>
public sealed class DueData(IUnitOfWorkFactory stores, RetentionSchedule schedule, ProcedureLibrary procedures, TimeProvider clock)
{
    private const int Page = 100;

    /// <summary>What runs of the purge would destroy from now on, of one tenant or of all; looks at every ended case.</summary>
    public async Task<PurgeReport> ListAsync(TenantId? tenant, CancellationToken cancellationToken)
    {
        List<PurgeLine> lines = [];
        int looked = 0;
        CaseId? after = null;
        IReadOnlyList<RetainedCase> page;
        do
        {
            await using (IUnitOfWork unit = await stores.BeginAsync(cancellationToken))
            {
                page = await unit.Cases.ListEndedAsync(tenant, after, Page, cancellationToken);
            }

            foreach (RetainedCase one in page)
            {
                looked++;
                lines.AddRange(await LookAsync(one, cancellationToken));
                after = one.Id;
            }
        }
        while (page.Count == Page);
        return new PurgeReport(lines, 0, looked);
    }

    /// <summary>The classes of a case whose retention is over; none while it runs.</summary>
    internal async Task<IReadOnlyList<PurgeLine>> LookAsync(RetainedCase one, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        if (await unit.Cases.FindAsync(one.Tenant, one.Id, cancellationToken) is not { } found || CaseEnd.Of(found) is null)
        {
            return [];
        }

        DateTimeOffset now = clock.GetUtcNow();
        List<PurgeLine> lines = [];
        foreach ((DataClass dataClass, RetentionTerm term) in await TermsAsync(unit, found, cancellationToken))
        {
            if (term.Until is { } until && until <= now && await unit.Blobs.HasKeyAsync(found.File.Id, dataClass, cancellationToken))
            {
                lines.Add(new PurgeLine(one.Tenant, one.Id, found.File.Code, dataClass, term.Rule.Id, until, StateOf(found.File.Retention, dataClass, term.Rule, now)));
            }
        }

        return lines;
    }

    /// <summary>When the case is to be looked at next: when a retention or a hold ends, and not later than <paramref name="latest"/>; null while it runs.</summary>
    internal async Task<DateTimeOffset?> NextAsync(IUnitOfWork unit, Case? found, DateTimeOffset latest, CancellationToken cancellationToken)
    {
        if (found is null || CaseEnd.Of(found) is null)
        {
            return null;
        }

        DateTimeOffset now = clock.GetUtcNow();
        return (await TermsAsync(unit, found, cancellationToken)).Select(part => part.Term.Until)
            .Concat(found.File.Retention.Holds.Where(hold => hold.Stands(now)).Select(hold => hold.Until))
            .Where(until => until > now).Append(latest).Min();
    }

    private PurgeState StateOf(CaseRetention retention, DataClass dataClass, RetentionRule rule, DateTimeOffset now) =>
        retention.HoldOf(dataClass, now) is not null || (retention.Restrictions.Count > 0 && rule.RestsOn == DataGround.Consent) ? PurgeState.Held
        : schedule.OnlyVerified && !rule.LegalReview.IsVerified ? PurgeState.NotReviewed
        : PurgeState.Due;

    /// <summary>The classes of an ended case that were not destroyed, each with its retention.</summary>
    private async Task<IReadOnlyList<(DataClass Class, RetentionTerm Term)>> TermsAsync(IUnitOfWork unit, Case ended, CancellationToken cancellationToken)
    {
        Procedure procedure = await procedures.OfCaseAsync(unit, ended.File, cancellationToken);
        return
        [
            .. Enum.GetValues<DataClass>().Where(dataClass => Destruction.IsDestroyable(dataClass) && !ended.File.Retention.IsDestroyed(dataClass))
                .Select(dataClass => (dataClass, schedule.TermOf(ended, procedure, dataClass)!)),
        ];
    }
}
